/** What a picture says of itself before its pixels come. */
export type PictureHeader = {
  readonly contentType: string;
  /** For so many there has to be memory when it is painted. */
  readonly pixels: number;
};

/** A size, or null where the header makes no sense. */
type Size = { readonly width: number; readonly height: number } | null;

type Format = {
  readonly contentType: string;
  readonly begins: string;
  /** May throw a `RangeError` where the picture breaks off. */
  readonly size: (picture: DataView) => Size;
};

/**
 * No SVG: it is a document that can hold scripts and point elsewhere. No AVIF: its header doesn't bind the pixels that it is
 * decoded to, which the decoder only scales to it.
 */
const formats: readonly Format[] = [
  { contentType: 'image/png', begins: '\x89PNG\r\n\x1a\n', size: sizeOfPng },
  { contentType: 'image/jpeg', begins: '\xff\xd8\xff', size: sizeOfJpeg },
  { contentType: 'image/gif', begins: 'GIF8', size: sizeOfGif },
  { contentType: 'image/webp', begins: 'RIFF', size: sizeOfWebp },
];

export const contentTypes = formats.map(({ contentType }) => contentType);

/**
 * Reads the type by the bytes and the size as the decoders do that come after, and nothing else: a picture that a more
 * patient reader would understand otherwise could hide its size. Null where the page shows no such picture.
 */
export function readHeader(bytes: Uint8Array<ArrayBuffer>): PictureHeader | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 8));
  const format = formats.find(({ begins }) => beginning.startsWith(begins));
  const size = format === undefined ? null : readSize(format, bytes);
  return format === undefined || size === null
    ? null
    : { contentType: format.contentType, pixels: size.width * size.height };
}

function readSize(
  { size }: Format,
  { buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>,
): Size {
  try {
    return size(new DataView(buffer, byteOffset, byteLength));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const textAt = (picture: DataView, at: number, length: number) =>
  String.fromCharCode(...Array.from({ length }, (_, index) => picture.getUint8(at + index)));

/** https://www.w3.org/TR/png-3/#11IHDR: the first chunk, of 13 bytes. */
function sizeOfPng(picture: DataView): Size {
  if (textAt(picture, 8, 8) !== '\0\0\0\rIHDR') return null;
  return { width: picture.getUint32(16), height: picture.getUint32(20) };
}

/** https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B: in the first frame's header, some segments from the beginning. */
function sizeOfJpeg(picture: DataView): Size {
  let at = 2;
  while (picture.getUint8(at) === 0xff) {
    const marker = picture.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isJpegFrame(marker))
      return { width: picture.getUint16(at + 7), height: picture.getUint16(at + 5) };
    else if (!isJpegTable(marker)) return null;
    else at += 2 + picture.getUint16(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, among which DHT, JPG and DAC have their place. */
const isJpegFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** What may come before a frame: DHT, DAC, DQT, DRI, APP0 to APP15, COM. */
const isJpegTable = (marker: number) =>
  [0xc4, 0xcc, 0xdb, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt; decoders make the screen larger where its first picture is. */
function sizeOfGif(picture: DataView): Size {
  if (!['GIF87a', 'GIF89a'].includes(textAt(picture, 0, 6))) return null;
  const word = (at: number) => picture.getUint16(at, true);
  const afterTable = (at: number, flags: number) =>
    flags & 0x80 ? at + 3 * 2 ** ((flags & 7) + 1) : at;
  const afterBlocks = (start: number) => {
    let at = start;
    for (let length = picture.getUint8(at); length > 0; length = picture.getUint8(at))
      at += 1 + length;
    return at + 1;
  };
  let [width, height] = [word(6), word(8)];
  let at = afterTable(13, picture.getUint8(10));
  while (at < picture.byteLength) {
    const block = picture.getUint8(at);
    if (block === 0x3b) break;
    if (block === 0x21) at = afterBlocks(at + 2);
    else if (block === 0x2c) {
      width = Math.max(width, word(at + 1) + word(at + 5));
      height = Math.max(height, word(at + 3) + word(at + 7));
      at = afterBlocks(afterTable(at + 10, picture.getUint8(at + 9)) + 1);
    } else return null;
  }
  return { width, height };
}

/** https://developers.google.com/speed/webp/docs/riff_container: by the first chunk, which every other one has to fit. */
function sizeOfWebp(picture: DataView): Size {
  if (textAt(picture, 8, 4) !== 'WEBP') return null;
  const threeBytes = (at: number) =>
    picture.getUint16(at, true) + picture.getUint8(at + 2) * 2 ** 16;
  switch (textAt(picture, 12, 4)) {
    case 'VP8X':
      return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
    case 'VP8L': {
      if (picture.getUint8(20) !== 0x2f) return null;
      const bits = picture.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      if (textAt(picture, 23, 3) !== '\x9d\x01\x2a') return null;
      return {
        width: picture.getUint16(26, true) & 0x3fff,
        height: picture.getUint16(28, true) & 0x3fff,
      };
    default:
      return null;
  }
}
