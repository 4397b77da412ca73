import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notesOf, writeUpdateFeeds } from '../../../../build/release/update-feed.mjs';
import { parseFeed } from '../../../../electron/updates/update-feed';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'feeds-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const name = (ending: string) => `account-inspector-2.0.0-${ending}`;

it('each feed announces the packages for its platform in a form that the app accepts', async () => {
  const endings = [
    'win-x64-setup.exe',
    'win-arm64-setup.exe',
    'win-x64.zip',
    'mac-arm64.zip',
    'mac-arm64.dmg',
    'linux-x86_64.AppImage',
    'linux-amd64.deb',
    'linux-x86_64.rpm',
    'linux-x86_64.tar.gz',
    'linux-arm64.deb',
  ];
  for (const ending of endings) writeFileSync(join(folder, name(ending)), ending);
  const written = await writeUpdateFeeds(folder, { version: '2.0.0', notes: 'Quicker.' });
  const filesOf = (feed: string) => {
    const parsed = parseFeed(readFileSync(join(folder, feed), 'utf8'));
    return parsed.ok ? parsed.value.files.map(({ url }) => url) : parsed.problem;
  };
  expect(Object.fromEntries(written.map((feed) => [feed, filesOf(feed)]))).toEqual({
    'latest.yml': [name('win-arm64-setup.exe'), name('win-x64-setup.exe')],
    'latest-mac.yml': [name('mac-arm64.zip')],
    'latest-linux.yml': [
      name('linux-amd64.deb'),
      name('linux-x86_64.AppImage'),
      name('linux-x86_64.rpm'),
    ],
    'latest-linux-arm64.yml': [name('linux-arm64.deb')],
  });
  expect(parseFeed(readFileSync(join(folder, 'latest-mac.yml'), 'utf8'))).toMatchObject({
    value: {
      version: '2.0.0',
      releaseNotes: 'Quicker.',
      files: [
        {
          sha512: createHash('sha512').update('mac-arm64.zip').digest('base64'),
          size: 'mac-arm64.zip'.length,
        },
      ],
    },
  });
});

it('the release notes are the text of the changelog without Markdown', () => {
  const changelog = `# Changelog

## Unreleased

- Soon.

## 2.0.0 - 2026-12-01

### Added

- \`--help\`, and a long
  line.

## [1.0.0] - 2026-11-01

- First.
`;
  expect(notesOf(changelog, '2.0.0')).toBe('Added\n\n- --help, and a long line.');
  expect(notesOf(changelog, '1.0.0')).toBe('- First.');
  expect(notesOf(changelog, '3.0.0')).toBe('');
});
