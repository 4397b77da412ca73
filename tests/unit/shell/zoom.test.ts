import { expect, it } from 'vitest';
import { zoomLevelAfter } from '../../../electron/shell/zoom';

const press = (key: string, changes: object = {}) => ({
  type: 'keyDown' as const,
  key,
  control: true,
  meta: false,
  alt: false,
  ...changes,
});

it.each([
  ['+', 1.5],
  ['=', 1.5],
  ['-', 0.5],
  ['0', 0],
  ['k', null],
])('Ctrl and %s lead from level 1 to %s', (key, level) => {
  expect(zoomLevelAfter(1, press(key), 'linux')).toBe(level);
});

it.each([
  ['releasing a key', { type: 'keyUp' as const }],
  ['a key without Ctrl', { control: false }],
  ['AltGr, which Windows reports as Ctrl and Alt', { alt: true }],
])('%s does not zoom', (_, changes) => {
  expect(zoomLevelAfter(1, press('+', changes), 'win32')).toBeNull();
});

it('macOS uses the Cmd key', () => {
  expect(zoomLevelAfter(1, press('+'), 'darwin')).toBeNull();
  expect(zoomLevelAfter(1, press('+', { control: false, meta: true }), 'darwin')).toBe(1.5);
});
