import { readFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';

export const minSize = { width: 720, height: 520 };

/**
 * Position and size in device-independent pixels. For a maximized window, those of its normal
 * state.
 */
const placeSchema = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer()),
  height: v.pipe(v.number(), v.integer()),
  isMaximized: v.boolean(),
});

export type WindowPlace = v.InferOutput<typeof placeSchema>;

const titleBarHeight = 32;
/**
 * How much of the title bar must be visible, so that the agent can move the window with the mouse.
 */
const visibleShare = 1 / 3;
const saveAfterMs = 500;

/** Reads the place synchronously; null on first start or if the file is damaged. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const parsed = v.safeParse(placeSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * Fits saved bounds to the displays that are connected now. Null if the title bar would not be
 * reachable on any of them.
 *
 * @param workAreas the areas of the displays without task bars and menu bars
 */
export function fitBounds(bounds: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  return (
    workAreas
      .map((area) => ({ area, fitted: fitSize(bounds, area) }))
      .find(({ area, fitted }) => isTitleBarReachable(fitted, area))?.fitted ?? null
  );
}

function fitSize(bounds: Rectangle, area: Rectangle): Rectangle {
  const fit = (side: 'width' | 'height') =>
    Math.max(minSize[side], Math.min(bounds[side], area[side]));
  return { x: bounds.x, y: bounds.y, width: fit('width'), height: fit('height') };
}

function isTitleBarReachable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return (
    visible >= width * visibleShare && y >= area.y && y + titleBarHeight <= area.y + area.height
  );
}

/** Saves the window's place shortly after each move or resize, and when the window closes. */
export async function rememberPlace(window: BrowserWindow, file: string): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  if (window.isDestroyed()) return;

  // Synchronous, because the app quits as soon as its window has closed.
  const save = () => {
    const place: WindowPlace = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileAtomic.sync(file, `${JSON.stringify(place, null, 2)}\n`, { mode: 0o600 });
    } catch {
      // The profile is read-only. The window opens at its default place next time.
    }
  };
  let saveTimer: NodeJS.Timeout | undefined;
  const saveSoon = () => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, saveAfterMs);
  };
  window.on('move', saveSoon);
  window.on('resize', saveSoon);
  window.on('close', () => {
    clearTimeout(saveTimer);
    save();
  });
}
