import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import {
  maxFeedBytes,
  fetchFeed,
  parseFeed,
  readFeedUrl,
} from '../../../electron/updates/update-feed';

const sha512 = `${'A'.repeat(86)}==`;
const file = { url: 'account-inspector-2.0.0-linux-amd64.deb', sha512, size: 5 };
const feed = {
  version: '2.0.0',
  files: [file],
  releaseNotes: 'Quicker.',
  releaseDate: '2026-12-01T00:00:00Z',
};
const unusable = failed({ kind: 'update-feed-unusable' });

describe('a feed', () => {
  it('is accepted as JSON or YAML, with unknown fields ignored', () => {
    expect(parseFeed(JSON.stringify({ ...feed, stagingPercentage: 10 }))).toEqual(
      ok({ ...feed, path: file.url, sha512 }),
    );
    expect(
      parseFeed(`version: 2.0.0\nfiles:\n  - url: a.deb\n    sha512: ${sha512}\n    size: 5\n`),
    ).toEqual(
      ok({
        version: '2.0.0',
        files: [{ url: 'a.deb', sha512, size: 5 }],
        releaseNotes: '',
        releaseDate: '',
        path: 'a.deb',
        sha512,
      }),
    );
  });

  it.each([
    ['no content', ''],
    ['a web page', '<!doctype html><title>Sign in</title>'],
    ['broken YAML', 'version: [2.0.0'],
    ['an invalid version', { ...feed, version: 'two' }],
    ['a pre-release', { ...feed, version: '2.0.0-beta.1' }],
    ['no files', { ...feed, files: [] }],
    [
      'a file on another host',
      { ...feed, files: [{ ...file, url: 'https://evil.example/a.deb' }] },
    ],
    ['a file in another folder', { ...feed, files: [{ ...file, url: '../a.deb' }] }],
    [
      'shell metacharacters in a file name',
      { ...feed, files: [{ ...file, url: "a';reboot;'.deb" }] },
    ],
    ['a file name that looks like a switch', { ...feed, files: [{ ...file, url: '-x.deb' }] }],
    ['no checksum', { ...feed, files: [{ url: file.url, size: 5 }] }],
    [
      'a weaker checksum',
      { ...feed, files: [{ ...file, sha512: undefined, sha2: 'a'.repeat(64) }] },
    ],
    ['no size', { ...feed, files: [{ url: file.url, sha512 }] }],
    ['notes that are no string', { ...feed, releaseNotes: [{ version: '2.0.0', note: 'a' }] }],
    ['notes that are too long', { ...feed, releaseNotes: 'a'.repeat(20_001) }],
  ])('with %s is rejected', (_, content) => {
    expect(parseFeed(typeof content === 'string' ? content : JSON.stringify(content))).toEqual(
      unusable,
    );
  });
});

describe('fetching a feed', () => {
  const url = new URL('https://updates.example/latest.yml');
  const fetchReturning = (body: BodyInit | null, init?: ResponseInit): typeof fetch => {
    return () => Promise.resolve(new Response(body, init));
  };

  it('returns the parsed feed', async () => {
    await expect(fetchFeed(fetchReturning(JSON.stringify(feed)), url, 5)).resolves.toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['a missing feed', fetchReturning('no', { status: 404 }), unusable],
    ['a sign-in page', fetchReturning('no', { status: 403 }), unusable],
    ['an endless feed', fetchReturning('#'.repeat(maxFeedBytes + 1)), unusable],
    [
      'a server error',
      fetchReturning('no', { status: 503 }),
      failed({ kind: 'server-trouble', status: 503 }),
    ],
    [
      'no connection',
      () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')),
      failed({ kind: 'no-connection', detail: 'ERR_INTERNET_DISCONNECTED' }),
    ],
  ] satisfies [string, typeof fetch, unknown][])(
    'maps %s to a problem',
    async (_, fetch, expected) => {
      await expect(fetchFeed(fetch, url, 5)).resolves.toEqual(expected);
    },
  );

  it('stops after the timeout', async () => {
    const never: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    await expect(fetchFeed(never, url, 0.01)).resolves.toEqual(
      failed({ kind: 'time-out', seconds: 0.01 }),
    );
  });
});

describe('the URL of the feed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [
      'the configured one, without a trailing slash',
      'provider: generic\nurl: https://updates.example/app/\n',
      'https://updates.example/app',
    ],
    ['null for http', 'provider: generic\nurl: http://updates.example/app\n', null],
    ['null for another provider', 'provider: github\nowner: a\nrepo: b\n', null],
    ['null for an invalid file', 'provider: [', null],
  ])('is %s', async (_, content, expected) => {
    const path = join(folder, 'app-update.yml');
    writeFileSync(path, content);
    await expect(readFeedUrl(path)).resolves.toBe(expected);
  });

  it('is null without a file', async () => {
    await expect(readFeedUrl(join(folder, 'missing.yml'))).resolves.toBeNull();
  });
});
