import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ChosenSettings, type Settings } from '../contract/settings';
import type { Log } from '../diagnostics/log';
import type { Rules } from '../policy/rules';
import { readChosen, withChoice } from './chosen-settings';

export interface SettingsFile {
  /** What is in force now. */
  readonly current: () => Settings;
  /** Takes effect at once; on a read-only profile it is in force until the app quits and `isSaved` is false. */
  change(changes: ChosenSettings): Promise<ChangedSettings>;
  /** Writes, at once, what is still on its way to the disk: the app quits. */
  readonly finish: () => void;
}

export type ChangedSettings = { readonly settings: Settings; readonly isSaved: boolean };

/**
 * Reads the settings, at once: the window waits for its theme, and while Electron starts a promise for these few bytes is
 * kept some 10 ms longer than the disk needs. Of a file that is missing, damaged or of another version, what can't be read is as
 * if it had not been chosen.
 *
 * @param file where they are kept, as JSON
 * @param rules what is in force of them
 * @param log is told of a damaged file
 */
export function openSettingsFile(
  file: string,
  rules: Pick<Rules, 'inForce' | 'noteServer'>,
  log: Log,
): SettingsFile {
  let written = read(file, log);
  let chosen = rules.noteServer(written);
  let lastWrite: Promise<unknown> = Promise.resolve();

  return {
    current: () => rules.inForce(chosen),
    change(changes) {
      chosen = rules.noteServer(withChoice(chosen, changes));
      const saving = chosen;
      const settings = rules.inForce(saving);
      const write = lastWrite
        .then(() => save(file, saving))
        .then((isSaved) => {
          written = saving;
          return isSaved;
        });
      lastWrite = write;
      return write.then((isSaved) => ({ settings, isSaved }));
    },
    finish() {
      if (written === chosen) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.unfinished`, textOf(chosen), { mode: 0o600 });
        renameSync(`${file}.unfinished`, file);
      } catch {
        // On a read-only profile there was nothing to be written.
      }
    },
  };
}

const textOf = (chosen: ChosenSettings) => `${JSON.stringify(chosen, null, 2)}\n`;

async function save(file: string, chosen: ChosenSettings): Promise<boolean> {
  try {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, textOf(chosen), { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

function read(file: string, log: Log): ChosenSettings {
  try {
    return readChosen(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError) setAside(file, log);
    return {};
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
