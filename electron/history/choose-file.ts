import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { ChooseFile } from './save-export';

/** Shows the system's save dialog, modal to the window. */
export const chooseFile: ChooseFile = async (name, format) => {
  const options = {
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  };
  const [window] = BrowserWindow.getAllWindows();
  const { filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return filePath === '' ? null : filePath;
};
