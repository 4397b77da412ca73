import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const renderer = join(root, 'renderer');
const languages = ['en', 'de', 'fr'] as const;

const readMessages = (language: string) =>
  JSON.parse(readFileSync(join(renderer, 'messages', `${language}.json`), 'utf8')) as Record<string, string>;
const messages = { en: readMessages('en'), de: readMessages('de'), fr: readMessages('fr') };

/** The sources of the page and of the native menu, without what is generated. */
const sources = [renderer, join(root, 'electron')]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith(join(renderer, 'messages', 'compiled')))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const used = new Set([...sources.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));

const placeholdersOf = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe.each(languages)('the messages in %s', (language) => {
  const own = messages[language];

  it('have the same keys as those in English, in the same order', () => {
    expect(Object.keys(own)).toEqual(Object.keys(messages.en));
  });

  it('have the same placeholders as those in English', () => {
    const placeholders = (all: Record<string, string>) =>
      Object.entries(all).map(([key, text]) => [key, ...placeholdersOf(text)]);
    expect(placeholders(own)).toEqual(placeholders(messages.en));
  });

  it('are all there, without stray spaces', () => {
    expect(Object.entries(own).filter(([, text]) => text === '' || /^\s|\s$|\s\s/.test(text))).toEqual([]);
  });

  it('hold no brace outside a placeholder, and no markup', () => {
    expect(Object.entries(own).filter(([, text]) => /[{}<>]/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('are written as in Switzerland, without ß', () => {
    expect(Object.entries(own).filter(([, text]) => /ß|ẞ/.test(text))).toEqual([]);
  });
});

it('every message is used', () => {
  expect(Object.keys(messages.en).filter((key) => !used.has(key))).toEqual([]);
});

it('every message that is used is there', () => {
  expect([...used].filter((key) => key !== undefined && !Object.hasOwn(messages.en, key))).toEqual([]);
});

it.each(['de', 'fr'] as const)('sentences are translated into %s', (language) => {
  const untranslated = Object.entries(messages.en).filter(
    ([key, text]) => text.split(' ').length > 3 && messages[language][key] === text,
  );
  expect(untranslated).toEqual([]);
});
