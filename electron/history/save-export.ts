import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '../contract/history';
import { failed, ok, type Result } from '../contract/result';
import type { ExportedEntry } from './export';
import { csvOf, jsonOf, type Separator } from './export';

/** Asks the agent for a path, suggesting a file name. Resolves to null if they cancel. */
export type ChooseFile = (name: string, format: ExportFormat) => Promise<string | null>;

/** `isSaved` is false if the agent cancels. The only problem is `file-not-written`. */
export type SaveExport = (
  format: ExportFormat,
  entries: AsyncIterable<ExportedEntry>,
) => Promise<Result<{ readonly isSaved: boolean }>>;

/**
 * Creates the use case that writes entries to a file of the agent's choice. Writes to a temporary
 * file first: if that fails, no partial file is left and an existing file stays unchanged.
 *
 * @param separator what separates the cells of a CSV file
 */
export function createSaveExport(
  chooseFile: ChooseFile,
  now: () => Date,
  separator: () => Separator,
): SaveExport {
  return async (format, entries) => {
    const file = await chooseFile(
      `account-inspector-${now().toISOString().slice(0, 10)}.${format}`,
      format,
    );
    if (file === null) return ok({ isSaved: false });
    // A random name, so that it can't overwrite one of the agent's files.
    const unfinished = `${file}.${randomUUID()}.part`;
    try {
      // Opened before the stream is created, because a stream opens its file later. If the entries
      // failed at once, the stream could create the file after `rm` ran.
      const opened = await open(unfinished, 'wx', 0o600);
      await pipeline(
        format === 'csv' ? csvOf(entries, separator()) : jsonOf(entries),
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
