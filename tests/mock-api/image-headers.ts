type ImageHeader = { readonly picture: Buffer<ArrayBuffer>; readonly pixels: number };

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const bigEndian = (value: number, length: number) => {
  const number = Buffer.alloc(length);
  number.writeUIntBE(value, 0, length);
  return number;
};
const littleEndian = (value: number, length: number) => bigEndian(value, length).reverse();

const imageHeader = (
  width: number,
  height: number,
  ...parts: readonly Uint8Array[]
): ImageHeader => ({
  picture: Buffer.concat(parts),
  pixels: width * height,
});

/** The start of a PNG file up to its size, without any pixels. */
export function pngHeader(width: number, height: number): ImageHeader {
  return imageHeader(
    width,
    height,
    latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
    bigEndian(width, 4),
    bigEndian(height, 4),
  );
}

/**
 * The start of a JPEG file up to its size.
 *
 * @param before segments before the one with the size
 */
export function jpegHeader(
  width: number,
  height: number,
  before: readonly string[] = [],
): ImageHeader {
  const start = latin1(`\xff\xd8${before.join('')}\xff\xc2\x00\x11\x08`);
  return imageHeader(width, height, start, bigEndian(height, 2), bigEndian(width, 2));
}

/** A complete GIF file with one frame, which covers the whole image by default. */
export function gifImage(
  width: number,
  height: number,
  { left = 0, top = 0, width: innerWidth = width, height: innerHeight = height } = {},
): ImageHeader {
  const words = (...values: number[]) =>
    Buffer.concat(values.map((value) => littleEndian(value, 2)));
  const colours = latin1('\0\0\0\xff\xff\xff');
  const extension = latin1('!\xf9\x04\0\0\0\0\0');
  return imageHeader(
    width,
    height,
    ...[latin1('GIF89a'), words(width, height), latin1('\x80\0\0'), colours, extension],
    ...[latin1(','), words(left, top, innerWidth, innerHeight), latin1('\x80'), colours],
    ...[latin1('\x02\x02\x44\x01\0'), latin1(';')],
  );
}

/** The start of a lossy WebP file up to its size. */
export function lossyWebpHeader(width: number, height: number): ImageHeader {
  const start = latin1('RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a');
  return imageHeader(width, height, start, littleEndian(width, 2), littleEndian(height, 2));
}

/** The start of a lossless WebP file up to its size. */
export function losslessWebpHeader(width: number, height: number): ImageHeader {
  const bits = width - 1 + (height - 1) * 2 ** 14;
  return imageHeader(
    width,
    height,
    latin1('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f'),
    littleEndian(bits, 4),
  );
}

/** The start of an extended WebP file up to its size. */
export function extendedWebpHeader(width: number, height: number): ImageHeader {
  const start = latin1('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0');
  return imageHeader(width, height, start, littleEndian(width - 1, 3), littleEndian(height - 1, 3));
}
