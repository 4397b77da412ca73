import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import type { ExportedEntry } from '../../../electron/history/export';
import { createSaveExport, type ChooseFile } from '../../../electron/history/save-export';
import { buildLookUp } from '../builders';
import { everybody, makeFolder, openProfile } from './profile';

const now = () => new Date('2026-03-01T12:00:00Z');

/** A folder of the person's choice, and a history with Ann in it. */
function setUp(name = 'export.csv') {
  const folder = makeFolder();
  const file = join(folder, name);
  const chooseFile = vi.fn<ChooseFile>(() => Promise.resolve(file));
  const { history } = openProfile();
  history.remember(buildLookUp({ id: 'usr_ann' }));
  return { folder, file, chooseFile, saveExport: createSaveExport(chooseFile, now), history };
}

async function* breakingOff(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<ExportedEntry> {
  yield* entries;
  throw new Error('the history broke off');
}

describe('an export', () => {
  it.each(['csv', 'json'] as const)(
    'is written whole to the file that was chosen: %s',
    async (format) => {
      const { folder, file, chooseFile, saveExport, history } = setUp(`export.${format}`);
      expect(await saveExport(format, history.entries(everybody))).toEqual(ok({ isSaved: true }));
      expect(chooseFile).toHaveBeenCalledExactlyOnceWith(
        `account-inspector-2026-03-01.${format}`,
        format,
      );
      expect(readFileSync(file, 'utf8')).toContain('"usr_ann"');
      expect(readdirSync(folder)).toEqual([`export.${format}`]);
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  it('takes the place of an older one', async () => {
    const { file, saveExport, history } = setUp();
    writeFileSync(file, 'older');
    await saveExport('csv', history.entries(everybody));
    expect(readFileSync(file, 'utf8')).not.toContain('older');
  });

  it('leaves alone what looks like an unfinished one', async () => {
    const { file, saveExport, history } = setUp();
    writeFileSync(`${file}.part`, 'mine');
    await saveExport('csv', history.entries(everybody));
    await saveExport('csv', breakingOff(history.entries(everybody)));
    expect(readFileSync(`${file}.part`, 'utf8')).toBe('mine');
  });

  it('that breaks off leaves the older one, and nothing of itself', async () => {
    const { folder, file, saveExport, history } = setUp();
    writeFileSync(file, 'older');
    expect(await saveExport('csv', breakingOff(history.entries(everybody)))).toEqual(
      failed({ kind: 'file-not-written' }),
    );
    expect(readFileSync(file, 'utf8')).toBe('older');
    expect(readdirSync(folder)).toEqual(['export.csv']);
  });

  it.each([
    // Root is stopped by a file in the place of a folder too.
    ['in a folder that can’t be written', join('taken', 'export.csv')],
    ['in the place of a folder', '.'],
  ])('%s is a problem', async (_, name) => {
    const { folder, saveExport, history } = setUp(name);
    writeFileSync(join(folder, 'taken'), '');
    expect(await saveExport('csv', history.entries(everybody))).toEqual(
      failed({ kind: 'file-not-written' }),
    );
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('that nobody wants any more reads nothing', async () => {
    const { folder, chooseFile, saveExport } = setUp();
    chooseFile.mockResolvedValue(null);
    const entries = { [Symbol.asyncIterator]: vi.fn<() => AsyncIterator<ExportedEntry>>() };
    expect(await saveExport('csv', entries)).toEqual(ok({ isSaved: false }));
    expect(entries[Symbol.asyncIterator]).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
  });
});
