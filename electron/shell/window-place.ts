import { readFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';

export const minSize = { width: 720, height: 520 };

/** Where the window was left, in device-independent pixels; its bounds are those that it has when it isn't maximised. */
const placeSchema = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer()),
  height: v.pipe(v.number(), v.integer()),
  isMaximized: v.boolean(),
});

export type WindowPlace = v.InferOutput<typeof placeSchema>;

const titleBarHeight = 32;
/** How much of the title bar a person has to see to take hold of the window. */
const visibleShare = 1 / 3;
const saveAfterMs = 500;

/** Reads, at once, where the window was left; null on a first start or where the file is damaged. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const parsed = v.safeParse(placeSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * The bounds with which the window opens on the displays that there are now: no larger than a display, and null where
 * nobody could take hold of it.
 *
 * @param workAreas the displays without their task bars
 */
export function fitBounds(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  return (
    workAreas
      .map((area) => ({ area, fitted: shrink(bounds, area) }))
      .find(({ area, fitted }) => isTitleVisible(fitted, area))?.fitted ?? null
  );
}

function shrink(bounds: Rectangle, area: Rectangle): Rectangle {
  const fit = (side: 'width' | 'height') =>
    Math.max(minSize[side], Math.min(bounds[side], area[side]));
  return { x: bounds.x, y: bounds.y, width: fit('width'), height: fit('height') };
}

function isTitleVisible({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return (
    visible >= width * visibleShare && y >= area.y && y + titleBarHeight <= area.y + area.height
  );
}

/** Remembers where the window is: a moment after it was moved, and as it closes. */
export async function rememberPlace(window: BrowserWindow, file: string): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  if (window.isDestroyed()) return;

  // Not a promise: the app quits as soon as its window has closed.
  const save = () => {
    const place: WindowPlace = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileAtomic.sync(file, `${JSON.stringify(place, null, 2)}\n`, { mode: 0o600 });
    } catch {
      // On a read-only profile the window opens where it always does.
    }
  };
  let saving: NodeJS.Timeout | undefined;
  const saveSoon = () => {
    clearTimeout(saving);
    saving = setTimeout(save, saveAfterMs);
  };
  window.on('move', saveSoon);
  window.on('resize', saveSoon);
  window.on('close', () => {
    clearTimeout(saving);
    save();
  });
}
