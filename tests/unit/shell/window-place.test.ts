import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fitBounds, minSize, readPlace } from '../../../electron/shell/window-place';

const laptop = { x: 0, y: 24, width: 1440, height: 876 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('the window opens', () => {
  it.each([
    ['at its saved place', { x: 100, y: 100, width: 1120, height: 700 }, [laptop]],
    [
      'at its saved place on the second display',
      { x: 1500, y: 10, width: 1800, height: 1000 },
      [laptop, beside],
    ],
    [
      'at its saved place if enough of its title bar is visible',
      { x: 1000, y: 100, width: 1000, height: 700 },
      [laptop],
    ],
  ])('%s', (_, bounds, workAreas) => {
    expect(fitBounds(bounds, workAreas)).toEqual(bounds);
  });

  it.each([
    ['on a display that is no longer connected', { x: 1500, y: 100, width: 1120, height: 700 }],
    ['mostly outside the display', { x: 1300, y: 100, width: 1000, height: 700 }],
    ['with its title bar above the display', { x: 100, y: -300, width: 1000, height: 700 }],
    ['with its title bar below the task bar', { x: 100, y: 890, width: 1000, height: 700 }],
  ])('at its default place if it was %s', (_, bounds) => {
    expect(fitBounds(bounds, [laptop])).toBeNull();
  });

  it('no larger than the display and no smaller than its minimum', () => {
    expect(fitBounds({ x: 0, y: 24, width: 4000, height: 3000 }, [laptop])).toEqual(laptop);
    expect(fitBounds({ x: 0, y: 24, width: 1, height: 1 }, [laptop])).toMatchObject(minSize);
  });

  it('with a reachable title bar, for any saved bounds and displays', () => {
    const side = fc.integer({ min: -10_000, max: 10_000 });
    const rectangle = fc.record({ x: side, y: side, width: side, height: side });
    const display = fc.record({
      x: side,
      y: side,
      width: fc.integer({ min: 320, max: 8_000 }),
      height: fc.integer({ min: 240, max: 5_000 }),
    });
    fc.assert(
      fc.property(rectangle, fc.array(display), (bounds, displays) => {
        const fitted = fitBounds(bounds, displays);
        if (fitted === null) return;
        expect(fitted.width).toBeGreaterThanOrEqual(minSize.width);
        expect(fitted.height).toBeGreaterThanOrEqual(minSize.height);
        const isReachable = displays.some(
          ({ x, y, width, height }) =>
            fitted.y >= y &&
            fitted.y < y + height &&
            Math.min(fitted.x + fitted.width, x + width) - Math.max(fitted.x, x) >=
              minSize.width / 3,
        );
        expect(isReachable).toBe(true);
      }),
    );
  });
});

describe('the file of the window’s place', () => {
  const place = { x: -5, y: 10, width: 900, height: 600, isMaximized: true };

  it.each([
    ['is read', JSON.stringify(place), place],
    ['that is missing is ignored', undefined, null],
    ['that is truncated is ignored', '{"x":1', null],
    ['with a missing field is ignored', '{"x":1,"y":2,"width":900,"height":600}', null],
    ['with a size that is no integer is ignored', JSON.stringify({ ...place, width: 1.5 }), null],
  ])('%s', async (_, text, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'account-inspector-window-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'window.json');
    if (text !== undefined) await writeFile(file, text);
    expect(readPlace(file)).toEqual(expected);
  });
});
