import { createContext } from 'svelte';
import type { SecretLifetime, KeyCheck, KeyStatus } from '../../electron/contract/key';
import type { Problem } from '../../electron/contract/problem';
import type { Result } from '../../electron/contract/result';
import type { Lookups } from '../lookup/lookups.svelte';
import type { AppSettings } from '../settings/app-settings.svelte';

const isAboutKey = ({ kind }: Problem) =>
  kind === 'no-key' || kind === 'key-refused' || kind.startsWith('keychain-');

type Deps = { readonly settings: AppSettings; readonly lookups: Lookups };

/** What the renderer knows about the API key. The stored key itself never reaches it. */
export class ApiKey {
  /**
   * Whether and where a key is stored, or why the keychain can't tell. Null until it has answered.
   */
  status = $state.raw<KeyStatus | Problem | null>(null);
  /**
   * What the server said about a key that was just saved. Null after the first lookup that finds a
   * user.
   */
  check = $state<KeyCheck | null>(null);

  readonly #settings: AppSettings;
  readonly #lookups: Lookups;

  constructor({ settings, lookups }: Deps) {
    this.#settings = settings;
    this.#lookups = lookups;
  }

  /** Drops the status of the key. Call it when the environment changes: each has its own key. */
  reset(): void {
    this.status = null;
    this.check = null;
  }

  /** Asks the keychain whether it holds a key for the server. */
  async readStatus(): Promise<void> {
    const { baseUrl } = this.#settings.values;
    const status = await window.inspector.key.status();
    if (baseUrl !== this.#settings.values.baseUrl) return;
    this.status = status.ok ? status.value : status.problem;
  }

  async save(key: string, keep: SecretLifetime): Promise<Result<KeyCheck>> {
    const { phase } = this.#lookups;
    const saved = await window.inspector.key.save({ key, keep });
    if (!saved.ok) return saved;
    await this.#settings.change({ environment: 'server' });
    this.check = saved.value;
    await this.readStatus();
    // Repeats the lookup that failed because of the key, if the main area still shows that problem.
    if (
      phase === this.#lookups.phase &&
      phase.name === 'problem' &&
      phase.query !== null &&
      isAboutKey(phase.problem)
    ) {
      await this.#lookups.lookUp(phase.query, phase.idCount);
    }
    return saved;
  }

  async remove(): Promise<Result<undefined>> {
    const removed = await window.inspector.key.remove();
    if (removed.ok) this.check = null;
    await this.readStatus();
    return removed;
  }
}

export const [getApiKey, setApiKey] = createContext<ApiKey>();
