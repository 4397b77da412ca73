import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Log } from '../diagnostics/log';
import { defaultSettings, settingsSchema, type Settings } from './settings';

export interface SettingsFile {
  /** What is in force now. */
  readonly current: () => Settings;
  /** Takes effect at once; on a read-only profile it is in force until the app quits and `isSaved` is false. */
  change(changes: Partial<Settings>): Promise<ChangedSettings>;
  /** Writes, at once, what is still on its way to the disk: the app quits. */
  readonly finish: () => void;
}

export type ChangedSettings = { readonly settings: Settings; readonly isSaved: boolean };

/**
 * Reads the settings, at once: the window waits for its theme, and while Electron starts a promise for these few bytes is
 * kept some 10 ms longer than the disk needs. A file that is missing, damaged or of another version gives the defaults for what can't be read.
 *
 * @param file where they are kept, as JSON
 * @param log is told of a damaged file
 */
export function openSettingsFile(file: string, log: Log): SettingsFile {
  let current = read(file, log);
  let lastWrite: Promise<unknown> = Promise.resolve();
  let written = current;

  return {
    current: () => current,
    change(changes) {
      current = { ...current, ...changes };
      const settings = current;
      const write = lastWrite
        .then(() => save(file, settings))
        .then((isSaved) => {
          written = settings;
          return isSaved;
        });
      lastWrite = write;
      return write.then((isSaved) => ({ settings, isSaved }));
    },
    finish() {
      if (written === current) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.unfinished`, textOf(current), { mode: 0o600 });
        renameSync(`${file}.unfinished`, file);
      } catch {
        // On a read-only profile there was nothing to be written.
      }
    },
  };
}

const textOf = (settings: Settings) => `${JSON.stringify(settings, null, 2)}\n`;

async function save(file: string, settings: Settings): Promise<boolean> {
  try {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, textOf(settings), { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

function read(file: string, log: Log): Settings {
  try {
    const text = readFileSync(file, 'utf8');
    const parsed = v.safeParse(settingsSchema, JSON.parse(text.replace(/^\uFEFF/, '')));
    return parsed.success ? parsed.output : defaultSettings;
  } catch (error) {
    if (error instanceof SyntaxError) setAside(file, log);
    return defaultSettings;
  }
}

/** A file that somebody edited and broke is kept, for them to mend. */
function setAside(file: string, log: Log): void {
  log.warn('settings.damaged');
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // On a read-only profile it stays where it is.
  }
}
