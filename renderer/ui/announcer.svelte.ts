import { untrack } from 'svelte';

/** Long enough to notice and read a short sentence. */
const shownMs = 5_000;

let announced = $state('');
let shown = $state<string | null>(null);
let hideTimer: ReturnType<typeof setTimeout> | undefined;
let clearTimer: ReturnType<typeof setTimeout> | undefined;

/** Announces a short sentence to screen readers through the live region in App.svelte. */
export function announce(sentence: string): void {
  // Screen readers announce only changes. The no-break space changes a repeated sentence.
  announced = untrack(() => announced) === sentence ? `${sentence}\u00A0` : sentence;
  // The sentence may name a person, so it does not stay in the document.
  clearTimeout(clearTimer);
  clearTimer = setTimeout(() => (announced = ''), shownMs);
}

/**
 * Announces a short sentence and shows it for some seconds. Use it for the outcome of a command
 * that changes nothing else on the screen.
 */
export function showToast(sentence: string): void {
  announce(sentence);
  shown = sentence;
  clearTimeout(hideTimer);
  hideTimer = setTimeout(() => (shown = null), shownMs);
}

/** The sentence for screen readers. Empty some seconds after it was announced. */
export function announcement(): string {
  return announced;
}

/** The sentence on the screen, or null. */
export function toast(): string | null {
  return shown;
}
