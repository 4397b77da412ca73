import type { BridgeFunctions } from './channels';
import type { Notice } from './notices';

/** `window.inspector`: all that the renderer can reach outside its sandbox. */
export type InspectorBridge = BridgeFunctions & {
  /**
   * Calls the listener with each notice from the main process.
   *
   * @returns a function that removes the listener
   */
  readonly onNotice: (listener: (notice: Notice) => void) => () => void;
};
