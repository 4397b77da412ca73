import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { NewLookUp } from '../../../../electron/contract/look-up';
import { failed, ok, type Result } from '../../../../electron/contract/result';
import type { Settings } from '../../../../electron/contract/settings';
import SearchBox from '../../../../renderer/search/SearchBox.svelte';
import { buildEntry, buildLookUp, deferred } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const entry = (id: string, name: string) => buildEntry({ id, name, email: `${id}@example.com` });
const ann = entry('usr_a', 'Ann Example');
const anna = entry('usr_b', 'Anna Muster');
const bob = entry('usr_c', 'Bob Example');

/** Waits until the history has answered and its answer is on the screen. */
async function settle() {
  for (let turn = 0; turn < 6; turn += 1) await tick();
}

function show(changes: Partial<Settings> = {}) {
  const parts = buildState(changes);
  parts.bridge.history.list.mockImplementation(({ text }) => {
    const entries = [ann, anna, bob].filter((known) =>
      JSON.stringify(known).toLowerCase().includes(text),
    );
    return Promise.resolve(ok({ entries, next: null }));
  });
  renderIn(parts.state, SearchBox);
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'User ID or e-mail address' });
  const type = async (value: string) => {
    await fireEvent.input(box, { target: { value } });
    await settle();
  };
  const submit = () => fireEvent.submit(screen.getByRole('search'));
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await fireEvent.keyDown(box, { key });
      await settle();
    }
  };
  /**
   * Pastes as a browser does. It sends a `beforeinput` event. If the page does not handle it, it
   * replaces the selection with the text in one line, and sends an `input` event.
   */
  const paste = async (text: string) => {
    const event = new InputEvent('beforeinput', {
      inputType: 'insertFromPaste',
      data: text,
      bubbles: true,
      cancelable: true,
    });
    if (!box.dispatchEvent(event)) {
      await settle();
      return;
    }
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

it('the box has the focus from the start', () => {
  const { box } = show();
  expect(document.activeElement).toBe(box);
});

it('submitting looks up the typed text', async () => {
  const { bridge, type, submit } = show();
  await type(' "usr_a", ');
  await submit();
  expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
});

it.each([
  ['an answer', ok({ ...buildLookUp({ id: 'usr_a' }), changes: null })],
  ['a problem', failed({ kind: 'not-found', status: 404 })],
])('after %s the box has the focus, and the next paste replaces the id', async (_, answer) => {
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

it('an answer does not interrupt an agent who is typing the next search', async () => {
  const { state, bridge, box, type, submit } = show();
  const answered = deferred<Result<NewLookUp>>();
  bridge.user.lookUp.mockReturnValue(answered.promise);
  await type('usr_a');
  await submit();
  await type('usr_b');
  box.setSelectionRange(5, 5);
  answered.resolve(ok({ ...buildLookUp({ id: 'usr_a' }), changes: null }));
  await expect.poll(() => state.lookups.phase.name).toBe('found');
  await tick();
  expect([box.value, selectionOf(box)]).toEqual(['usr_b', '']);
});

it.each([
  ['with an answer', ok(buildLookUp({ id: 'usr_old' }))],
  ['without an answer', failed({ kind: 'not-in-history' })],
] as const)(
  'the focus stays in the history list after a click on an entry %s',
  async (_, opened) => {
    const { bridge, state, box } = show();
    bridge.history.open.mockResolvedValue(opened);
    const row = document.body.appendChild(document.createElement('button'));
    row.focus();
    await state.lookups.openFromHistory('usr_old');
    await tick();
    expect(document.activeElement).toBe(row);
    expect(box.value).toBe('usr_old');
    row.remove();
  },
);

it('the box gets the focus if the button of the history entry was removed', async () => {
  const { state, box } = show();
  box.blur();
  await state.lookups.openFromHistory('usr_old');
  await tick();
  expect(document.activeElement).toBe(box);
});

it('a pasted API key is removed from the box', async () => {
  const { bridge, box, type, submit } = show();
  await type('ak_0123456789abcdef');
  await submit();
  expect(box.value).toBe('');
  expect(bridge.user.lookUp).not.toHaveBeenCalled();
});

it('the clear button exists only while the box has text', async () => {
  const { box, type } = show();
  expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  await type('usr_a');
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  expect(box.value).toBe('');
  expect(document.activeElement).toBe(box);
  expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
});

it('Escape clears the box and cancels the running lookup', async () => {
  const { state, bridge, box, type, submit } = show();
  bridge.user.lookUp.mockReturnValue(new Promise(() => undefined));
  await type('usr_a');
  await submit();
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect([box.value, state.lookups.phase]).toEqual(['', { name: 'idle' }]);
  expect(bridge.user.cancelLookUp).toHaveBeenCalledOnce();
});

it('other keys do not clear the box', async () => {
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

  it('appear while the typed text matches entries of the history', async () => {
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

  it('are selected with the arrow keys in a cycle that includes the box', async () => {
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

  it('open from the history with Enter', async () => {
    const { state, bridge, box, type, press } = show();
    await type('ann');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_b' });
    expect(state.lookups.phase).toMatchObject({ name: 'found', isRemembered: true });
    expect([bridge.user.lookUp.mock.calls, ids(), box.value]).toEqual([[], [], 'usr_b']);
    expect([document.activeElement, selectionOf(box)]).toEqual([box, 'usr_b']);
  });

  it('open from the history with a click, and the box keeps the focus', async () => {
    const { bridge, box, type } = show();
    await type('ann');
    const [option] = options();
    if (option === undefined) throw new Error('no option');
    expect(await fireEvent.mouseDown(option)).toBe(false);
    await fireEvent.click(option);
    expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect([document.activeElement, ids()]).toEqual([box, []]);
  });

  it('stay closed after an id was submitted without a selected suggestion', async () => {
    const { state, bridge, type, submit } = show();
    await type('usr_a');
    expect(ids()).toEqual(['usr_a']);
    await submit();
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    await expect.poll(() => state.lookups.phase.name).toBe('found');
    await tick();
    expect(ids()).toEqual([]);
  });

  it('close with the first Escape; the second one clears the box', async () => {
    const { box, type, press } = show();
    await type('ann');
    await press('Escape');
    expect([ids(), box.value]).toEqual([[], 'ann']);
    await press('ArrowUp');
    expect(chosen()).toBe(1);
    await press('Escape', 'Escape');
    expect(box.value).toBe('');
  });

  it('close when the box loses the focus', async () => {
    const { box, type } = show();
    await type('ann');
    await fireEvent.blur(box);
    expect(ids()).toEqual([]);
  });

  it('ignore keys while an input method composes text', async () => {
    const { box, type } = show();
    await type('ann');
    await fireEvent.keyDown(box, { key: 'ArrowDown', isComposing: true });
    expect(chosen()).toBe(-1);
  });

  it('show only ids in privacy mode, as does the box', async () => {
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
  it('recall recent searches, as in a shell', async () => {
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

  it('do not recall an API key', async () => {
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
    ['of several lines with one id', 'Hello,\n\nplease look at\nusr_a\nand usr_a.\n'],
  ])('%s is looked up at once', async (_, text) => {
    const { bridge, box, paste } = show();
    await paste(text);
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect([box.value, screen.queryAllByRole('option')]).toEqual(['usr_a', []]);
  });

  it('of an id that is split over two lines is joined', async () => {
    const { bridge, paste } = show();
    await paste('usr_1a2b\n3c4d');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_1a2b3c4d' });
  });

  it('of an id and a word on the next line is not looked up before a question', async () => {
    const { bridge, box, paste, submit, state } = show();
    await paste('usr_1a2b\nThanks');
    expect(box.value).toBe('usr_1a2b⏎Thanks');
    await submit();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    expect(state.lookups.phase).toMatchObject({ name: 'question', text: 'usr_1a2bThanks' });
  });

  it('of a long text is searched without filling the box', async () => {
    const { bridge, box, paste, state } = show();
    await paste(`${'status=200 duration=12ms\n'.repeat(20_000)}user=usr_a\n`);
    expect([box.value, state.lookups.phase.name]).toEqual(['', 'reading']);
    await vi.waitFor(() => expect(bridge.user.lookUp).toHaveBeenCalledWith({ id: 'usr_a' }));
    expect(box.value).toBe('usr_a');
  });

  it('of a long text without an id shows its beginning in a question', async () => {
    const { bridge, paste, state } = show();
    await paste('order 4711 '.repeat(2_000));
    await vi.waitFor(() => expect(state.lookups.phase.name).toBe('question'));
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });

  it('that replaces the whole text is looked up at once', async () => {
    const { bridge, box, type, paste } = show();
    await type('usr_old');
    box.select();
    await paste('usr_a');
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it.each([
    ['of two ids', {}, 'usr_a usr_b', ''],
    ['of an e-mail address', {}, 'ann@example.com', ''],
    ['of other text', {}, 'Ann Example', ''],
    ['after other text', {}, 'usr_a', 'see '],
    ['while the setting is off', { lookUpOnPaste: false }, 'usr_a', ''],
  ])('%s is not looked up', async (_, settings, text, before) => {
    const { bridge, box, type, paste } = show(settings);
    await type(before);
    box.setSelectionRange(before.length, before.length);
    await paste(text);
    expect(box.value).toBe(before + text);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});
