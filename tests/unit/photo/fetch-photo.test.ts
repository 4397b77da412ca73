import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import { fetchPhoto, maxPhotoBytes } from '../../../electron/photo/fetch-photo';
import {
  gifImage,
  jpegHeader,
  pngHeader,
  extendedWebpHeader,
  lossyWebpHeader,
} from '../../mock-api/image-headers';
import { png, startPhotoHost, type PhotoHost } from '../../mock-api/photo-host';

let host: PhotoHost;
beforeAll(async () => {
  host = await startPhotoHost();
});
afterAll(() => host.stop());

/** A `fetch` that sends every request to the test server on loopback. */
const overLoopback: typeof fetch = (input, init) => {
  const { pathname } = new URL(input as string);
  return fetch(`http://127.0.0.1:${host.port}${pathname}`, init);
};

const load = (path: string, seconds = 8) =>
  fetchPhoto(overLoopback, `https://images.example.com${path}`, seconds);

/** Fetches a photo whose response has these bytes. */
const fetchBytes = (bytes: Uint8Array<ArrayBuffer>) =>
  fetchPhoto(() => Promise.resolve(new Response(bytes)), 'https://images.example.com/', 8);

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a photo', () => {
  it.each(['/photo.png', '/photo.txt'])(
    'is returned unchanged, with the type that its bytes show: %s',
    async (path) => {
      expect(await load(path)).toEqual(ok({ bytes: png, contentType: 'image/png' }));
    },
  );

  it('is accepted up to the size limit', async () => {
    expect(await load('/as-large-as-allowed.png')).toMatchObject({
      value: { bytes: { byteLength: maxPhotoBytes } },
    });
    expect(await load('/too-large.png')).toEqual(
      failed({ kind: 'answer-too-large', limitBytes: maxPhotoBytes }),
    );
  });

  it.each([
    ['image/png', pngHeader(7, 5)],
    ['image/jpeg', jpegHeader(7, 5)],
    ['image/gif', gifImage(7, 5)],
    ['image/webp', lossyWebpHeader(7, 5)],
  ])('can have the type %s', async (contentType, { picture }) => {
    expect(await fetchBytes(picture)).toEqual(ok({ bytes: picture, contentType }));
  });

  it.each([
    [4096, 4096, true],
    [4096, 4097, false],
    [20_000, 20_000, false],
  ])('of %d by %d pixels is shown: %s', async (width, height, isShown) => {
    for (const { picture } of [
      pngHeader(width, height),
      jpegHeader(width, height),
      extendedWebpHeader(width, height),
    ])
      expect((await fetchBytes(picture)).ok).toBe(isShown);
  });

  it.each([
    ['a bitmap', bytes('BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00')],
    ['a TIFF', bytes('II*\x00\x08\x00\x00\x00\x00\x00\x00\x00')],
    ['an icon', bytes('\x00\x00\x01\x00\x01\x00\x10\x10')],
    ['a HEIC', bytes('\x00\x00\x00\x1cftypheic\x00\x00\x00\x00')],
    ['an AVIF', bytes('\x00\x00\x00\x1cftypavif\x00\x00\x00\x00')],
    ['a PDF', bytes('%PDF-1.7\n')],
    ['a ZIP', bytes('PK\x03\x04\x14\x00\x00\x00\x08\x00')],
    ['a script', bytes('alert(1)')],
  ])('can’t be %s', async (_, other) => {
    expect(await fetchBytes(other)).toEqual(failed({ kind: 'unexpected-answer', status: 200 }));
  });
});

describe('there is no photo', () => {
  it.each([
    ['a web page with an image content type', '/sign-in.png', { kind: 'unexpected-answer' }],
    ['an SVG', '/photo.svg', { kind: 'unexpected-answer' }],
    ['an SVG with the content type of a PNG', '/svg.png', { kind: 'unexpected-answer' }],
    ['an empty body', '/empty.png', { kind: 'unexpected-answer' }],
    ['an error status with an image', '/missing.png', { kind: 'not-found' }],
    ['a redirect', '/moved.png', { kind: 'redirect-refused' }],
    ['an endless body', '/endless.png', { kind: 'answer-too-large' }],
  ])('for %s', async (_, path, problem) => {
    expect(await load(path)).toMatchObject({ ok: false, problem });
  });

  it('for a redirect, which is not followed', async () => {
    const before = host.requests.length;
    await load('/moved.png');
    expect(host.requests.slice(before).map(({ rawPath }) => rawPath)).toEqual(['/moved.png']);
  });

  it('for a truncated body', async () => {
    expect(await load('/cut-off.png')).toMatchObject({ ok: false });
  });

  it.each(['/slow-headers.png', '/slow-body.png'])('after the timeout: %s', async (path) => {
    expect(await load(path, 0.2)).toEqual(failed({ kind: 'time-out', seconds: 0.2 }));
  });

  it('for a rejected URL, and no request is sent', async () => {
    const network = vi.fn<typeof fetch>();
    expect(await fetchPhoto(network, 'http://images.example.com/photo.png', 8)).toEqual(
      failed({ kind: 'refused', reason: 'input' }),
    );
    expect(await fetchPhoto(network, 'https://127.0.0.1/photo.png', 8)).toMatchObject({
      ok: false,
    });
    expect(network).not.toHaveBeenCalled();
  });
});

it('the request has an Accept header and no others', async () => {
  const network = vi.fn<typeof fetch>(() => Promise.resolve(new Response(png)));
  await fetchPhoto(network, 'https://Images.example.com:443/a b.png', 8);
  expect(network).toHaveBeenCalledExactlyOnceWith('https://images.example.com/a%20b.png', {
    headers: { accept: 'image/png, image/jpeg, image/gif, image/webp' },
    redirect: 'error',
    signal: expect.any(AbortSignal) as AbortSignal,
  });
});
