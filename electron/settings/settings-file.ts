import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Log } from '../diagnostics/log';
import { defaultSettings, settingsSchema, type Settings } from './settings';

export interface SettingsFile {
  /** What is in force now. */
  readonly current: () => Settings;
  /** Takes effect at once; on a read-only profile it is in force until the app quits and `isSaved` is false. */
  change(changes: Partial<Settings>): Promise<ChangedSettings>;
}

export type ChangedSettings = { readonly settings: Settings; readonly isSaved: boolean };

/**
 * Reads the settings. A file that is missing, damaged or of another version gives the defaults for what can't be read.
 *
 * @param file where they are kept, as JSON
 * @param log is told of a damaged file
 */
export async function openSettingsFile(file: string, log: Log): Promise<SettingsFile> {
  let current = await read(file, log);
  let lastWrite: Promise<unknown> = Promise.resolve();

  return {
    current: () => current,
    change(changes) {
      current = { ...current, ...changes };
      const settings = current;
      const write = lastWrite.then(() => save(file, settings));
      lastWrite = write;
      return write.then((isSaved) => ({ settings, isSaved }));
    },
  };
}

async function save(file: string, settings: Settings): Promise<boolean> {
  try {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

async function read(file: string, log: Log): Promise<Settings> {
  try {
    const text = await readFile(file, 'utf8');
    const parsed = v.safeParse(settingsSchema, {
      ...defaultSettings,
      ...JSON.parse(text.replace(/^\uFEFF/, '')),
    });
    return parsed.success ? parsed.output : defaultSettings;
  } catch (error) {
    if (error instanceof SyntaxError) await setAside(file, log);
    return defaultSettings;
  }
}

/** A file that somebody edited and broke is kept, for them to mend. */
async function setAside(file: string, log: Log): Promise<void> {
  log.warn('settings.damaged');
  await rename(file, `${file}.damaged`).catch(() => undefined);
}
