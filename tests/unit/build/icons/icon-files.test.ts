import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icns, ico } from '../../../../build/icons/icon-files.mjs';

const icon = (name: string) => readFileSync(`build/icons/${name}`);
const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** The width in the header of a PNG. */
const widthOf = (png: Buffer) => png.readUInt32BE(16);

describe('an .ico', () => {
  it('lists the size, length and offset of each picture', () => {
    const pictures = [
      { size: 16, png: Buffer.from('sixteen') },
      { size: 256, png: Buffer.from('two hundred and fifty-six') },
    ];
    const file = ico(pictures);

    expect([file.readUInt16LE(0), file.readUInt16LE(2), file.readUInt16LE(4)]).toEqual([0, 1, 2]);
    expect([file.readUInt8(6), file.readUInt8(22)]).toEqual([16, 0]);
    for (const [index, { png }] of pictures.entries()) {
      const [length, place] = [
        file.readUInt32LE(14 + 16 * index),
        file.readUInt32LE(18 + 16 * index),
      ];
      expect(file.subarray(place, place + length)).toEqual(png);
    }
  });

  it('of the app has every size that Windows uses', () => {
    const file = icon('icon.ico');
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const place = file.readUInt32LE(18 + 16 * index);
      expect(file.subarray(place, place + 8)).toEqual(signature);
      return widthOf(file.subarray(place));
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });
});

describe('an .icns', () => {
  it('is a block of blocks, each with its type and length', () => {
    const file = icns([{ size: 256, png: Buffer.from('picture') }]);

    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect(file.toString('latin1', 8, 12)).toBe('ic08');
    expect(file.readUInt32BE(12)).toBe(8 + 'picture'.length);
    expect(file.toString('latin1', 16, 23)).toBe('picture');
    expect(file.toString('latin1', 23, 27)).toBe('ic13');
  });

  it('of the app has every size that macOS uses, up to 1024 pixels', () => {
    const file = icon('icon.icns');
    const found: [string, number][] = [];
    for (let place = 8; place < file.length; place += file.readUInt32BE(place + 4)) {
      expect(file.subarray(place + 8, place + 16)).toEqual(signature);
      found.push([file.toString('latin1', place, place + 4), widthOf(file.subarray(place + 8))]);
    }
    expect(found).toEqual([
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic08', 256],
      ['ic13', 256],
      ['ic09', 512],
      ['ic14', 512],
      ['ic10', 1024],
    ]);
  });
});

it.each([16, 24, 32, 48, 64, 128, 256, 512])('the PNG of %i pixels has this width', (size) => {
  expect(widthOf(icon(`png/${size}x${size}.png`))).toBe(size);
});
