import { createContext } from 'svelte';
import type { Result } from '../../electron/contract/result';
import type { UpdateState } from '../../electron/contract/update';

/** The state of the app's update, which the banner and the update dialog share. */
export class Updates {
  state = $state.raw<UpdateState>({ name: 'not-asked' });
  /** The version that the agent postponed with "Not now". */
  #postponedVersion = $state<string | null>(null);

  /** The update that the banner offers; null if there is none or it was postponed. */
  readonly offered = $derived.by(() =>
    this.state.name === 'available' && this.state.update.version !== this.#postponedVersion
      ? this.state
      : null,
  );

  /** Reads the current state from main, without a request to the update feed. */
  async refresh(): Promise<void> {
    this.#apply(await window.inspector.updates.state());
  }

  async check(): Promise<void> {
    this.#apply(await window.inspector.updates.check());
  }

  async download(): Promise<void> {
    this.#postponedVersion = null;
    this.#apply(await window.inspector.updates.download());
  }

  /** Installs the update and restarts the app. If that fails, `state` has the problem. */
  async install(): Promise<void> {
    this.#apply(await window.inspector.updates.install());
  }

  putOff(): void {
    if (this.state.name === 'available') this.#postponedVersion = this.state.update.version;
  }

  #apply(answer: Result<UpdateState>): void {
    if (answer.ok) this.state = answer.value;
  }
}

export const [getUpdates, setUpdates] = createContext<Updates>();
