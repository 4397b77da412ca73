import { expect, it } from 'vitest';
import { commandOf } from '../../../../renderer/shortcuts/shortcuts';

const notOnMac = { isMac: false, allowsSingleKeys: () => true };
const onMac = { ...notOnMac, isMac: true };

/** The event that the browser sends for a key press in an element. */
function press(
  key: string,
  init: KeyboardEventInit = {},
  target: HTMLElement = document.body,
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  target.dispatchEvent(event);
  return event;
}
const ctrl = { ctrlKey: true };
const cmd = { metaKey: true };
const shift = { shiftKey: true };
/** The modifiers that Windows may report for AltGr. */
const altGr = { ctrlKey: true, altKey: true, modifierAltGraph: true };

it.each([
  ['Ctrl+K', 'k', ctrl, 'search'],
  ['Ctrl+K with Caps Lock', 'K', ctrl, 'search'],
  ['Ctrl+R', 'r', ctrl, 'look-up-again'],
  ['F5', 'F5', {}, 'look-up-again'],
  ['Ctrl+Shift+H', 'H', { ...ctrl, ...shift }, 'privacy'],
  ['Ctrl+Shift+C', 'C', { ...ctrl, ...shift }, 'copy-id'],
  ['Ctrl+Shift+E', 'E', { ...ctrl, ...shift }, 'copy-email'],
  ['Ctrl+,', ',', ctrl, 'settings'],
  ['/ on an American keyboard', '/', {}, 'search'],
  ['/ on a Swiss keyboard, with Shift', '/', shift, 'search'],
  ['? with Shift', '?', shift, 'shortcuts'],
  ['? on a layout where it takes AltGr', '?', altGr, 'shortcuts'],
  ['Ctrl+C, which copies selected text', 'c', ctrl, null],
  ['Ctrl+Shift+K', 'K', { ...ctrl, ...shift }, null],
  ['Ctrl+Alt+K', 'k', { ...ctrl, altKey: true }, null],
  ['Ctrl+/', '/', ctrl, null],
  ['a letter', 'k', {}, null],
  ['the Windows key with K', 'k', cmd, null],
  ['Ctrl+K held down', 'k', { ...ctrl, repeat: true }, null],
  ['a key while an input method composes text', '?', { isComposing: true }, null],
] as const)('%s', (_, key, modifiers, command) => {
  expect(commandOf(press(key, modifiers), notOnMac)).toBe(command);
});

it('macOS uses Cmd instead of Ctrl, which edits text there', () => {
  expect(commandOf(press('k', cmd), onMac)).toBe('search');
  expect(commandOf(press('k', ctrl), onMac)).toBeNull();
});

it.each(['input', 'textarea', 'select'])(
  'in a field (%s), characters are text, and other keys are commands',
  (name) => {
    const field = document.body.appendChild(document.createElement(name));
    expect(commandOf(press('?', shift, field), notOnMac)).toBeNull();
    expect(commandOf(press('/', {}, field), notOnMac)).toBeNull();
    expect(commandOf(press('k', ctrl, field), notOnMac)).toBe('search');
    expect(commandOf(press('F5', {}, field), notOnMac)).toBe('look-up-again');
    field.remove();
  },
);

it('a character is no command while single-key shortcuts are switched off', () => {
  const rules = { ...notOnMac, allowsSingleKeys: () => false };
  expect(commandOf(press('?', shift), rules)).toBeNull();
  expect(commandOf(press('/'), rules)).toBeNull();
  expect(commandOf(press('F1'), rules)).toBe('shortcuts');
});
