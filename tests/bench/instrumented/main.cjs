/**
 * Runs and measures the app in the folder BENCH_APP or, without this variable, the bare window.
 * Both run through this file, so that measuring costs both the same. The app has no code for it.
 *
 * It talks to launch.mjs through `process.send`: it first sends the times of the start, and then
 * answers requests.
 */
/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment -- CommonJS: see build/offline/default-app/main.cjs */
'use strict';

const path = require('node:path');
const { app, session } = require('electron');
const { lookAtStart, waitForCard } = require('./page-scripts.cjs');

/** @typedef {Electron.BrowserWindow} BrowserWindow */

/**
 * Times in milliseconds since 1970. The creation of the process is missing: Linux counts it from
 * the boot time, which the kernel reports only in whole seconds.
 *
 * @typedef {object} Start
 * @property {number} mainBegun this file's first line
 * @property {number} mainRead the main file has run to its end
 * @property {number} ready
 * @property {number} windowMade
 * @property {number} pageBegun the page has begun to load
 * @property {number} painted its first contentful paint
 * @property {number} focused the search box has the focus
 * @property {number} shown `ready-to-show`
 * @property {string} electron its version
 */

/**
 * Milliseconds from the Enter key.
 *
 * @typedef {object} LookUp
 * @property {number} inPage the card is in the document
 * @property {number} painted the frame with the card in it is done
 * @property {number} nextFrame the frame after it begins: by now the card is on the screen
 */

/**
 * The requests that launch.mjs can make.
 *
 * @typedef {object} Requests
 * @property {(script: string) => Promise<unknown>} evaluate runs a script in the page
 * @property {(id: string) => Promise<LookUp>} lookUp looks a user up as an agent does, with the Enter key
 * @property {(request: { url: string, headers: Record<string, string> }) => Promise<number>} fetch asks for the same
 *   without the app; the time that it took
 * @property {() => Promise<void>} quit
 */

const mainBegun = Date.now();
const ready = momentOf((happened) => app.once('ready', happened));
const opened = firstWindow();
const folder = process.env['BENCH_APP'];
if (folder === undefined) require('../baseline-app/main.cjs');
else requireApp(folder);
const mainRead = Date.now();

void watchStart().then(send);
process.on('message', (message) => {
  const { name, argument } = /** @type {{ name: keyof Requests, argument: never }} */ (message);
  void requests[name](argument).then(send);
});
process.once('disconnect', () => app.exit());

/**
 * Loads an app as Electron's default app does.
 *
 * @param {string} folder
 */
function requireApp(folder) {
  const owned =
    /** @type {Electron.App & { setAppPath(folder: string): void, setVersion(version: string): void }} */ (
      app
    );
  const { productName, version, main } =
    /** @type {{ productName: string, version: string, main: string }} */ (
      require(path.join(folder, 'package.json'))
    );
  owned.setAppPath(folder);
  owned.setName(productName);
  owned.setVersion(version);
  require(path.join(folder, main));
}

/**
 * @param {(happened: () => void) => void} listen
 * @returns {Promise<number>}
 */
function momentOf(listen) {
  return new Promise((resolve) => listen(() => resolve(Date.now())));
}

/**
 * @returns {Promise<{ window: BrowserWindow, windowMade: number, shown: Promise<number> }>}
 */
function firstWindow() {
  return new Promise((resolve) => {
    app.once('browser-window-created', (_event, window) => {
      resolve({
        window,
        windowMade: Date.now(),
        shown: momentOf((happened) => window.once('ready-to-show', happened)),
      });
    });
  });
}

/**
 * @returns {Promise<Start>}
 */
async function watchStart() {
  const { window, windowMade, shown } = await opened;
  const moments = { mainBegun, mainRead, ready: await ready, windowMade, shown: await shown };
  const page = /** @type {Awaited<ReturnType<typeof lookAtStart>>} */ (
    await evaluate(window, lookAtStart)
  );
  return { ...moments, ...page, electron: process.versions.electron };
}

/** @type {Requests} */
const requests = {
  evaluate: async (script) => execute((await opened).window, script),
  async lookUp(id) {
    const { window } = await opened;
    await evaluate(window, waitForCard, id);
    for (const type of /** @type {const} */ (['keyDown', 'char', 'keyUp']))
      window.webContents.sendInputEvent({ type, keyCode: 'Return' });
    return /** @type {LookUp} */ (await requests.evaluate('measuredLookUp'));
  },
  async fetch({ url, headers: { 'user-agent': userAgent = '', ...headers } }) {
    const bare = session.fromPartition('bare', { cache: false });
    bare.setUserAgent(userAgent);
    const begun = performance.now();
    const response = await bare.fetch(url, {
      headers,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    await response.text();
    return performance.now() - begun;
  },
  quit() {
    app.quit();
    return Promise.resolve();
  },
};

/**
 * @param {BrowserWindow} window
 * @param {(...args: never[]) => unknown} run
 * @param {string[]} args
 * @returns {Promise<unknown>}
 */
function evaluate(window, run, ...args) {
  return execute(window, `(${String(run)})(...${JSON.stringify(args)})`);
}

/**
 * @param {BrowserWindow} window
 * @param {string} script
 */
function execute(window, script) {
  return /** @type {Promise<unknown>} */ (window.webContents.executeJavaScript(script));
}

/**
 * @param {unknown} answer
 */
function send(answer) {
  process.send?.({ answer });
}
