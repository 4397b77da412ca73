import { untrack } from 'svelte';

/** Long enough for a short sentence, read by someone who looks elsewhere first. */
const shownMs = 5_000;

let said = $state('');
let shown = $state<string | null>(null);
let hiding: ReturnType<typeof setTimeout> | undefined;
let forgetting: ReturnType<typeof setTimeout> | undefined;

/** Says a short sentence to screen readers, through the live region of App.svelte. */
export function announce(sentence: string): void {
  // The same sentence twice has to be a change, or it is not read again.
  said = untrack(() => said) === sentence ? `${sentence}\u00A0` : sentence;
  // What was said is not left for those who come upon it later: it may name somebody.
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (said = ''), shownMs);
}

/** Announces a short sentence and shows it for some seconds: the outcome of a command that changes nothing on the screen. */
export function showToast(sentence: string): void {
  announce(sentence);
  shown = sentence;
  clearTimeout(hiding);
  hiding = setTimeout(() => (shown = null), shownMs);
}

/** What was said last. */
export function announcement(): string {
  return said;
}

/** What is shown for the moment. */
export function toast(): string | null {
  return shown;
}
