import { chooseLocale, localeOf } from '../../electron/contract/locale';
import { overwriteGetLocale, type Locale } from './compiled/runtime.js';

let current = $state<Locale>('en');
let formats = $state('en-GB');

/** How each language writes dates and numbers where the system doesn't say: Switzerland for German and French. */
const defaultFormats: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-CH', fr: 'fr-CH' };

// Messages read a rune, so that every word on the screen changes at once with the language.
overwriteGetLocale(() => current);

/** Chooses the language of the screen: see {@link chooseLocale}. */
export function chooseLanguage(
  chosen: Locale | 'system',
  systemLanguages: readonly string[],
): void {
  current = chooseLocale(chosen, systemLanguages);
  formats =
    systemLanguages.find((tag) => localeOf(tag) === current && tag.includes('-')) ??
    defaultFormats[current];
  document.documentElement.lang = current;
}

/** The BCP 47 tag for `Intl`. */
export function formatsLocale(): string {
  return formats;
}
