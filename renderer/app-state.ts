import type { StartData } from '../electron/contract/start';
import { setAppInfo, type AppInfo } from './app-info';
import { Dialogs, setDialogs } from './dialogs/dialogs.svelte';
import { History, setHistory } from './history/history.svelte';
import { ApiKey, setApiKey } from './key/api-key.svelte';
import { Lookups, setLookups } from './lookup/lookups.svelte';
import { SampleIds, setSampleIds } from './search/sample-ids.svelte';
import { AppSettings, setSettings } from './settings/app-settings.svelte';
import { setUpdates, Updates } from './updates/updates.svelte';

/**
 * The renderer's state: one object per subject. This class creates the objects and connects them.
 * Components don't access this class. They get the subjects that they need from Svelte's context.
 */
export class AppState {
  readonly info: AppInfo;
  readonly settings: AppSettings;
  readonly history: History;
  readonly lookups: Lookups;
  readonly apiKey: ApiKey;
  readonly sampleIds = new SampleIds();
  readonly updates = new Updates();
  readonly dialogs = new Dialogs();

  constructor(start: StartData) {
    this.info = start;
    this.settings = new AppSettings({
      start,
      onEnvironmentChange: () => this.#changeEnvironment(),
      onRetentionChange: () => this.lookups.refreshHistory(),
    });
    this.history = new History({ onEdited: () => this.lookups.readShownEntry() });
    this.lookups = new Lookups({
      history: this.history,
      searchText: start.restored?.searchText ?? '',
      onFound: () => (this.apiKey.check = null),
    });
    this.apiKey = new ApiKey({ settings: this.settings, lookups: this.lookups });
  }

  /**
   * Loads what belongs to the environment: the history, the key status or the sample ids, and a
   * waiting link.
   */
  async enterEnvironment(): Promise<void> {
    if (this.settings.isWelcome) return;
    // Runs in parallel, because a locked keychain delays the history.
    await Promise.all([
      this.history.refresh(),
      this.settings.isSample ? this.sampleIds.read() : this.apiKey.readStatus(),
      this.lookups.takeLink(),
    ]);
  }

  /** Clears everything that came from the previous environment, and loads the new one. */
  async #changeEnvironment(): Promise<void> {
    this.history.reset();
    this.apiKey.reset();
    await this.lookups.reset();
    await this.enterEnvironment();
  }
}

/** Makes each subject available to the calling component and everything in it. */
export function provideState(state: AppState): void {
  setAppInfo(state.info);
  setSettings(state.settings);
  setHistory(state.history);
  setLookups(state.lookups);
  setApiKey(state.apiKey);
  setSampleIds(state.sampleIds);
  setUpdates(state.updates);
  setDialogs(state.dialogs);
}
