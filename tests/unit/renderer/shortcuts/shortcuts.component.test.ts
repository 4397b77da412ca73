import { expect, it } from 'vitest';
import { commandOf } from '../../../../renderer/shortcuts/shortcuts';

/** A key press in some element, as the browser reports it. */
const elsewhere = { isMac: false, allowsSingleKeys: () => true };
const onMac = { ...elsewhere, isMac: true };

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
  expect(commandOf(press(key, modifiers), elsewhere)).toBe(command);
});

it('on macOS Cmd takes the place of Ctrl, which edits text there', () => {
  expect(commandOf(press('k', cmd), onMac)).toBe('search');
  expect(commandOf(press('k', ctrl), onMac)).toBeNull();
});

it.each(['input', 'textarea', 'select'])(
  'in a field (%s) a character is typed, and other keys do their work',
  (name) => {
    const field = document.body.appendChild(document.createElement(name));
    expect(commandOf(press('?', shift, field), elsewhere)).toBeNull();
    expect(commandOf(press('/', {}, field), elsewhere)).toBeNull();
    expect(commandOf(press('k', ctrl, field), elsewhere)).toBe('search');
    expect(commandOf(press('F5', {}, field), elsewhere)).toBe('look-up-again');
    field.remove();
  },
);

it('a character is no command where single keys are switched off', () => {
  const rules = { ...elsewhere, allowsSingleKeys: () => false };
  expect(commandOf(press('?', shift), rules)).toBeNull();
  expect(commandOf(press('/'), rules)).toBeNull();
  expect(commandOf(press('F1'), rules)).toBe('shortcuts');
});
