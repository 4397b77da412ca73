import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import type { InspectorBridge } from '../../../electron/contract/bridge';
import { channels, namedChannels } from '../../../electron/contract/channels';
import { noticeChannel } from '../../../electron/contract/notices';

const electron = vi.hoisted(() => ({
  contextBridge: {
    exposeInMainWorld: vi.fn<(name: string, api: Record<string, unknown>) => void>(),
  },
  ipcRenderer: {
    invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(() => Promise.resolve('answer')),
    on: vi.fn<(channel: string, listener: (...args: unknown[]) => void) => void>(),
    off: vi.fn<(channel: string, listener: (...args: unknown[]) => void) => void>(),
  },
}));
vi.mock('electron', () => electron);

// The build replaces this global with the channels, so that valibot stays out of the preload.
vi.stubGlobal('CHANNELS', namedChannels);
await import('../../../electron/preload');
const [world] = electron.contextBridge.exposeInMainWorld.mock.calls;
const [name, bridge] = world ?? ['', {}];
const { onNotice, ...groups } = bridge as unknown as InspectorBridge;
const functions = Object.entries(groups).flatMap(([group, groupFunctions]) =>
  Object.entries(groupFunctions as Readonly<Record<string, Call>>).map(
    ([name, call]) => [`${group}:${name}`, call] as const,
  ),
);

type Call = (...args: unknown[]) => Promise<unknown>;

it('exposes one frozen object to the renderer', () => {
  expect(world).toHaveLength(2);
  expect(name).toBe('inspector');
  expect(Object.isFrozen(bridge)).toBe(true);
  for (const group of Object.values(groups)) expect(Object.isFrozen(group)).toBe(true);
});

it('exposes one function per declared channel, which invokes that channel', async () => {
  expect(functions.map(([channel]) => channel)).toEqual(
    namedChannels.map(({ channel }) => channel),
  );
  for (const [channel, call] of functions) {
    electron.ipcRenderer.invoke.mockClear();
    await call();
    expect(electron.ipcRenderer.invoke).toHaveBeenCalledExactlyOnceWith(channel, {});
  }
});

it.each(functions)(
  '%s passes only its first argument and returns the handler’s result',
  async (_, call) => {
    electron.ipcRenderer.invoke.mockClear().mockResolvedValue('answer');
    const input = { id: 'usr_a' };
    expect(await call(input, 'more')).toBe('answer');
    expect(electron.ipcRenderer.invoke.mock.calls).toEqual([[expect.any(String), input]]);
  },
);

it('passes known notices to the listener until it is removed, and drops anything else', () => {
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

describe('the input schema of user:lookUp', () => {
  const accepts = (input: unknown) => v.is(channels.user.lookUp.input, input);

  it.each([{ id: 'usr_a' }, { id: 'anything at all' }, { email: 'ann@example.com' }])(
    'accepts %j',
    (input) => {
      expect(accepts(input)).toBe(true);
    },
  );

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
  ])('rejects %j', (input) => {
    expect(accepts(input)).toBe(false);
  });
});
