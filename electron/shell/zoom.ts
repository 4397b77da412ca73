import type { Input, WebContents } from 'electron';

/** The step of Electron's `zoomIn` menu role. */
const step = 0.5;

/**
 * Zooms with the keyboard. The menu's own shortcuts don't work on keyboard layouts where "+" is on
 * a different key.
 */
export function zoomWithKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const level = zoomLevelAfter(contents.getZoomLevel(), input, process.platform);
    if (level === null) return;
    // This also keeps the key from the menu
    // (https://www.electronjs.org/docs/latest/api/web-contents#event-before-input-event).
    event.preventDefault();
    contents.setZoomLevel(level);
  });
}

/**
 * The zoom level after a key press; null if the key does not zoom. The typed character counts, so
 * the numeric keypad and Shift work too. "=" zooms in because it is the "+" key on English
 * keyboards.
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
