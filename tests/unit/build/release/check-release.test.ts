import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkRelease,
  checkUpdateConfig,
  releaseConfig,
  testConfig,
} from '../../../../build/release/check-release.mjs';

const electron = {
  executable: '/electron',
  dist: '/',
  version: '45.0.0',
  source: 'official',
  explanation: 'the official one',
} as const;
const homepage = 'https://inspector.test';
const signing = {
  win32: { WIN_CSC_LINK: 'link', WIN_CSC_KEY_PASSWORD: 'word' },
  darwin: {
    CSC_LINK: 'link',
    CSC_KEY_PASSWORD: 'word',
    APPLE_API_KEY: 'key',
    APPLE_API_KEY_ID: 'id',
    APPLE_API_ISSUER: 'issuer',
  },
  linux: {},
};

describe('a release', () => {
  it.each(['win32', 'darwin', 'linux'] as const)(
    'can be made on %s with the credentials for signing',
    (platform) => {
      expect(() =>
        checkRelease(electron, { platform, env: signing[platform], homepage }),
      ).not.toThrow();
    },
  );

  it.each(['win32', 'darwin'] as const)(
    'is refused on %s if one of the credentials is missing',
    (platform) => {
      for (const name of Object.keys(signing[platform])) {
        const env = { ...signing[platform], [name]: '' };
        expect(() => checkRelease(electron, { platform, env, homepage })).toThrow(
          `Please set ${name}.`,
        );
      }
    },
  );

  it.each([
    'http://updates.inspector.test',
    'updates.inspector.test',
    'https://updates.example/app',
  ])('is refused with %s as the place where newer versions are announced', (feed) => {
    const env = { UPDATE_FEED_URL: feed };
    expect(() => checkRelease(electron, { platform: 'linux', env, homepage })).toThrow(
      'UPDATE_FEED_URL',
    );
    const safe = { UPDATE_FEED_URL: 'https://updates.inspector.test/app' };
    expect(() => checkRelease(electron, { platform: 'linux', env: safe, homepage })).not.toThrow();
  });

  it('is refused on Windows if the update configuration names no publisher', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    try {
      await expect(checkUpdateConfig(folder)).resolves.toBeUndefined();
      const resources = join(folder, 'win-unpacked/resources');
      mkdirSync(resources, { recursive: true });
      writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\nurl: https://a.test\n');
      await expect(checkUpdateConfig(folder)).rejects.toThrow('names no publisher');
      writeFileSync(
        join(resources, 'app-update.yml'),
        'provider: generic\npublisherName:\n  - Ann\n',
      );
      await expect(checkUpdateConfig(folder)).resolves.toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is refused with an unofficial Electron', () => {
    const fallback = { ...electron, source: 'fallback' } as const;
    expect(() => checkRelease(fallback, { platform: 'linux', env: {}, homepage })).toThrow(
      'not the official',
    );
  });

  it('is refused while the homepage is a placeholder', () => {
    const where = { platform: 'linux', env: {}, homepage: 'https://inspector.example' } as const;
    expect(() => checkRelease(electron, where)).toThrow('homepage');
  });

  it('makes electron-builder fail if anything is unsigned', () => {
    expect(releaseConfig.forceCodeSigning).toBe(true);
  });
});

it('a test build on macOS has an ad hoc signature and no hardened runtime', () => {
  expect(testConfig('darwin')).toEqual({ mac: { identity: '-', hardenedRuntime: false } });
  expect(testConfig('linux')).toEqual({});
});
