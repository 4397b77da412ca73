/** @typedef {{ size: number, png: Buffer }} Picture */

/**
 * Makes an `.ico` from PNGs:
 * https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10), and for the PNGs
 * https://devblogs.microsoft.com/oldnewthing/20101022-00/?p=12473
 *
 * @param {Picture[]} pictures at most 256 pixels wide
 */
export function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // The format stores 256 as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/**
 * The block types for each size in pixels, for normal and for high-density screens. The types icp4
 * and icp5 (16 and 32 pixels) are left out: some versions of macOS draw them wrongly, and all scale
 * larger pictures down well.
 */
const icnsTypes = /** @type {const} */ ({
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
});

export const icnsSizes = Object.keys(icnsTypes).map(Number);

/**
 * Makes an `.icns` from PNGs: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 *
 * @param {Picture[]} pictures of the sizes in `icnsSizes`
 */
export function icns(pictures) {
  const entries = pictures.flatMap(({ size, png }) =>
    icnsTypes[/** @type {keyof typeof icnsTypes} */ (size)].map((type) => block(type, png)),
  );
  return block('icns', Buffer.concat(entries));
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function block(type, content) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
