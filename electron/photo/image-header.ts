/** The facts that an image file states before its pixel data. */
export type ImageHeader = {
  readonly contentType: string;
  /** Width times height: the number of pixels that a decoder allocates memory for. */
  readonly pixels: number;
};

/** In pixels; null if the header is invalid. */
type Size = { readonly width: number; readonly height: number } | null;

type Format = {
  readonly contentType: string;
  /** The first bytes of each file of this format, one character per byte. */
  readonly signature: string;
  /** @throws RangeError if the file is too short */
  readonly readSize: (file: DataView) => Size;
};

/**
 * The supported formats. Two common ones are missing on purpose:
 *
 * - SVG is a document that can contain scripts and links.
 * - An AVIF header does not limit the decoded size: the decoder only scales its result to the
 *   header.
 */
const formats: readonly Format[] = [
  { contentType: 'image/png', signature: '\x89PNG\r\n\x1a\n', readSize: sizeOfPng },
  { contentType: 'image/jpeg', signature: '\xff\xd8\xff', readSize: sizeOfJpeg },
  { contentType: 'image/gif', signature: 'GIF8', readSize: sizeOfGif },
  { contentType: 'image/webp', signature: 'RIFF', readSize: sizeOfWebp },
];

export const contentTypes = formats.map(({ contentType }) => contentType);

/**
 * Reads the format and the size of an image from its bytes. Null if the format is not supported or
 * the header is invalid.
 *
 * Accepts only headers that Chromium's decoders read the same way. A more lenient parser could see
 * a small size where the decoder sees a large one.
 */
export function readImageHeader(bytes: Uint8Array<ArrayBuffer>): ImageHeader | null {
  const firstBytes = String.fromCharCode(...bytes.subarray(0, 8));
  const format = formats.find(({ signature }) => firstBytes.startsWith(signature));
  const size = format === undefined ? null : sizeIn(format, bytes);
  return format === undefined || size === null
    ? null
    : { contentType: format.contentType, pixels: size.width * size.height };
}

function sizeIn(
  { readSize }: Format,
  { buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>,
): Size {
  try {
    return readSize(new DataView(buffer, byteOffset, byteLength));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const textAt = (file: DataView, offset: number, length: number) =>
  String.fromCharCode(...Array.from({ length }, (_, index) => file.getUint8(offset + index)));

/** The first chunk is IHDR, of 13 bytes: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOfPng(file: DataView): Size {
  if (textAt(file, 8, 8) !== '\0\0\0\rIHDR') return null;
  return { width: file.getUint32(16), height: file.getUint32(20) };
}

/**
 * The size is in the first frame header, which follows a number of table and comment segments:
 * https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 */
function sizeOfJpeg(file: DataView): Size {
  let at = 2;
  while (file.getUint8(at) === 0xff) {
    const marker = file.getUint8(at + 1);
    // Any number of 0xff fill bytes may precede a marker.
    if (marker === 0xff) at += 1;
    else if (isJpegFrameMarker(marker))
      return { width: file.getUint16(at + 7), height: file.getUint16(at + 5) };
    else if (!isJpegSegmentMarker(marker)) return null;
    else at += 2 + file.getUint16(at + 2);
  }
  return null;
}

/** SOF0 to SOF15. Three markers in this range are not frames: DHT (c4), JPG (c8) and DAC (cc). */
const isJpegFrameMarker = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The segments that may precede a frame: DHT, DAC, DQT, DRI, COM, APP0 to APP15. */
const isJpegSegmentMarker = (marker: number) =>
  [0xc4, 0xcc, 0xdb, 0xdd, 0xfe].includes(marker) || (marker >= 0xe0 && marker <= 0xef);

const gifTrailer = 0x3b;
const gifExtension = 0x21;
const gifImage = 0x2c;

/**
 * The size of the logical screen, enlarged so that it contains every frame, as decoders do:
 * https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
function sizeOfGif(file: DataView): Size {
  if (!['GIF87a', 'GIF89a'].includes(textAt(file, 0, 6))) return null;
  const uint16 = (at: number) => file.getUint16(at, true);
  const skipColorTable = (at: number, flags: number) =>
    flags & 0x80 ? at + 3 * 2 ** ((flags & 7) + 1) : at;
  const skipSubBlocks = (start: number) => {
    let at = start;
    for (let length = file.getUint8(at); length > 0; length = file.getUint8(at)) at += 1 + length;
    return at + 1;
  };
  let [width, height] = [uint16(6), uint16(8)];
  let at = skipColorTable(13, file.getUint8(10));
  while (at < file.byteLength) {
    const block = file.getUint8(at);
    if (block === gifTrailer) break;
    if (block === gifExtension) at = skipSubBlocks(at + 2);
    else if (block === gifImage) {
      width = Math.max(width, uint16(at + 1) + uint16(at + 5));
      height = Math.max(height, uint16(at + 3) + uint16(at + 7));
      at = skipSubBlocks(skipColorTable(at + 10, file.getUint8(at + 9)) + 1);
    } else return null;
  }
  return { width, height };
}

/**
 * The first chunk has the size, and decoders reject other chunks that don't match it:
 * https://developers.google.com/speed/webp/docs/riff_container
 */
function sizeOfWebp(file: DataView): Size {
  if (textAt(file, 8, 4) !== 'WEBP') return null;
  const uint24 = (at: number) => file.getUint16(at, true) + file.getUint8(at + 2) * 2 ** 16;
  switch (textAt(file, 12, 4)) {
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    case 'VP8L': {
      if (file.getUint8(20) !== 0x2f) return null;
      const bits = file.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      if (textAt(file, 23, 3) !== '\x9d\x01\x2a') return null;
      return {
        width: file.getUint16(26, true) & 0x3fff,
        height: file.getUint16(28, true) & 0x3fff,
      };
    default:
      return null;
  }
}
