import { untrack } from 'svelte';

let said = $state('');

/** Says a short sentence to screen readers, through the live region of App.svelte. */
export function announce(sentence: string): void {
  // The same sentence twice has to be a change, or it is not read again.
  said = untrack(() => said) === sentence ? `${sentence}\u00A0` : sentence;
}

/** What was said last. */
export function announcement(): string {
  return said;
}
