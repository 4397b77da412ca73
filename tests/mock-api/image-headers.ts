type Made = { readonly picture: Buffer<ArrayBuffer>; readonly pixels: number };

const bytes = (text: string) => Buffer.from(text, 'latin1');
const big = (value: number, length: number) => {
  const number = Buffer.alloc(length);
  number.writeUIntBE(value, 0, length);
  return number;
};
const little = (value: number, length: number) => big(value, length).reverse();

const made = (width: number, height: number, ...parts: readonly Uint8Array[]): Made => ({
  picture: Buffer.concat(parts),
  pixels: width * height,
});

/** Pictures as far as their size: what follows is missing. */
export function pngOf(width: number, height: number): Made {
  return made(width, height, bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), big(width, 4), big(height, 4));
}

/**
 * @param before other segments
 */
export function jpeg(width: number, height: number, before: readonly string[] = []): Made {
  const start = bytes(`\xff\xd8${before.join('')}\xff\xc2\x00\x11\x08`);
  return made(width, height, start, big(height, 2), big(width, 2));
}

/** With an end, and with one picture in it, which is as large as its screen where nothing else is said. */
export function gif(
  width: number,
  height: number,
  { left = 0, top = 0, width: innerWidth = width, height: innerHeight = height } = {},
): Made {
  const words = (...values: number[]) => Buffer.concat(values.map((value) => little(value, 2)));
  const colours = bytes('\0\0\0\xff\xff\xff');
  const extension = bytes('!\xf9\x04\0\0\0\0\0');
  return made(
    width,
    height,
    ...[bytes('GIF89a'), words(width, height), bytes('\x80\0\0'), colours, extension],
    ...[bytes(','), words(left, top, innerWidth, innerHeight), bytes('\x80'), colours],
    ...[bytes('\x02\x02\x44\x01\0'), bytes(';')],
  );
}

export function webpLossy(width: number, height: number): Made {
  const start = bytes('RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a');
  return made(width, height, start, little(width, 2), little(height, 2));
}

export function webpLossless(width: number, height: number): Made {
  const bits = width - 1 + (height - 1) * 2 ** 14;
  return made(width, height, bytes('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f'), little(bits, 4));
}

export function webpExtended(width: number, height: number): Made {
  const start = bytes('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0');
  return made(width, height, start, little(width - 1, 3), little(height - 1, 3));
}
