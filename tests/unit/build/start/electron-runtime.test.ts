import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectFolder } from '../../../../build/paths.mjs';

const electron = vi.hoisted(() => ({
  isOfficialUnpacked: vi.fn(() => false),
  fetchOfficial: vi.fn(() => Promise.resolve<string | undefined>('fetch failed')),
  fetchFallback: vi.fn(() => Promise.resolve('/fallback')),
}));
vi.mock('../../../../build/start/electron-official.mjs', () => ({
  executableIn: () => process.execPath,
  fetchOfficial: electron.fetchOfficial,
  isOfficialUnpacked: electron.isOfficialUnpacked,
  officialDist: '/official',
  officialVersion: '45.0.0',
  versionIn: () => '40.0.0',
}));
vi.mock('../../../../build/offline/electron-fallback.mjs', () => ({
  fallbackVersion: '33.0.0',
  fetchFallback: electron.fetchFallback,
  hasFallback: true,
}));

const { findElectron } = await import('../../../../build/start/electron-runtime.mjs');

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(console, 'log').mockReturnValue();
  vi.stubEnv('REQUIRE_OFFICIAL_ELECTRON', '');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
  electron.isOfficialUnpacked.mockReturnValue(false);
  electron.fetchOfficial.mockResolvedValue('fetch failed');
  electron.fetchFallback.mockResolvedValue('/fallback');
});
afterEach(() => vi.unstubAllEnvs());

describe('which Electron runs', () => {
  it('is the official one, if it is unpacked', async () => {
    electron.isOfficialUnpacked.mockReturnValue(true);
    await expect(findElectron()).resolves.toMatchObject({ source: 'official', version: '45.0.0' });
    expect(electron.fetchOfficial).not.toHaveBeenCalled();
  });

  it('is the official one, if it can be downloaded', async () => {
    electron.fetchOfficial.mockResolvedValue(undefined);
    await expect(findElectron()).resolves.toMatchObject({ source: 'official', version: '45.0.0' });
  });

  it('is the one that ELECTRON_OVERRIDE_DIST_PATH names', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/own');
    await expect(findElectron()).resolves.toMatchObject({ source: 'override', version: '40.0.0' });
  });

  it('is the one from the npm registry, if the official one cannot be downloaded', async () => {
    await expect(findElectron()).resolves.toMatchObject({ source: 'fallback', version: '33.0.0' });
  });
});

describe('with REQUIRE_OFFICIAL_ELECTRON', () => {
  beforeEach(() => vi.stubEnv('REQUIRE_OFFICIAL_ELECTRON', '1'));

  it('the official one runs', async () => {
    electron.fetchOfficial.mockResolvedValue(undefined);
    await expect(findElectron()).resolves.toMatchObject({ source: 'official' });
  });

  it('nothing is taken from the npm registry', async () => {
    await expect(findElectron()).rejects.toThrow(
      'REQUIRE_OFFICIAL_ELECTRON is set, but Electron 45.0.0 could not be downloaded (fetch failed).',
    );
    expect(electron.fetchFallback).not.toHaveBeenCalled();
  });

  it('ELECTRON_OVERRIDE_DIST_PATH is an error', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/own');
    await expect(findElectron()).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH are both set');
  });
});

it.each(['ci', 'release'])('the workflow %s requires the official Electron', (name) => {
  const text = readFileSync(join(projectFolder, `.github/workflows/${name}.yml`), 'utf8');
  expect(load(text)).toMatchObject({ env: { REQUIRE_OFFICIAL_ELECTRON: '1' } });
  // sudo drops the environment, so the variable has to be passed on.
  const asRoot = text.split('\n').filter((line) => line.includes('sudo env'));
  expect(asRoot).not.toEqual([]);
  for (const line of asRoot) expect(line).toContain('REQUIRE_OFFICIAL_ELECTRON=1');
});
