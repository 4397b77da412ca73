import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isNotice, noticeChannel, type Notice } from './ipc/command';
import type { Channel, Input, Output } from './ipc/contract';
import type { Result } from './result';

const ask =
  <C extends Channel>(channel: C) =>
  (input: Input<C>): Promise<Result<Output<C>>> =>
    ipcRenderer.invoke(channel, input) as Promise<Result<Output<C>>>;

/** Hands the main process's notices to the page, never their event: its sender could be written to. */
function onNotice(listener: (notice: Notice) => void): () => void {
  const forward = (_event: IpcRendererEvent, notice: unknown) => {
    if (isNotice(notice)) listener(notice);
  };
  ipcRenderer.on(noticeChannel, forward);
  return () => void ipcRenderer.off(noticeChannel, forward);
}

/** Everything that the page can ask for: a function a use case. Each one answers with a `Result` and never rejects. */
const inspector = Object.freeze({
  start: ask('app:start'),
  takeLink: ask('app:take-link'),
  rememberOpen: ask('app:remember-open'),
  listLicenses: ask('app:licenses'),
  changeSettings: ask('settings:change'),
  keyStatus: ask('key:status'),
  saveKey: ask('key:save'),
  cancelSaveKey: ask('key:cancel-save'),
  removeKey: ask('key:remove'),
  saveProxyPassword: ask('proxy:save-password'),
  forgetProxyPasswords: ask('proxy:forget-passwords'),
  checkConnection: ask('connection:check'),
  cancelConnectionCheck: ask('connection:cancel'),
  lookUpUser: ask('user:look-up'),
  cancelLookUp: ask('user:cancel-look-up'),
  historyState: ask('history:state'),
  listHistory: ask('history:list'),
  countHistory: ask('history:count'),
  historyEntry: ask('history:entry'),
  openFromHistory: ask('history:open'),
  timelineOf: ask('history:timeline'),
  lookUpsOf: ask('history:look-ups'),
  changesOf: ask('history:changes'),
  setPinned: ask('history:set-pinned'),
  setNote: ask('history:set-note'),
  removeFromHistory: ask('history:remove'),
  clearHistory: ask('history:clear'),
  forget: ask('history:forget'),
  countExpired: ask('history:count-expired'),
  unreadFiles: ask('history:unread'),
  deleteUnreadFiles: ask('history:delete-unread'),
  exportHistory: ask('history:export'),
  loadPhoto: ask('photo:load'),
  updateState: ask('update:state'),
  checkForUpdates: ask('update:check'),
  downloadUpdate: ask('update:download'),
  cancelUpdateDownload: ask('update:cancel-download'),
  installUpdate: ask('update:install'),
  listSampleData: ask('sample-data:list'),
  copy: ask('clipboard:write'),
  onNotice,
});

export type InspectorBridge = typeof inspector;

contextBridge.exposeInMainWorld('inspector', inspector);
