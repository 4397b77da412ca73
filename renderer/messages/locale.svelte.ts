import { chooseLocale, localeOf } from '../../electron/contract/locale';
import { overwriteGetLocale, type Locale } from './compiled/runtime.js';

let current = $state<Locale>('en');
let formats = $state('en-GB');

/** Formats for dates and numbers if the system names no country. Swiss for German and French. */
const defaultFormats: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-CH', fr: 'fr-CH' };

// Messages read this rune, so that all words on the screen change with the language.
overwriteGetLocale(() => current);

/** Sets the screen's language (see {@link chooseLocale}) and the formats for dates and numbers. */
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

/** The BCP 47 tag for dates and numbers in `Intl`. */
export function formatsLocale(): string {
  return formats;
}
