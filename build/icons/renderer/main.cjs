/**
 * Renders SVGs as PNGs in Electron. The last argument is a JSON file with a list of pictures, which
 * build/icons/render-icons.mjs writes.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS, as the app's own main file */
'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const { app, BrowserWindow } = require('electron');

/** @typedef {{ svg: string, size: number, margin: number, file: string }} Picture */

const list = String(process.argv.at(-1));
/** @type {unknown} */
const pictures = JSON.parse(readFileSync(list, 'utf8'));

app
  .whenReady()
  .then(paint)
  .then(
    () => app.quit(),
    (/** @type {unknown} */ error) => {
      console.error(error);
      app.exit(1);
    },
  );

async function paint() {
  const { webContents } = new BrowserWindow({ show: false });
  await webContents.loadURL('data:text/html,');
  for (const picture of /** @type {Picture[]} */ (pictures)) {
    const svg = readFileSync(picture.svg, 'base64');
    /** @type {unknown} */
    const url = await webContents.executeJavaScript(painting({ ...picture, svg }));
    writeFileSync(picture.file, Buffer.from(String(url).replace(/^.*,/, ''), 'base64'));
  }
}

/**
 * @param {Omit<Picture, 'file'>} picture
 */
function painting({ svg, size, margin }) {
  return `(async () => {
    const image = new Image();
    image.src = 'data:image/svg+xml;base64,${svg}';
    image.width = image.height = ${size - 2 * margin};
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = ${size};
    canvas.getContext('2d').drawImage(image, ${margin}, ${margin}, ${size - 2 * margin}, ${size - 2 * margin});
    return canvas.toDataURL('image/png');
  })()`;
}
