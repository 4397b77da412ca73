import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isNotice, noticeChannel, type Notice } from './contract/notices';

/**
 * Group, name and channel of each function. The build inserts the value from contract/channels.ts
 * (see electron.vite.config.ts). An import would add the schemas and valibot to this file, which
 * every page loads.
 */
declare const CHANNELS: readonly { group: string; name: string; channel: string }[];

/** One function per channel, by group: `history.list` invokes `history:list`. */
const groups: Record<string, Record<string, (input?: unknown) => Promise<unknown>>> = {};
for (const { group, name, channel } of CHANNELS) {
  groups[group] ??= {};
  groups[group][name] = (input = {}) => ipcRenderer.invoke(channel, input);
}

/**
 * Passes only the notice to the listener. The event would expose `event.sender`, through which the
 * renderer could send messages to main.
 *
 * @returns a function that removes the listener
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
