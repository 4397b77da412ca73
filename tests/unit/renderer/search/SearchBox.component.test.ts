import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import type { LookUp } from '../../../../electron/lookup/look-up-user';
import { failed, ok, type Result } from '../../../../electron/result';
import SearchBox from '../../../../renderer/search/SearchBox.svelte';
import { buildLookUp, deferred } from '../../builders';
import { buildInspector } from '../fake-bridge';

function show() {
  const parts = buildInspector();
  render(SearchBox, { inspector: parts.inspector });
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'User ID' });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  const submit = () => fireEvent.submit(screen.getByRole('search'));
  return { ...parts, box, type, submit };
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
  expect(bridge.lookUpUser).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
});

it.each([
  ['an answer', ok(buildLookUp({ id: 'usr_a' }))],
  ['a problem', failed({ kind: 'not-found', status: 404 })],
])('after %s the cursor is in the box, and the next paste replaces the id', async (_, answer) => {
  const { bridge, box, type, submit } = show();
  const answered = deferred<Result<LookUp>>();
  bridge.lookUpUser.mockReturnValue(answered.promise);
  await type('look at usr_a');
  await submit();
  box.blur();
  answered.resolve(answer);
  await expect.poll(() => document.activeElement).toBe(box);
  expect([box.value, selectionOf(box)]).toEqual(['usr_a', 'usr_a']);
});

it('an answer leaves alone what somebody began to type meanwhile', async () => {
  const { inspector, bridge, box, type, submit } = show();
  const answered = deferred<Result<LookUp>>();
  bridge.lookUpUser.mockReturnValue(answered.promise);
  await type('usr_a');
  await submit();
  await type('usr_b');
  box.setSelectionRange(5, 5);
  answered.resolve(ok(buildLookUp({ id: 'usr_a' })));
  await expect.poll(() => inspector.phase.name).toBe('found');
  await tick();
  expect([box.value, selectionOf(box)]).toEqual(['usr_b', '']);
});

it('who opens older lookups one by one stays in their list', async () => {
  const { inspector, box } = show();
  box.blur();
  await inspector.openFromHistory('usr_old');
  await tick();
  expect(document.activeElement).not.toBe(box);
  expect(box.value).toBe('usr_old');
});

it('a key that was pasted does not stay in the box', async () => {
  const { bridge, box, type, submit } = show();
  await type('ak_0123456789abcdef');
  await submit();
  expect(box.value).toBe('');
  expect(bridge.lookUpUser).not.toHaveBeenCalled();
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
  bridge.lookUpUser.mockReturnValue(new Promise(() => undefined));
  await type('usr_a');
  await submit();
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect([box.value, inspector.phase]).toEqual(['', { name: 'idle' }]);
  expect(bridge.cancelLookUp).toHaveBeenCalledOnce();
});

it('another key clears nothing', async () => {
  const { box, type } = show();
  await type('usr_a');
  await fireEvent.keyDown(box, { key: 'a' });
  expect(box.value).toBe('usr_a');
});
