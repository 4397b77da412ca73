import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import {
  feedLimitBytes,
  fetchFeed,
  parseFeed,
  readFeedAddress,
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
  it('is taken as it is meant to be', () => {
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
    ['nothing', ''],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['broken YAML', 'version: [2.0.0'],
    ['a version that is none', { ...feed, version: 'two' }],
    ['a pre-release', { ...feed, version: '2.0.0-beta.1' }],
    ['no files', { ...feed, files: [] }],
    ['a file elsewhere', { ...feed, files: [{ ...file, url: 'https://evil.example/a.deb' }] }],
    ['a file in another folder', { ...feed, files: [{ ...file, url: '../a.deb' }] }],
    [
      'a name that a shell would take apart',
      { ...feed, files: [{ ...file, url: "a';reboot;'.deb" }] },
    ],
    ['a name that is a switch', { ...feed, files: [{ ...file, url: '-x.deb' }] }],
    ['no checksum', { ...feed, files: [{ url: file.url, size: 5 }] }],
    [
      'a weaker checksum',
      { ...feed, files: [{ ...file, sha512: undefined, sha2: 'a'.repeat(64) }] },
    ],
    ['no size', { ...feed, files: [{ url: file.url, sha512 }] }],
    ['notes that are no text', { ...feed, releaseNotes: [{ version: '2.0.0', note: 'a' }] }],
    ['notes without an end', { ...feed, releaseNotes: 'a'.repeat(20_001) }],
  ])('with %s is not taken', (_, content) => {
    expect(parseFeed(typeof content === 'string' ? content : JSON.stringify(content))).toEqual(
      unusable,
    );
  });
});

describe('asking a feed', () => {
  const url = new URL('https://updates.example/latest.yml');
  const answering = (body: BodyInit | null, init?: ResponseInit): typeof fetch => {
    return () => Promise.resolve(new Response(body, init));
  };

  it('gives what it says', async () => {
    await expect(fetchFeed(answering(JSON.stringify(feed)), url, 5)).resolves.toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['a missing feed', answering('no', { status: 404 }), unusable],
    ['a sign-in', answering('no', { status: 403 }), unusable],
    ['an endless feed', answering('#'.repeat(feedLimitBytes + 1)), unusable],
    [
      'a server in trouble',
      answering('no', { status: 503 }),
      failed({ kind: 'server-trouble', status: 503 }),
    ],
    [
      'no connection',
      () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')),
      failed({ kind: 'no-connection', detail: 'ERR_INTERNET_DISCONNECTED' }),
    ],
  ] satisfies [string, typeof fetch, unknown][])('tells of %s', async (_, fetch, expected) => {
    await expect(fetchFeed(fetch, url, 5)).resolves.toEqual(expected);
  });

  it('waits no longer than it may', async () => {
    const never: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    await expect(fetchFeed(never, url, 0.01)).resolves.toEqual(
      failed({ kind: 'time-out', seconds: 0.01 }),
    );
  });
});

describe('the address of the feed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [
      'the one of the build',
      'provider: generic\nurl: https://updates.example/app/\n',
      'https://updates.example/app',
    ],
    ['none over http', 'provider: generic\nurl: http://updates.example/app\n', null],
    ['none of another kind', 'provider: github\nowner: a\nrepo: b\n', null],
    ['none in a broken file', 'provider: [', null],
  ])('is %s', async (_, content, expected) => {
    const path = join(folder, 'app-update.yml');
    writeFileSync(path, content);
    await expect(readFeedAddress(path)).resolves.toBe(expected);
  });

  it('is none where the build wrote no file', async () => {
    await expect(readFeedAddress(join(folder, 'missing.yml'))).resolves.toBeNull();
  });
});
