import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ChangedSettings, ChosenSettings, Settings } from '../contract/settings';
import type { Log } from '../diagnostics/log';
import type { Rules } from '../policy/rules';
import { mergeChoices, parseChosenSettings } from './chosen-settings';

export interface SettingsFile {
  /** The settings in effect, with defaults and policy applied. */
  readonly current: () => Settings;
  /** Takes effect immediately, also if the file can't be written; then `isSaved` is false. */
  change(changes: ChosenSettings): Promise<ChangedSettings>;
  /** Writes pending changes synchronously, for when the app quits. */
  readonly flushSync: () => void;
}

/**
 * Opens the settings file. A value that can't be read counts as not chosen, so a file that is
 * missing, damaged or of another version is no error.
 *
 * The read is synchronous because the window needs its theme. An asynchronous read takes some 10 ms
 * longer while Electron starts.
 *
 * @param file the path of a JSON file
 * @param rules the effect of the policy
 * @param log receives a warning if the file is damaged
 */
export function openSettingsFile(
  file: string,
  rules: Pick<Rules, 'effectiveSettings' | 'withPolicyServer'>,
  log: Log,
): SettingsFile {
  let written = read(file, log);
  let chosen = rules.withPolicyServer(written);
  let lastWrite: Promise<unknown> = Promise.resolve();

  return {
    current: () => rules.effectiveSettings(chosen),
    change(changes) {
      chosen = rules.withPolicyServer(mergeChoices(chosen, changes));
      const toSave = chosen;
      const settings = rules.effectiveSettings(toSave);
      const write = lastWrite
        .then(() => save(file, toSave))
        .then((isSaved) => {
          written = toSave;
          return isSaved;
        });
      lastWrite = write;
      return write.then((isSaved) => ({ settings, isSaved }));
    },
    flushSync() {
      if (written === chosen) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.unfinished`, serialize(chosen), { mode: 0o600 });
        renameSync(`${file}.unfinished`, file);
      } catch {
        // The profile is read-only, so nothing can be saved.
      }
    },
  };
}

const serialize = (chosen: ChosenSettings) => `${JSON.stringify(chosen, null, 2)}\n`;

async function save(file: string, chosen: ChosenSettings): Promise<boolean> {
  try {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, serialize(chosen), { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

function read(file: string, log: Log): ChosenSettings {
  try {
    return parseChosenSettings(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof SyntaxError) setAside(file, log);
    return {};
  }
}

/** Renames a file that is not valid JSON, so that an agent who edited it can repair it. */
function setAside(file: string, log: Log): void {
  log.warn('settings.damaged');
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // The profile is read-only, so the file keeps its name.
  }
}
