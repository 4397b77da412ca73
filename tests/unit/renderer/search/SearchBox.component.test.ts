import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { NewLookUp } from '../../../../electron/contract/look-up';
import { failed, ok, type Result } from '../../../../electron/contract/result';
import type { Settings } from '../../../../electron/contract/settings';
import SearchBox from '../../../../renderer/search/SearchBox.svelte';
import { buildEntry, buildLookUp, deferred } from '../../builders';
import { buildInspector } from '../fake-bridge';

const entry = (id: string, name: string) => buildEntry({ id, name, email: `${id}@example.com` });
const ann = entry('usr_a', 'Ann Example');
const anna = entry('usr_b', 'Anna Muster');
const bob = entry('usr_c', 'Bob Example');

/** The history has answered, and its answer is on the screen. */
async function answered() {
  for (let turn = 0; turn < 6; turn += 1) await tick();
}

function show(changes: Partial<Settings> = {}) {
  const parts = buildInspector(changes);
  parts.bridge.history.list.mockImplementation(({ text }) => {
    const entries = [ann, anna, bob].filter((known) =>
      JSON.stringify(known).toLowerCase().includes(text),
    );
    return Promise.resolve(ok({ entries, next: null }));
  });
  render(SearchBox, { inspector: parts.inspector });
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'User ID or e-mail address' });
  const type = async (value: string) => {
    await fireEvent.input(box, { target: { value } });
    await answered();
  };
  const submit = () => fireEvent.submit(screen.getByRole('search'));
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await fireEvent.keyDown(box, { key });
      await answered();
    }
  };
  /** What the browser does: it asks, puts the text in the place of the selection on one line, and says so. */
  const paste = async (text: string) => {
    await fireEvent.paste(box);
    box.setRangeText(
      text.replaceAll('\n', ' '),
      box.selectionStart ?? 0,
      box.selectionEnd ?? 0,
      'end',
    );
    await fireEvent.input(box, { inputType: 'insertFromPaste' });
  };
  return { ...parts, box, type, submit, press, paste };
}
const selectionOf = (box: HTMLInputElement) =>
  box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0);

it('the cursor is in the box from the start', () => {
  const { box } = show();
  expect(document.activeElement).toBe(box);
});

it('to submit looks up what was typed', async () => {
  const { bridge, type, submit } = show();
  await type(' "usr_a", ');
  await submit();
  expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
});

it.each([
  ['an answer', ok({ ...buildLookUp({ id: 'usr_a' }), changes: null })],
  ['a problem', failed({ kind: 'not-found', status: 404 })],
])('after %s the cursor is in the box, and the next paste replaces the id', async (_, answer) => {
  const { bridge, box, type, submit } = show();
  const answered = deferred<Result<NewLookUp>>();
  bridge.user.lookUp.mockReturnValue(answered.promise);
  await type('look at usr_a');
  await submit();
  box.blur();
  answered.resolve(answer);
  await expect.poll(() => document.activeElement).toBe(box);
  expect([box.value, selectionOf(box)]).toEqual(['usr_a', 'usr_a']);
});

it('an answer leaves alone what somebody began to type meanwhile', async () => {
  const { inspector, bridge, box, type, submit } = show();
  const answered = deferred<Result<NewLookUp>>();
  bridge.user.lookUp.mockReturnValue(answered.promise);
  await type('usr_a');
  await submit();
  await type('usr_b');
  box.setSelectionRange(5, 5);
  answered.resolve(ok({ ...buildLookUp({ id: 'usr_a' }), changes: null }));
  await expect.poll(() => inspector.phase.name).toBe('found');
  await tick();
  expect([box.value, selectionOf(box)]).toEqual(['usr_b', '']);
});

