import { expect, it } from 'vitest';
import { m } from '../../../../renderer/messages/compiled/messages.js';
import { chooseLanguage, formatsLocale } from '../../../../renderer/messages/locale.svelte';

it.each([
  [
    'the first supported one of the system’s languages',
    'system',
    ['it-CH', 'fr-CH', 'de-CH'],
    'fr',
    'fr-CH',
  ],
  ['English for unsupported system languages', 'system', ['it-CH', 'rm'], 'en', 'en-GB'],
  ['English without system languages', 'system', [], 'en', 'en-GB'],
  ['the chosen one, with the system’s formats', 'de', ['en-US', 'de-AT'], 'de', 'de-AT'],
  ['the chosen one, with Swiss formats', 'fr', ['en-US'], 'fr', 'fr-CH'],
  ['the chosen one, if the system names no country', 'de', ['de'], 'de', 'de-CH'],
  ['the system’s English', 'system', ['en-US'], 'en', 'en-US'],
  ['English for the C locale', 'system', ['c'], 'en', 'en-GB'],
  ['the language of an upper-case tag', 'system', ['DE-CH'], 'de', 'DE-CH'],
  ['the language of a tag with a script', 'system', ['de-Latn-LI'], 'de', 'de-Latn-LI'],
] as const)('the screen’s language is %s', (_, chosen, system, language, formats) => {
  chooseLanguage(chosen, system);
  expect(document.documentElement.lang).toBe(language);
  expect(formatsLocale()).toBe(formats);
});

it('messages change with the language', () => {
  chooseLanguage('en', []);
  const english = m.action_cancel();
  chooseLanguage('de', []);
  expect([english, m.action_cancel()]).toEqual(['Cancel', 'Abbrechen']);
});
