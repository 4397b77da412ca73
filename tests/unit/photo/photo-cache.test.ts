import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPhotoCache, photoUrlPrefix } from '../../../electron/photo/photo-cache';
import { png } from '../../mock-api/photo-host';
import { buildLog, deferred } from '../builders';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const ann = 'https://images.example.com/ann.png';
const urlOf = (number: number) => `https://images.example.com/${number}.png`;
const minutes = 60_000;

function setUp() {
  const network = vi.fn<typeof fetch>(() => Promise.resolve(new Response(png)));
  const log = buildLog();
  return { network, log, photos: createPhotoCache(network, log) };
}

describe('a photo', () => {
  it('gets a random app:// URL that says nothing about the user', async () => {
    const { photos } = setUp();
    const address = await photos.load(ann);
    expect(address?.startsWith(photoUrlPrefix)).toBe(true);
    expect(address).toMatch(/\/[\da-f-]{36}$/);
    expect(await photos.read(address ?? '')).toEqual({ bytes: png, contentType: 'image/png' });
  });

  it('is not fetched again', async () => {
    const { network, photos } = setUp();
    const address = await photos.load(ann);
    vi.advanceTimersByTime(24 * 60 * minutes);
    expect(await photos.load(ann)).toBe(address);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it('is fetched once for parallel calls', async () => {
    const { network, photos } = setUp();
    const answer = deferred<Response>();
    network.mockReturnValue(answer.promise);
    const loading = [photos.load(ann), photos.load(ann)];
    answer.resolve(new Response(png));
    const [first, second] = await Promise.all(loading);
    expect(first).toBe(second);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it('is evicted when it is the least recently used of more than 20', async () => {
    const { photos } = setUp();
    const [used, unused] = [await photos.load(urlOf(0)), await photos.load(urlOf(1))];
    for (let number = 2; number < 20; number += 1) await photos.load(urlOf(number));
    await photos.load(urlOf(0));
    expect(await photos.read(unused ?? '')).not.toBeNull();
    await photos.load(urlOf(20));
    expect(await photos.read(unused ?? '')).toBeNull();
    expect(await photos.read(used ?? '')).not.toBeNull();
  });
});

describe('a photo that can’t be fetched', () => {
  it('is fetched again after five minutes, not before', async () => {
    const { network, photos } = setUp();
    network.mockRejectedValueOnce(new Error('net::ERR_NAME_NOT_RESOLVED'));
    expect(await photos.load(ann)).toBeNull();
    vi.advanceTimersByTime(5 * minutes - 1);
    expect(await photos.load(ann)).toBeNull();
    expect(network).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(await photos.load(ann)).not.toBeNull();
    expect(network).toHaveBeenCalledTimes(2);
  });

  it('is logged once, with the reason and nothing about the person', async () => {
    const { network, log, photos } = setUp();
    network.mockRejectedValue(new Error('net::ERR_NAME_NOT_RESOLVED'));
    await photos.load(ann);
    await photos.load(ann);
    expect(log.info).toHaveBeenCalledExactlyOnceWith('photo.none', { reason: 'unknown-host' });
  });
});

describe('after clear', () => {
  it('a photo has to be fetched again, and gets another URL', async () => {
    const { network, photos } = setUp();
    const address = await photos.load(ann);
    photos.clear();
    expect(await photos.read(address ?? '')).toBeNull();
    expect(await photos.load(ann)).not.toBe(address);
    expect(network).toHaveBeenCalledTimes(2);
  });

  it('a photo whose fetch was under way is not stored', async () => {
    const { network, photos } = setUp();
    const answer = deferred<Response>();
    network.mockReturnValueOnce(answer.promise);
    const loading = photos.load(ann);
    photos.clear();
    answer.resolve(new Response(png));
    expect(await photos.read((await loading) ?? '')).toBeNull();
  });
});

it.each(['', photoUrlPrefix, `${photoUrlPrefix}x`, ann])(
  'there is no photo at the unknown URL %j',
  async (address) => {
    const { photos } = setUp();
    await photos.load(ann);
    expect(await photos.read(address)).toBeNull();
  },
);