it.each([
  ['that found somebody', ok(buildLookUp({ id: 'usr_old' }))],
  ['that found nobody', failed({ kind: 'not-in-history' })],
] as const)(
  'who opens older lookups one by one stays in their list, at one %s',
  async (_, opened) => {
    const { bridge, inspector, box } = show();
    bridge.history.open.mockResolvedValue(opened);
    const row = document.body.appendChild(document.createElement('button'));
    row.focus();
    await inspector.openFromHistory('usr_old');
    await tick();
    expect(document.activeElement).toBe(row);
    expect(box.value).toBe('usr_old');
    row.remove();
  },
);

it('where the button that opened an older lookup is gone, the cursor is in the box', async () => {
  const { inspector, box } = show();
  box.blur();
  await inspector.openFromHistory('usr_old');
  await tick();
  expect(document.activeElement).toBe(box);
});

it('a key that was pasted does not stay in the box', async () => {
  const { bridge, box, type, submit } = show();
  await type('ak_0123456789abcdef');
  await submit();
  expect(box.value).toBe('');
  expect(bridge.user.lookUp).not.toHaveBeenCalled();
});

it('the button to clear is there while there is something to clear', async () => {
  const { box, type } = show();
  expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  await type('usr_a');
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(box.value).toBe('');
  expect(document.activeElement).toBe(box);
  expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
});

it('Escape clears the box and stops what is running', async () => {
  const { inspector, bridge, box, type, submit } = show();
  bridge.user.lookUp.mockReturnValue(new Promise(() => undefined));
  await type('usr_a');
  await submit();
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect([box.value, inspector.phase]).toEqual(['', { name: 'idle' }]);
  expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
});

it('another key clears nothing', async () => {
  const { box, type } = show();
  await type('usr_a');
  await fireEvent.keyDown(box, { key: 'a' });
  expect(box.value).toBe('usr_a');
});

describe('the suggestions', () => {
  const options = () => screen.queryAllByRole('option');
  const ids = () => options().map((option) => option.querySelector('.id')?.textContent);
  const chosen = () =>
    options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  it('are there while somebody types what the history knows', async () => {
    const { box, type } = show();
    expect(box.getAttribute('aria-expanded')).toBe('false');
    await type('ann');
    expect([ids(), chosen()]).toEqual([['usr_a', 'usr_b'], -1]);
    expect(box.getAttribute('aria-expanded')).toBe('true');
    expect(box.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
    await type('nobody');
    expect([ids(), box.getAttribute('aria-expanded')]).toEqual([[], 'false']);
    await type('');
    expect(ids()).toEqual([]);
  });

  it('are gone through with the arrow keys, by way of the box', async () => {
    const { box, type, press } = show();
    await type('ann');
    const visited = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await press(key);
      visited.push(chosen());
      expect(box.getAttribute('aria-activedescendant')).toBe(options()[chosen()]?.id ?? null);
    }
    expect(visited).toEqual([0, 1, -1, 1, 0]);
    await press('Home');
    expect(chosen()).toBe(-1);
  });

  it('Enter on one opens it from the history', async () => {
    const { inspector, bridge, box, type, press } = show();
    await type('ann');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_b' });
    expect(inspector.phase).toMatchObject({ name: 'found', isRemembered: true });
    expect([bridge.user.lookUp.mock.calls, ids(), box.value]).toEqual([[], [], 'usr_b']);
    expect([document.activeElement, selectionOf(box)]).toEqual([box, 'usr_b']);
  });

  it('a click on one opens it from the history, and the box keeps the focus', async () => {
    const { bridge, box, type } = show();
    await type('ann');
    const [option] = options();
    if (option === undefined) throw new Error('no option');
    expect(await fireEvent.mouseDown(option)).toBe(false);
    await fireEvent.click(option);
    expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect([document.activeElement, ids()]).toEqual([box, []]);
  });

  it('without a chosen one an id goes to the server, and the answer does not open them again', async () => {
    const { inspector, bridge, type, submit } = show();
    await type('usr_a');
    expect(ids()).toEqual(['usr_a']);
    await submit();
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    await expect.poll(() => inspector.phase.name).toBe('found');
    await tick();
    expect(ids()).toEqual([]);
  });

  it('Escape closes them first, and then clears', async () => {
    const { box, type, press } = show();
    await type('ann');
    await press('Escape');
    expect([ids(), box.value]).toEqual([[], 'ann']);
    await press('ArrowUp');
    expect(chosen()).toBe(1);
    await press('Escape', 'Escape');
    expect(box.value).toBe('');
  });

  it('close where the focus goes elsewhere', async () => {
    const { box, type } = show();
    await type('ann');
    await fireEvent.blur(box);
    expect(ids()).toEqual([]);
  });

  it('leave the keys to an input method that is at work', async () => {
    const { box, type } = show();
    await type('ann');
    await fireEvent.keyDown(box, { key: 'ArrowDown', isComposing: true });
    expect(chosen()).toBe(-1);
  });

  it('show ids and no more in privacy mode, and the box shows ids only', async () => {
    const { box, type } = show({ isPrivate: true });
    await type('ann');
    expect(options().map((option) => option.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      '•••••• usr_a',
      '•••••• usr_b',
    ]);
    const isMasked = [];
    for (const text of ['ann', 'ann@example.com', 'Ann, usr_a', 'usr_', ' usr_a ', '']) {
      await type(text);
      isMasked.push(box.classList.contains('masked'));
    }
    expect(isMasked).toEqual([true, true, true, true, false, false]);
  });
});

