import 'svelte/elements';

declare module 'svelte/elements' {
  interface AriaAttributes {
    /** https://www.w3.org/TR/wai-aria-1.3/#aria-description; Svelte doesn't know it yet. */
    'aria-description'?: string | undefined | null;
  }
}
