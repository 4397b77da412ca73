import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPhotos, photoFolder } from '../../../electron/photo/photo-store';
import { png } from '../../mock-api/picture-host';
import { buildLog, deferred } from '../builders';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const ann = 'https://images.example.com/ann.png';
const urlOf = (number: number) => `https://images.example.com/${number}.png`;
const minutes = 60_000;

function setUp() {
  const network = vi.fn<typeof fetch>(() => Promise.resolve(new Response(png)));
  const log = buildLog();
  return { network, log, photos: createPhotos(network, log) };
}

describe('a photo that is there', () => {
  it('is found under an address of the page that says nothing about it', async () => {
    const { photos } = setUp();
    const address = await photos.load(ann);
    expect(address?.startsWith(photoFolder)).toBe(true);
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

  it('is fetched once where it is asked for twice at a time', async () => {
    const { network, photos } = setUp();
    const answer = deferred<Response>();
    network.mockReturnValue(answer.promise);
    const asked = [photos.load(ann), photos.load(ann)];
    answer.resolve(new Response(png));
    const [first, second] = await Promise.all(asked);
    expect(first).toBe(second);
    expect(network).toHaveBeenCalledTimes(1);
  });

  it('makes room for others where it was not opened for the longest time', async () => {
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

describe('a photo that is not there', () => {
  it('is asked for again after some minutes, not before', async () => {
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

describe('photos that are forgotten', () => {
  it('are not found any more, and are fetched again for who is still to be seen', async () => {
    const { network, photos } = setUp();
    const address = await photos.load(ann);
    photos.clear();
    expect(await photos.read(address ?? '')).toBeNull();
    expect(await photos.load(ann)).not.toBe(address);
    expect(network).toHaveBeenCalledTimes(2);
  });

  it('are not kept where they arrive afterwards', async () => {
    const { network, photos } = setUp();
    const answer = deferred<Response>();
    network.mockReturnValueOnce(answer.promise);
    const loading = photos.load(ann);
    photos.clear();
    answer.resolve(new Response(png));
    expect(await photos.read((await loading) ?? '')).toBeNull();
  });
});

it.each(['', photoFolder, `${photoFolder}x`, ann])('nothing is found at %j', async (address) => {
  const { photos } = setUp();
  await photos.load(ann);
  expect(await photos.read(address)).toBeNull();
});
