import { expect, it, vi } from 'vitest';
import { inputSchemas } from '../../../electron/ipc/contract';

const electron = vi.hoisted(() => ({
  contextBridge: { exposeInMainWorld: vi.fn<(name: string, api: Record<string, unknown>) => void>() },
  ipcRenderer: { invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>(() => Promise.resolve('answer')) },
}));
vi.mock('electron', () => electron);

await import('../../../electron/preload');
const [world] = electron.contextBridge.exposeInMainWorld.mock.calls;
const [name, bridge] = world ?? ['', {}];
const functions = Object.entries(bridge) as [string, (...args: unknown[]) => Promise<unknown>][];

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
