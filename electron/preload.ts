import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isNotice, noticeChannel, type Notice } from './contract/notices';

/**
 * Group, name and channel of each function. The build fills it in from contract/channels.ts, so
 * that this file, which every page loads, contains neither the schemas nor valibot: see
 * electron.vite.config.ts.
 */
declare const CHANNELS: readonly { group: string; name: string; channel: string }[];

/** One function per channel, by group: `history.list` invokes `history:list`. */
const groups: Record<string, Record<string, (input?: unknown) => Promise<unknown>>> = {};
for (const { group, name, channel } of CHANNELS) {
  groups[group] ??= {};
  groups[group][name] = (input = {}) => ipcRenderer.invoke(channel, input);
}

/**
 * Passes the notice on and never the event, through whose sender the renderer could write to main.
 */
function onNotice(listener: (notice: Notice) => void): () => void {
  const forward = (_event: IpcRendererEvent, notice: unknown) => {
    if (isNotice(notice)) listener(notice);
  };
  ipcRenderer.on(noticeChannel, forward);
  return () => void ipcRenderer.off(noticeChannel, forward);
}

const inspector = { ...groups, onNotice };
for (const group of Object.values(inspector)) Object.freeze(group);
contextBridge.exposeInMainWorld('inspector', Object.freeze(inspector));
