import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageHeader } from '../../../electron/photo/image-header';
import {
  gifImage,
  jpegHeader,
  pngHeader,
  extendedWebpHeader,
  losslessWebpHeader,
  lossyWebpHeader,
} from '../../mock-api/image-headers';
import { png } from '../../mock-api/photo-host';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the type and size come from the header of', () => {
  it.each([
    ['image/png', pngHeader(7, 5)],
    ['image/png', pngHeader(20_000, 20_000)],
    ['image/jpeg', jpegHeader(7, 5)],
    ['image/jpeg', jpegHeader(65_535, 65_535)],
    ['image/gif', gifImage(7, 5)],
    ['image/webp', lossyWebpHeader(7, 5)],
    ['image/webp', losslessWebpHeader(7, 5)],
    ['image/webp', losslessWebpHeader(16_384, 16_384)],
    ['image/webp', extendedWebpHeader(7, 5)],
    ['image/webp', extendedWebpHeader(2 ** 24, 2 ** 24)],
  ])('%s', (contentType, { picture, pixels }) => {
    expect(readImageHeader(picture)).toEqual({ contentType, pixels });
  });

  it('a JPEG with other segments and fill bytes before its frame', () => {
    const { picture, pixels } = jpegHeader(7, 5, [
      '\xff\xff\xff\xe0\x00\x04\xff\xc0',
      '\xff\xdb\x00\x03\x01',
    ]);
    expect(readImageHeader(picture)).toEqual({ contentType: 'image/jpeg', pixels });
  });

  it('a GIF whose frame is larger than its screen, also without a trailer', () => {
    const { picture } = gifImage(1, 1, { left: 10, top: 20, width: 300, height: 400 });
    expect(readImageHeader(picture)).toEqual({ contentType: 'image/gif', pixels: 310 * 420 });
    expect(readImageHeader(picture.subarray(0, -1))).toEqual({
      contentType: 'image/gif',
      pixels: 310 * 420,
    });
  });

  it('an image that starts in the middle of its buffer', () => {
    expect(readImageHeader(Buffer.concat([Buffer.alloc(3), png]).subarray(3))).toEqual({
      contentType: 'image/png',
      pixels: 4,
    });
  });
});

describe('there is no result', () => {
  it.each([
    [
      'a PNG whose first chunk is not IHDR',
      bytes('\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\0\0\0\0\0\0\0\0\0\0\0\0'),
    ],
    ['a JPEG that ends before its frame', bytes('\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01')],
    [
      'a JPEG whose scan comes first',
      bytes('\xff\xd8\xff\xda\x00\x02\xff\xc0\x00\x11\x08\x00\x05\x00\x07'),
    ],
    [
      'a JPEG with stray bytes between its segments',
      bytes('\xff\xd8\xff\xe0\x00\x02\x00\xff\xc0\x00\x11\x08'),
    ],
    [
      'a JPEG with a marker that has no length',
      bytes('\xff\xd8\xff\xd0\xff\xc0\x00\x11\x08\x00\x05\x00\x07'),
    ],
    ['a GIF of an unknown version', bytes('GIF90a\x07\x00\x05\x00\x00\x00\x00;')],
    ['a GIF with an unknown block', bytes('GIF89a\x07\x00\x05\x00\x00\x00\x00\x01')],
    ['a truncated GIF', bytes('GIF89a\x07\x00\x05\x00\x00\x00\x00,\x00')],
    ['a WebP with an unknown chunk', bytes('RIFF\x24\x00\x00\x00WEBPALPH')],
    ['a WebP without a frame', bytes('RIFF\x24\x00\x00\x00WEBPVP8 ')],
    ['a WAV file', bytes('RIFF\x24\x00\x00\x00WAVEfmt ')],
    ['an AVIF', bytes('\x00\x00\x00\x1cftypavif\x00\x00\x00\x00')],
    ['an empty file', bytes('')],
  ])('for %s', (_, picture) => {
    expect(readImageHeader(picture)).toBeNull();
  });
});

it('never throws, whatever the bytes are', () => {
  const signatures = [
    '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
    '\xff\xd8\xff',
    'GIF89a',
    'RIFF\0\0\0\0WEBPVP8',
    '',
  ];
  const pictures = fc.tuple(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 2_000 }));
  fc.assert(
    fc.property(pictures, ([signature, rest]) => {
      const header = readImageHeader(Buffer.concat([bytes(signature), rest]));
      expect(header === null || header.pixels >= 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
