import { expect, it } from 'vitest';
import { commandOf } from '../../../../renderer/shortcuts/shortcuts';

/** A key press in some element, as the browser reports it. */
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
/** AltGr as Windows may report it. */
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
  ['Ctrl+C, which copies', 'c', ctrl, null],
  ['Ctrl+Shift+K', 'K', { ...ctrl, ...shift }, null],
  ['Ctrl+Alt+K', 'k', { ...ctrl, altKey: true }, null],
  ['Ctrl+/', '/', ctrl, null],
  ['a letter', 'k', {}, null],
  ['the Windows key with K', 'k', cmd, null],
  ['Ctrl+K held down', 'k', { ...ctrl, repeat: true }, null],
  ['a key of an input method', '?', { isComposing: true }, null],
] as const)('%s', (_, key, modifiers, command) => {
  expect(commandOf(press(key, modifiers), false)).toBe(command);
});

it('on macOS Cmd takes the place of Ctrl, which edits text there', () => {
  expect(commandOf(press('k', cmd), true)).toBe('search');
  expect(commandOf(press('k', ctrl), true)).toBeNull();
});

it.each(['input', 'textarea', 'select'])(
  'in a field (%s) a character is typed, and other keys do their work',
  (name) => {
    const field = document.body.appendChild(document.createElement(name));
    expect(commandOf(press('?', shift, field), false)).toBeNull();
    expect(commandOf(press('/', {}, field), false)).toBeNull();
    expect(commandOf(press('k', ctrl, field), false)).toBe('search');
    expect(commandOf(press('F5', {}, field), false)).toBe('look-up-again');
    field.remove();
  },
);
