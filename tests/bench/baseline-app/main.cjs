/**
 * The smallest Electron app with a search box, which the benchmark compares the app with. Its
 * window has the size and the sandbox of the app's window.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS, as the app's own main file */
'use strict';

const path = require('node:path');
const { app, BrowserWindow } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1120,
    height: 780,
    show: false,
    webPreferences: { sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
});
