import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { noticeChannel } from '../../../electron/ipc/command';
import { inputSchemas } from '../../../electron/ipc/contract';
import type { InspectorBridge } from '../../../electron/preload';

const electron = vi.hoisted(() => ({
  contextBridge: { exposeInMainWorld: vi.fn<(name: string, api: Record<string, unknown>) => void>() },
  ipcRenderer: {
    invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(() => Promise.resolve('answer')),
    on: vi.fn<(channel: string, listener: (...args: unknown[]) => void) => void>(),
    off: vi.fn<(channel: string, listener: (...args: unknown[]) => void) => void>(),
  },
}));
vi.mock('electron', () => electron);

await import('../../../electron/preload');
const [world] = electron.contextBridge.exposeInMainWorld.mock.calls;
const [name, bridge] = world ?? ['', {}];
const { onNotice, ...questions } = bridge as unknown as InspectorBridge;
const functions = Object.entries(questions) as [string, (...args: unknown[]) => Promise<unknown>][];

it('the page gets one object, which it can’t change', () => {
  expect(world).toHaveLength(2);
  expect(name).toBe('inspector');
  expect(Object.isFrozen(bridge)).toBe(true);
});

it('the page can call exactly the channels of the contract, each by one function', async () => {
  electron.ipcRenderer.invoke.mockClear();
  for (const [, call] of functions) await call({});
  const called = electron.ipcRenderer.invoke.mock.calls.map(([channel]) => String(channel));
  expect(called.toSorted()).toEqual(Object.keys(inputSchemas).toSorted());
});

it.each(functions)('%s hands over its input and nothing more, and hands back the answer', async (_, call) => {
  electron.ipcRenderer.invoke.mockClear().mockResolvedValue('answer');
  const input = { id: 'usr_a' };
  expect(await call(input, 'more')).toBe('answer');
  expect(electron.ipcRenderer.invoke.mock.calls).toEqual([[expect.any(String), input]]);
});

it('the page hears the commands of the menu until it stops listening, and nothing else', () => {
  const heard = vi.fn();
  const stop = onNotice(heard);
  const [channel, forward] = electron.ipcRenderer.on.mock.calls[0] ?? [];
  expect(channel).toBe(noticeChannel);
  const event = { sender: 'main' };
  for (const sent of ['settings', 'link-waits', 'quit', { command: 'settings' }, undefined])
    forward?.(event, sent, 'more');
  expect(heard.mock.calls).toEqual([['settings'], ['link-waits']]);
  stop();
  expect(electron.ipcRenderer.off).toHaveBeenCalledExactlyOnceWith(noticeChannel, forward);
});

describe('a lookup', () => {
  const isTaken = (input: unknown) => v.is(inputSchemas['user:look-up'], input);

  it.each([{ id: 'usr_a' }, { id: 'anything at all' }, { email: 'ann@example.com' }])('takes %j', (input) => {
    expect(isTaken(input)).toBe(true);
  });

  it.each([
    {},
    { id: '' },
    { id: 'x'.repeat(2_001) },
    { email: '' },
    { email: 'ann' },
    { email: 'ann@' },
    { email: 'ann@example.com bob@example.com' },
    { email: 'ann@example.com\n' },
    { email: `${'x'.repeat(250)}@example.com` },
    { id: 'usr_a', email: 'ann@example.com' },
    { id: 'usr_a', more: 1 },
    'usr_a',
    null,
  ])('does not take %j', (input) => {
    expect(isTaken(input)).toBe(false);
  });
});
