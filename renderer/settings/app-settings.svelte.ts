import { createContext } from 'svelte';
import type { Input } from '../../electron/contract/channels';
import type { Lock, PolicyOnPage } from '../../electron/contract/policy';
import type { Result } from '../../electron/contract/result';
import type { StartData } from '../../electron/contract/start';
import { chooseLanguage } from '../messages/locale.svelte';

type Deps = {
  readonly start: StartData;
  /** Called after a change to another server, or between a server and the sample data. */
  readonly onEnvironmentChange: () => Promise<void>;
  readonly onRetentionChange: () => Promise<void>;
};

/** The settings in force, and the policy that locks some of them. */
export class AppSettings {
  values: StartData['settings'];
  /** Whether the last change reached the disk. */
  areSaved = $state(true);
  /**
   * Whether an address field contains an unusable address. No key may be saved then, because it
   * would be stored for the previous server.
   */
  isAddressWrong = $state(false);

  /** Set by an administrator. It does not change until the app restarts. */
  readonly policy: PolicyOnPage;
  readonly #systemLanguages: StartData['systemLanguages'];
  readonly #onEnvironmentChange: Deps['onEnvironmentChange'];
  readonly #onRetentionChange: Deps['onRetentionChange'];

  readonly isWelcome = $derived.by(() => this.values.environment === null);
  readonly isSample = $derived.by(() => this.values.environment === 'sample');
  /** Where lookups go: a server's base URL, or `sample`. */
  readonly environment = $derived.by(() => (this.isSample ? 'sample' : this.values.baseUrl));
  /** Privacy mode masks personal values, for a shared screen. */
  readonly isPrivate = $derived.by(() => this.values.isPrivate);

  constructor({ start, onEnvironmentChange, onRetentionChange }: Deps) {
    this.values = $state.raw(start.settings);
    this.policy = start.policy;
    this.#systemLanguages = start.systemLanguages;
    this.#onEnvironmentChange = onEnvironmentChange;
    this.#onRetentionChange = onRetentionChange;
    chooseLanguage(this.values.language, this.#systemLanguages);
  }

  async change(changes: Input<'settings', 'change'>): Promise<Result<undefined>> {
    const changed = await window.inspector.settings.change(changes);
    if (!changed.ok) return changed;
    const before = this.values;
    // The answer waited for the disk. Privacy mode may have been switched since then.
    this.values = { ...changed.value.settings, isPrivate: before.isPrivate };
    this.areSaved = changed.value.isSaved;
    chooseLanguage(this.values.language, this.#systemLanguages);
    if (before.environment !== this.values.environment || before.baseUrl !== this.values.baseUrl)
      await this.#onEnvironmentChange();
    else if (changes.retention !== undefined) await this.#onRetentionChange();
    return { ok: true, value: undefined };
  }

  /** Masks at once: a shared screen must not wait for the disk. Nothing else changes the mode. */
  async togglePrivacy(): Promise<void> {
    const isPrivate = !this.values.isPrivate;
    this.values = { ...this.values, isPrivate };
    await this.change({ isPrivate });
  }

  /** Updates the proxies that have a password, from the answer of a call that changed them. */
  takeProxyPasswords(answer: Result<readonly string[]>): Result<undefined> {
    if (!answer.ok) return answer;
    this.values = { ...this.values, proxyPasswordFor: answer.value };
    return { ok: true, value: undefined };
  }

  /** Whether the policy prevents the agent from changing a setting. */
  isLocked(lock: Lock): boolean {
    return this.policy.locked.includes(lock);
  }
}

export const [getSettings, setSettings] = createContext<AppSettings>();
