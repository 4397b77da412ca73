import { expect, it } from 'vitest';
import { m } from '../../../../renderer/messages/compiled/messages.js';
import { chooseLanguage, formatsLocale } from '../../../../renderer/messages/locale.svelte';

it.each([
  [
    'the first of the system’s that the app speaks',
    'system',
    ['it-CH', 'fr-CH', 'de-CH'],
    'fr',
    'fr-CH',
  ],
  ['English where the system speaks another', 'system', ['it-CH', 'rm'], 'en', 'en-GB'],
  ['English where nothing is known', 'system', [], 'en', 'en-GB'],
  ['the chosen one, in the system’s way of writing dates', 'de', ['en-US', 'de-AT'], 'de', 'de-AT'],
  ['the chosen one, as in Switzerland', 'fr', ['en-US'], 'fr', 'fr-CH'],
  ['the chosen one, where the system names no country', 'de', ['de'], 'de', 'de-CH'],
  ['the system’s English', 'system', ['en-US'], 'en', 'en-US'],
  ['English on a system without a language', 'system', ['c'], 'en', 'en-GB'],
  ['the language of a tag in capitals', 'system', ['DE-CH'], 'de', 'DE-CH'],
  ['the language of a tag with a script', 'system', ['de-Latn-LI'], 'de', 'de-Latn-LI'],
] as const)('the screen speaks %s', (_, chosen, system, language, formats) => {
  chooseLanguage(chosen, system);
  expect(document.documentElement.lang).toBe(language);
  expect(formatsLocale()).toBe(formats);
});

it('words change with the language', () => {
  chooseLanguage('en', []);
  const english = m.action_cancel();
  chooseLanguage('de', []);
  expect([english, m.action_cancel()]).toEqual(['Cancel', 'Abbrechen']);
});
