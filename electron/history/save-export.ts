import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '../contract/history';
import { failed, ok, type Result } from '../contract/result';
import type { ExportedEntry } from './export';
import { csvOf, jsonOf } from './export';

/** Asks the person for a file, with a name to begin with; null where they changed their mind. */
export type ChooseFile = (name: string, format: ExportFormat) => Promise<string | null>;

export type SaveExport = (
  format: ExportFormat,
  entries: AsyncIterable<ExportedEntry>,
) => Promise<Result<{ readonly isSaved: boolean }>>;

/**
 * Writes entries to a file of the person's choice. A file that could not be written whole is not left behind, and the one
 * that it was to replace stays.
 */
export function createSaveExport(chooseFile: ChooseFile, now: () => Date): SaveExport {
  return async (format, entries) => {
    const file = await chooseFile(
      `account-inspector-${now().toISOString().slice(0, 10)}.${format}`,
      format,
    );
    if (file === null) return ok({ isSaved: false });
    // A name that nothing of the person's has.
    const unfinished = `${file}.${randomUUID()}.part`;
    try {
      // Opened before anything is read: what breaks off at once would leave a file that comes into being afterwards.
      const opened = await open(unfinished, 'wx', 0o600);
      await pipeline(
        format === 'csv' ? csvOf(entries) : jsonOf(entries),
        opened.createWriteStream(),
      );
      await rename(unfinished, file);
      return ok({ isSaved: true });
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
      return failed({ kind: 'file-not-written' });
    }
  };
}
