/** The languages of the app, as BCP 47 tags. */
export const locales = ['en', 'de', 'fr'] as const;
export type Locale = (typeof locales)[number];

/** The app's language for a BCP 47 tag, or undefined if there is no translation. */
export function localeOf(tag: string): Locale | undefined {
  // The POSIX locale, common in containers, has the tag "c", which matches no language.
  return locales.find((locale) => tag.toLowerCase().split('-')[0] === locale);
}

/**
 * The language of the renderer and of the native menus. Falls back to English.
 *
 * @param chosen a language, or `system` for the first of the system's languages with a translation
 * @param systemLanguages BCP 47 tags, best first
 */
export function chooseLocale(
  chosen: Locale | 'system',
  systemLanguages: readonly string[],
): Locale {
  if (chosen !== 'system') return chosen;
  return systemLanguages.map(localeOf).find((locale) => locale !== undefined) ?? 'en';
}