describe('in the empty box the arrow keys', () => {
  it('go through what was looked up, as in a shell', async () => {
    const { box, type, submit, press } = show();
    for (const text of ['usr_1', 'ann@example.com', 'usr_3']) {
      await type(text);
      await submit();
    }
    await press('Escape');
    const recalled = [];
    for (const key of [
      'ArrowUp',
      'ArrowUp',
      'ArrowUp',
      'ArrowUp',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
    ]) {
      await press(key);
      recalled.push(box.value);
    }
    expect(recalled).toEqual([
      'usr_3',
      'ann@example.com',
      'usr_1',
      'usr_1',
      'ann@example.com',
      'usr_3',
      '',
    ]);
    expect(screen.queryAllByRole('option')).toEqual([]);
  });

  it('bring back no key', async () => {
    const { bridge, box, type, submit, press } = show();
    bridge.user.lookUp.mockResolvedValueOnce(failed({ kind: 'key-in-search' }));
    for (const text of ['usr_1_ak', 'ak_0123456789abcdef']) {
      await type(text);
      await submit();
    }
    await press('ArrowUp');
    expect(box.value).toBe('');
  });
});

describe('a paste', () => {
  it.each([
    ['of an id', 'usr_a'],
    [
      'of a text over several lines that holds one',
      'Hello,\n\nplease look at\nusr_a\nand usr_a.\n',
    ],
  ])('%s is looked up at once', async (_, text) => {
    const { bridge, box, paste } = show();
    await paste(text);
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect([box.value, screen.queryAllByRole('option')]).toEqual(['usr_a', []]);
  });

  it('over all of the text before is looked up at once', async () => {
    const { bridge, box, type, paste } = show();
    await type('usr_old');
    box.select();
    await paste('usr_a');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it.each([
    ['of two ids', {}, 'usr_a usr_b', ''],
    ['of an e-mail address', {}, 'ann@example.com', ''],
    ['of something else', {}, 'Ann Example', ''],
    ['beside another text', {}, 'usr_a', 'see '],
    ['where it is switched off', { lookUpOnPaste: false }, 'usr_a', ''],
  ])('%s is only pasted', async (_, settings, text, before) => {
    const { bridge, box, type, paste } = show(settings);
    await type(before);
    box.setSelectionRange(before.length, before.length);
    await paste(text);
    expect(box.value).toBe(before + text);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});
