import type { InspectorBridge } from '../../electron/contract/bridge';
import type { Result } from '../../electron/contract/result';
import type { UpdateState } from '../../electron/contract/update';

/** Newer versions of the app, as far as the screen tells of them. */
export class Updates {
  state = $state.raw<UpdateState>({ name: 'not-asked' });
  /** The version about which somebody said "not now". */
  #putOff = $state<string | null>(null);
  readonly #bridge: InspectorBridge;

  /** What the line under the search box is about; null where there is none. */
  readonly offered = $derived.by(() =>
    this.state.name === 'available' && this.state.update.version !== this.#putOff
      ? this.state
      : null,
  );

  constructor(bridge: InspectorBridge) {
    this.#bridge = bridge;
  }

  /** Reads what the main process knows now. */
  async refresh(): Promise<void> {
    this.#take(await this.#bridge.updates.state());
  }

  async check(): Promise<void> {
    this.#take(await this.#bridge.updates.check());
  }

  async download(): Promise<void> {
    this.#putOff = null;
    this.#take(await this.#bridge.updates.download());
  }

  async cancelDownload(): Promise<void> {
    await this.#bridge.updates.cancelDownload();
  }

  /** Restarts the app, or comes back with the reason why not. */
  async install(): Promise<void> {
    this.#take(await this.#bridge.updates.install());
  }

  putOff(): void {
    if (this.state.name === 'available') this.#putOff = this.state.update.version;
  }

  #take(answer: Result<UpdateState>): void {
    if (answer.ok) this.state = answer.value;
  }
}
