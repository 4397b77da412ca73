import { locales, type Locale } from './compiled/runtime.js';

/** The app's language that a BCP 47 tag names, if the app speaks it. */
export function localeOf(tag: string): Locale | undefined {
  // On a system without a language, as in many containers, the only tag is "c".
  return locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
}

/**
 * The language of the app, of its page as of its menu.
 *
 * @param chosen a language, or `system` for the first of the system's that the app speaks
 * @param systemLanguages BCP 47 tags, best first
 */
export function chooseLocale(chosen: Locale | 'system', systemLanguages: readonly string[]): Locale {
  if (chosen !== 'system') return chosen;
  return systemLanguages.map(localeOf).find((locale) => locale !== undefined) ?? 'en';
}
