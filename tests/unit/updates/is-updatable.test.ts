import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isUpdatable } from '../../../electron/updates/is-updatable';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installation-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const installed = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}, isPackaged = true) =>
  isUpdatable({ platform, isPackaged, executable: join(folder, 'app'), resources: folder, env });

it('is updated by the app where a package or an installer put it', () => {
  expect(installed('linux', { APPIMAGE: '/home/ann/app.AppImage' })).toBe(true);
  writeFileSync(join(folder, 'package-type'), 'deb');
  expect(installed('linux')).toBe(true);
  writeFileSync(join(folder, 'Uninstall Account Inspector.exe'), '');
  expect(installed('win32')).toBe(true);
  expect(installed('darwin')).toBe(true);
});

it('is not, where somebody unpacked an archive or runs the sources', () => {
  expect(installed('linux')).toBe(false);
  expect(installed('win32')).toBe(false);
  expect(installed('darwin', {}, false)).toBe(false);
  expect(installed('linux', { APPIMAGE: '/home/ann/app.AppImage' }, false)).toBe(false);
});
