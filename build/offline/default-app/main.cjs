/**
 * Loads the app that `electron .` names. The official Electron has a default app for this; the one
 * from the npm registry has none.
 * https://github.com/electron/electron/blob/v33.2.1/default_app/main.ts
 *
 * It requires the main file of the app. An import would finish after `ready`, too late for
 * `protocol.registerSchemesAsPrivileged`.
 */
/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment -- CommonJS: see above */
'use strict';

const path = require('node:path');
const electron = require('electron');

/** Electron has these two functions for its default app only and does not declare them. */
const app =
  /** @type {Electron.App & { setAppPath(folder: string): void, setVersion(version: string): void }} */ (
    electron.app
  );

const folder = path.resolve(
  process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.',
);
/** @type {{ name: string, productName?: string, version: string, main: string }} */
const { name, productName, version, main } = require(path.join(folder, 'package.json'));

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setAppPath(folder);
app.setName(productName ?? name);
app.setVersion(version);
require(path.join(folder, main));
