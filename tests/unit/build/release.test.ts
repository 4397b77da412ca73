import { describe, expect, it } from 'vitest';
import { checkRelease, releaseConfig, testConfig } from '../../../build/release.mjs';

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
  it.each(['win32', 'darwin', 'linux'] as const)('can be made on %s with what signs it', (platform) => {
    expect(() => checkRelease(electron, { platform, env: signing[platform], homepage })).not.toThrow();
  });

  it.each(['win32', 'darwin'] as const)('is refused on %s without one of them', (platform) => {
    for (const name of Object.keys(signing[platform])) {
      const env = { ...signing[platform], [name]: '' };
      expect(() => checkRelease(electron, { platform, env, homepage })).toThrow(`Please set ${name}.`);
    }
  });

  it('is refused with another Electron than the official one', () => {
    const fallback = { ...electron, source: 'fallback' } as const;
    expect(() => checkRelease(fallback, { platform: 'linux', env: {}, homepage })).toThrow(
      'not the official',
    );
  });

  it('is refused while the homepage is nobody’s', () => {
    const where = { platform: 'linux', env: {}, homepage: 'https://inspector.example' } as const;
    expect(() => checkRelease(electron, where)).toThrow('homepage');
  });

  it('lets electron-builder go on with nothing unsigned', () => {
    expect(releaseConfig.forceCodeSigning).toBe(true);
  });
});

it('a test on a Mac is signed for that Mac, without the hardened runtime', () => {
  expect(testConfig('darwin')).toEqual({ mac: { identity: '-', hardenedRuntime: false } });
  expect(testConfig('linux')).toEqual({});
});
