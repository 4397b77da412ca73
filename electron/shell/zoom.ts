import type { Input, WebContents } from 'electron';

/** The step of the menu's own "zoom in". */
const step = 0.5;

/** Zooms by the keyboard, on layouts too where the menu's keys are not the ones that write "+". */
export function zoomWithKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const level = zoomLevelAfter(contents.getZoomLevel(), input, process.platform);
    if (level === null) return;
    // Nor does the menu get the key (https://www.electronjs.org/docs/latest/api/web-contents#event-before-input-event).
    event.preventDefault();
    contents.setZoomLevel(level);
  });
}

/**
 * The zoom level that a key press asks for, or null where it asks for none. What the key writes counts, be it on the
 * number pad or with Shift; "=" is the key that writes "+" with Shift on an English keyboard.
 */
export function zoomLevelAfter(
  level: number,
  { type, key, control, meta, alt }: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  platform: NodeJS.Platform,
): number | null {
  const isCommand = platform === 'darwin' ? meta && !control : control && !meta;
  if (type !== 'keyDown' || !isCommand || alt) return null;
  if (key === '+' || key === '=') return level + step;
  if (key === '-') return level - step;
  return key === '0' ? 0 : null;
}
