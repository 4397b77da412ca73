import { locales, overwriteGetLocale, type Locale } from './compiled/runtime.js';

let current = $state<Locale>('en');
let formats = $state('en-GB');

/** How each language writes dates and numbers where the system doesn't say: Switzerland for German and French. */
const defaultFormats: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-CH', fr: 'fr-CH' };

// Messages read a rune, so that every word on the screen changes at once with the language.
overwriteGetLocale(() => current);

/**
 * Chooses the language of the screen.
 *
 * @param chosen a language, or `system` for the first of the system's that the app speaks
 * @param systemLanguages BCP 47 tags, best first
 */
export function chooseLanguage(chosen: Locale | 'system', systemLanguages: readonly string[]): void {
  // On a system without a language, as in many containers, the only tag is "c".
  const spoken = (tag: string) => locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
  current =
    chosen === 'system'
      ? (systemLanguages.map(spoken).find((locale) => locale !== undefined) ?? 'en')
      : chosen;
  formats =
    systemLanguages.find((tag) => spoken(tag) === current && tag.includes('-')) ?? defaultFormats[current];
  document.documentElement.lang = current;
}

/** The BCP 47 tag for `Intl`. */
export function formatsLocale(): string {
  return formats;
}
