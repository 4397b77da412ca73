/**
 * The least that Electron can do for a search box: what the app is measured against. Its window has the size of the
 * app's, for as many pixels, and the same protections.
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
