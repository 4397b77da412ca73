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

const isUpdatableOn = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}, isPackaged = true) =>
  isUpdatable({ platform, isPackaged, executable: join(folder, 'app'), resources: folder, env });

it('an installation by a package or an installer is updatable', () => {
  expect(isUpdatableOn('linux', { APPIMAGE: '/home/ann/app.AppImage' })).toBe(true);
  writeFileSync(join(folder, 'package-type'), 'deb');
  expect(isUpdatableOn('linux')).toBe(true);
  writeFileSync(join(folder, 'Uninstall Account Inspector.exe'), '');
  expect(isUpdatableOn('win32')).toBe(true);
  expect(isUpdatableOn('darwin')).toBe(true);
});

it('an unpacked archive or a start from sources is not updatable', () => {
  expect(isUpdatableOn('linux')).toBe(false);
  expect(isUpdatableOn('win32')).toBe(false);
  expect(isUpdatableOn('darwin', {}, false)).toBe(false);
  expect(isUpdatableOn('linux', { APPIMAGE: '/home/ann/app.AppImage' }, false)).toBe(false);
});
