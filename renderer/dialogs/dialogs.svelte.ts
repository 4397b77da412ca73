import { createContext } from 'svelte';

/** A dialog that any part of the page can open. */
export type OpenDialog =
  | { readonly name: 'settings' }
  /** The settings, opened at the field for the key. */
  | { readonly name: 'key' }
  | { readonly name: 'proxy-sign-in' }
  | { readonly name: 'connection' }
  | { readonly name: 'shortcuts' }
  | { readonly name: 'ticket' }
  | { readonly name: 'updates' }
  /** Asks whether to remove every trace of an id. */
  | { readonly name: 'forget'; readonly id: string };

/**
 * The open dialog. There is at most one: opening another one replaces it. A question about one part
 * of the page, such as the history list, appears in that part and not in a dialog.
 */
export class Dialogs {
  current = $state.raw<OpenDialog | null>(null);

  open(dialog: OpenDialog): void {
    this.current = dialog;
  }

  /** Opens a dialog that the agent did not request, unless another one is open. */
  openIfNone(dialog: OpenDialog): void {
    this.current ??= dialog;
  }

  close(): void {
    this.current = null;
  }
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
