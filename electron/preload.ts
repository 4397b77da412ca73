import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { commandChannel, isCommand, type Command } from './ipc/command';
import type { Channel, Input, Output } from './ipc/contract';
import type { Result } from './result';

const ask =
  <C extends Channel>(channel: C) =>
  (input: Input<C>): Promise<Result<Output<C>>> =>
    ipcRenderer.invoke(channel, input) as Promise<Result<Output<C>>>;

/** Hands the menu's commands to the page, never their event: its sender could be written to. */
function onCommand(listener: (command: Command) => void): () => void {
  const forward = (_event: IpcRendererEvent, command: unknown) => {
    if (isCommand(command)) listener(command);
  };
  ipcRenderer.on(commandChannel, forward);
  return () => void ipcRenderer.off(commandChannel, forward);
}

/** Everything that the page can ask for: a function a use case. Each one answers with a `Result` and never rejects. */
const inspector = Object.freeze({
  start: ask('app:start'),
  listLicenses: ask('app:licenses'),
  changeSettings: ask('settings:change'),
  keyStatus: ask('key:status'),
  saveKey: ask('key:save'),
  cancelSaveKey: ask('key:cancel-save'),
  removeKey: ask('key:remove'),
  lookUpUser: ask('user:look-up'),
  cancelLookUp: ask('user:cancel-look-up'),
  historyState: ask('history:state'),
  listHistory: ask('history:list'),
  countHistory: ask('history:count'),
  historyEntry: ask('history:entry'),
  openFromHistory: ask('history:open'),
  timelineOf: ask('history:timeline'),
  setPinned: ask('history:set-pinned'),
  setNote: ask('history:set-note'),
  removeFromHistory: ask('history:remove'),
  clearHistory: ask('history:clear'),
  forget: ask('history:forget'),
  exportHistory: ask('history:export'),
  loadPhoto: ask('photo:load'),
  listSampleData: ask('sample-data:list'),
  copy: ask('clipboard:write'),
  onCommand,
});

export type InspectorBridge = typeof inspector;

contextBridge.exposeInMainWorld('inspector', inspector);
