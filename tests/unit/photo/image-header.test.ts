import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../electron/photo/image-header';
import {
  gif,
  jpeg,
  pngOf,
  webpExtended,
  webpLossless,
  webpLossy,
} from '../../mock-api/picture-headers';
import { png } from '../../mock-api/picture-host';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a picture’s type and size come from its header', () => {
  it.each([
    ['image/png', pngOf(7, 5)],
    ['image/png', pngOf(20_000, 20_000)],
    ['image/jpeg', jpeg(7, 5)],
    ['image/jpeg', jpeg(65_535, 65_535)],
    ['image/gif', gif(7, 5)],
    ['image/webp', webpLossy(7, 5)],
    ['image/webp', webpLossless(7, 5)],
    ['image/webp', webpLossless(16_384, 16_384)],
    ['image/webp', webpExtended(7, 5)],
    ['image/webp', webpExtended(2 ** 24, 2 ** 24)],
  ])('%s', (contentType, { picture, pixels }) => {
    expect(readHeader(picture)).toEqual({ contentType, pixels });
  });

  it('also behind other segments, and any number of fill bytes', () => {
    const { picture, pixels } = jpeg(7, 5, [
      '\xff\xff\xff\xe0\x00\x04\xff\xc0',
      '\xff\xdb\x00\x03\x01',
    ]);
    expect(readHeader(picture)).toEqual({ contentType: 'image/jpeg', pixels });
  });

  it('also where a picture of a GIF is larger than its screen, and where it has no end', () => {
    const { picture } = gif(1, 1, { left: 10, top: 20, width: 300, height: 400 });
    expect(readHeader(picture)).toEqual({ contentType: 'image/gif', pixels: 310 * 420 });
    expect(readHeader(picture.subarray(0, -1))).toEqual({
      contentType: 'image/gif',
      pixels: 310 * 420,
    });
  });

  it('wherever it lies in memory', () => {
    expect(readHeader(Buffer.concat([Buffer.alloc(3), png]).subarray(3))).toEqual({
      contentType: 'image/png',
      pixels: 4,
    });
  });
});

describe('no size is made up', () => {
  it.each([
    [
      'a PNG whose first chunk is another',
      bytes('\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\0\0\0\0\0\0\0\0\0\0\0\0'),
    ],
    ['a JPEG that ends before its frame', bytes('\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01')],
    [
      'a JPEG whose scan comes first',
      bytes('\xff\xd8\xff\xda\x00\x02\xff\xc0\x00\x11\x08\x00\x05\x00\x07'),
    ],
    [
      'a JPEG with something between its segments',
      bytes('\xff\xd8\xff\xe0\x00\x02\x00\xff\xc0\x00\x11\x08'),
    ],
    [
      'a JPEG with a marker that has no length',
      bytes('\xff\xd8\xff\xd0\xff\xc0\x00\x11\x08\x00\x05\x00\x07'),
    ],
    ['a GIF of another year', bytes('GIF90a\x07\x00\x05\x00\x00\x00\x00;')],
    ['a GIF with an unknown block', bytes('GIF89a\x07\x00\x05\x00\x00\x00\x00\x01')],
    ['a GIF that breaks off', bytes('GIF89a\x07\x00\x05\x00\x00\x00\x00,\x00')],
    ['a WebP with an unknown chunk', bytes('RIFF\x24\x00\x00\x00WEBPALPH')],
    ['a WebP without a frame', bytes('RIFF\x24\x00\x00\x00WEBPVP8 ')],
    ['a sound', bytes('RIFF\x24\x00\x00\x00WAVEfmt ')],
    ['an AVIF', bytes('\x00\x00\x00\x1cftypavif\x00\x00\x00\x00')],
    ['nothing', bytes('')],
  ])('for %s', (_, picture) => {
    expect(readHeader(picture)).toBeNull();
  });
});

it('whatever the bytes are, there is an answer', () => {
  const beginnings = [
    '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
    '\xff\xd8\xff',
    'GIF89a',
    'RIFF\0\0\0\0WEBPVP8',
    '',
  ];
  const pictures = fc.tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 2_000 }));
  fc.assert(
    fc.property(pictures, ([beginning, rest]) => {
      const header = readHeader(Buffer.concat([bytes(beginning), rest]));
      expect(header === null || header.pixels >= 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
