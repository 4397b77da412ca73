import 'svelte/elements';

declare module 'svelte/elements' {
  interface AriaAttributes {
    /** Missing in Svelte's types: https://www.w3.org/TR/wai-aria-1.3/#aria-description */
    'aria-description'?: string | undefined | null;
  }
}
