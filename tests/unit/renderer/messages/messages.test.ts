import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const renderer = join(root, 'renderer');
const languages = ['en', 'de', 'fr'] as const;

/** A text, or a list with one text per plural form. */
type Message = string | readonly { readonly match: Readonly<Record<string, string>> }[];

const readMessages = (language: string) =>
  JSON.parse(readFileSync(join(renderer, 'messages', `${language}.json`), 'utf8')) as Record<
    string,
    Message
  >;
const messages = { en: readMessages('en'), de: readMessages('de'), fr: readMessages('fr') };

/** All sources that may use messages, without the compiled messages. */
const sources = [renderer, join(root, 'electron')]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter(
    (file) =>
      /\.(ts|svelte)$/.test(file) && !file.startsWith(join(renderer, 'messages', 'compiled')),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const used = new Set([...sources.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));

/** The texts of a message: one, or one per plural form. */
const textsOf = (message: Message = []) =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe.each(languages)('the messages in %s', (language) => {
  const own = messages[language];
  const texts = Object.entries(own).flatMap(([key, message]) =>
    textsOf(message).map((text) => [key, text] as const),
  );

  it('have the same keys as those in English, in the same order', () => {
    expect(Object.keys(own)).toEqual(Object.keys(messages.en));
  });

  it('have the same placeholders as those in English', () => {
    const different = texts.filter(([key, text]) => {
      const english = textsOf(messages.en[key]).map((each) => String(placeholdersOf(each)));
      return !english.includes(String(placeholdersOf(text)));
    });
    expect(different).toEqual([]);
  });

  it('are not empty and have no stray spaces', () => {
    expect(texts.filter(([, text]) => text === '' || /^\s|\s$|\s\s/.test(text))).toEqual([]);
  });

  it('contain no brace outside a placeholder and no markup', () => {
    expect(texts.filter(([, text]) => /[{}<>]/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('have a text for every number if they have plural forms', () => {
    const variants = Object.entries(own).flatMap(([key, message]) =>
      typeof message === 'string'
        ? []
        : message.map(({ match }) => [key, Object.keys(match).at(-1)] as const),
    );
    expect(variants.filter(([, last]) => last?.endsWith('=*') !== true)).toEqual([]);
  });

  it('use the Swiss spelling, without ß', () => {
    expect(texts.filter(([, text]) => /ß|ẞ/.test(text))).toEqual([]);
  });
});

it('every message is used', () => {
  expect(Object.keys(messages.en).filter((key) => !used.has(key))).toEqual([]);
});

it('every message in the sources exists', () => {
  expect([...used].filter((key) => key !== undefined && !Object.hasOwn(messages.en, key))).toEqual(
    [],
  );
});

it.each(['de', 'fr'] as const)('sentences are translated into %s', (language) => {
  const untranslated = Object.entries(messages.en).filter(([key, message]) =>
    textsOf(message).some(
      (text) => text.split(' ').length > 3 && textsOf(messages[language][key]).includes(text),
    ),
  );
  expect(untranslated).toEqual([]);
});
