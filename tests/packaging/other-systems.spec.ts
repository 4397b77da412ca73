import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { archFromString, build, Platform } from 'electron-builder';
import { checkPackage, prebuildsFor, unpackedApp } from '../../build/package/check-package.mjs';
import { projectFolder } from '../../build/paths.mjs';
import { officialVersion } from '../../build/start/electron-official.mjs';
import { writeFakeElectron } from './fixtures/fake-electron';
import { expect, test } from './fixtures/test';

const execute = promisify(execFile);

/** The packages of libsql that npm installs on the various systems. */
const libsqlPackages = [
  'linux-x64-gnu',
  'linux-x64-musl',
  'linux-arm64-gnu',
  'linux-arm64-musl',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64-msvc',
];
const shippedPackages = ['keytar', 'libsql', '@neon-rs/load'];

test.describe.configure({ mode: 'serial' });

let project: string;

test.beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'account-inspector-systems-'));
  for (const name of ['package.json', 'package-lock.json', 'electron-builder.yml', 'out']) {
    await cp(join(projectFolder, name), join(project, name), { recursive: true });
  }
  await symlink(join(projectFolder, 'build'), join(project, 'build'));
  for (const name of shippedPackages) {
    const folder = join('node_modules', name);
    await cp(join(projectFolder, folder), join(project, folder), { recursive: true });
  }
  const { optionalDependencies } = JSON.parse(
    await readFile(join(projectFolder, 'node_modules/libsql/package.json'), 'utf8'),
  ) as { optionalDependencies: Record<string, string> };
  for (const name of libsqlPackages.map((target) => `@libsql/${target}`)) {
    const folder = join(project, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name, version: optionalDependencies[name] }),
    );
    await writeFile(join(folder, 'index.node'), '');
  }
});

test.afterAll(() => rm(project, { recursive: true, force: true }));

const targets = [
  { platform: 'win32', arch: 'x64' },
  { platform: 'win32', arch: 'arm64' },
  { platform: 'darwin', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
  { platform: 'linux', arch: 'arm64' },
] as const;

for (const { platform, arch } of targets) {
  test(`the package for ${platform} on ${arch} holds the right prebuilds and passes the check`, async () => {
    const dist = join(project, `electron-${platform}-${arch}`);
    await writeFakeElectron(dist, platform);
    await build({
      projectDir: project,
      targets: Platform.fromString(platform).createTarget('dir', archFromString(arch)),
      publish: 'never',
      config: {
        electronDist: dist,
        electronVersion: officialVersion,
        // The fake Electron can't be edited or signed, and can't hold the hash of the archive.
        disableAsarIntegrity: true,
        win: { signAndEditExecutable: false },
        mac: { identity: null },
      },
    });
    const app = unpackedApp(join(project, 'dist'), platform, arch);
    await checkPackage(app);
    const prebuilds = prebuildsFor(platform, arch);
    for (const path of prebuilds) {
      expect(existsSync(join(app.resources, 'app.asar.unpacked', path)), path).toBe(true);
    }
    expect(prebuilds).toHaveLength(platform === 'win32' && arch === 'arm64' ? 1 : 2);
  });
}

test('Info.plist names the link scheme, the category and the icon', async () => {
  const info = await readFile(
    join(project, 'dist/mac/Account Inspector.app/Contents/Info.plist'),
    'utf8',
  );
  const text = info.replaceAll(/>\s+</g, '><');
  expect(text).toContain(
    '<key>CFBundleURLSchemes</key><array><string>account-inspector</string></array>',
  );
  expect(text).toContain(
    '<key>LSApplicationCategoryType</key><string>public.app-category.business</string>',
  );
  expect(text).toContain('<key>CFBundleIdentifier</key><string>dev.account-inspector.app</string>');
  expect(text).toContain('<key>CFBundleIconFile</key><string>icon.icns</string>');
});

test('the entitlements only allow just-in-time compilation', async () => {
  const entitlements = await readFile(
    join(projectFolder, 'build/package/entitlements.mac.plist'),
    'utf8',
  );
  expect(
    [...entitlements.matchAll(/<key>(.*)<\/key>\s*<(\w+)\/>/g)].map(([, key, value]) => [
      key,
      value,
    ]),
  ).toEqual([['com.apple.security.cs.allow-jit', 'true']]);
});

test('the additions to the Windows installer compile, with the icon', async ({ folder }) => {
  const script = join(folder, 'installer.nsi');
  await writeFile(
    script,
    `Unicode true
    !define PRODUCT_NAME "Account Inspector"
    !define APP_EXECUTABLE_FILENAME "Account Inspector.exe"
    !include "${join(projectFolder, 'build/package/installer.nsh')}"
    Name "test"
    OutFile "${join(folder, 'test-installer.exe')}"
    Icon "${join(projectFolder, 'build/icons/icon.ico')}"
    RequestExecutionLevel user
    Section "install"
      WriteUninstaller "$INSTDIR\\uninstall.exe"
      !insertmacro customInstall
    SectionEnd
    Section "un.install"
      !insertmacro customUnInstall
    SectionEnd`,
  );
  await execute('makensis', ['-WX', '-V2', script]);
  expect(existsSync(join(folder, 'test-installer.exe'))).toBe(true);
});
