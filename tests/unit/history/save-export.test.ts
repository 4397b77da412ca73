import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import type { ExportedEntry } from '../../../electron/history/export';
import { createSaveExport, type ChooseFile } from '../../../electron/history/save-export';
import { buildLookUp } from '../builders';
import { everyone, makeFolder, openProfile } from './profile';

const now = () => new Date('2026-03-01T12:00:00Z');

/** A history with one person, and a dialog in which the agent chooses this file. */
function setUp(name = 'export.csv') {
  const folder = makeFolder();
  const file = join(folder, name);
  const chooseFile = vi.fn<ChooseFile>(() => Promise.resolve(file));
  const { history } = openProfile();
  history.remember(buildLookUp({ id: 'usr_ann' }));
  return {
    folder,
    file,
    chooseFile,
    saveExport: createSaveExport(chooseFile, now, () => ','),
    history,
  };
}

async function* failingAfter(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<ExportedEntry> {
  yield* entries;
  throw new Error('the history failed');
}

describe('an export', () => {
  it.each(['csv', 'json'] as const)('is written to the chosen file: %s', async (format) => {
    const { folder, file, chooseFile, saveExport, history } = setUp(`export.${format}`);
    expect(await saveExport(format, history.entries(everyone))).toEqual(ok({ isSaved: true }));
    expect(chooseFile).toHaveBeenCalledExactlyOnceWith(
      `account-inspector-2026-03-01.${format}`,
      format,
    );
    expect(readFileSync(file, 'utf8')).toContain('"usr_ann"');
    expect(readdirSync(folder)).toEqual([`export.${format}`]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('replaces an existing file', async () => {
    const { file, saveExport, history } = setUp();
    writeFileSync(file, 'older');
    await saveExport('csv', history.entries(everyone));
    expect(readFileSync(file, 'utf8')).not.toContain('older');
  });

  it('does not touch a file with a similar name', async () => {
    const { file, saveExport, history } = setUp();
    writeFileSync(`${file}.part`, 'mine');
    await saveExport('csv', history.entries(everyone));
    await saveExport('csv', failingAfter(history.entries(everyone)));
    expect(readFileSync(`${file}.part`, 'utf8')).toBe('mine');
  });

  it('that fails keeps the existing file and leaves no partial one', async () => {
    const { folder, file, saveExport, history } = setUp();
    writeFileSync(file, 'older');
    expect(await saveExport('csv', failingAfter(history.entries(everyone)))).toEqual(
      failed({ kind: 'file-not-written' }),
    );
    expect(readFileSync(file, 'utf8')).toBe('older');
    expect(readdirSync(folder)).toEqual(['export.csv']);
  });

  it.each([
    // A file in place of the folder, because root can write to any folder.
    ['into a folder that can’t be written', join('taken', 'export.csv')],
    ['to the path of a folder', '.'],
  ])('%s is a problem', async (_, name) => {
    const { folder, saveExport, history } = setUp(name);
    writeFileSync(join(folder, 'taken'), '');
    expect(await saveExport('csv', history.entries(everyone))).toEqual(
      failed({ kind: 'file-not-written' }),
    );
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('that the agent cancels reads no entries', async () => {
    const { folder, chooseFile, saveExport } = setUp();
    chooseFile.mockResolvedValue(null);
    const entries = { [Symbol.asyncIterator]: vi.fn<() => AsyncIterator<ExportedEntry>>() };
    expect(await saveExport('csv', entries)).toEqual(ok({ isSaved: false }));
    expect(entries[Symbol.asyncIterator]).not.toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
  });
});
