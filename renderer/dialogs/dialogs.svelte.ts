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
  /** Asks whether every trace of an id shall be removed. */
  | { readonly name: 'forget'; readonly id: string };

/**
 * Which dialog is open over the page: one at a time, so opening another one replaces it. Questions about a part of
 * the page, such as those of the history's list, stand in that part.
 */
export class Dialogs {
  current = $state.raw<OpenDialog | null>(null);

  open(dialog: OpenDialog): void {
    this.current = dialog;
  }

  /** Opens a dialog that the person did not ask for: not over another one. */
  openIfNone(dialog: OpenDialog): void {
    this.current ??= dialog;
  }

  close(): void {
    this.current = null;
  }
}

export const [getDialogs, setDialogs] = createContext<Dialogs>();
