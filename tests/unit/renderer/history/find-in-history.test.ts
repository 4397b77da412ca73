import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../../electron/history/session-history';
import { findInHistory, mostMatches } from '../../../../renderer/history/find-in-history';

const entry = (id: string, name: string | null = null, email: string | null = null): HistoryEntry => ({
  id,
  name,
  email,
  isActive: true,
  fetchedAt: '2026-03-01T12:00:00.000Z',
});
const zoe = entry('usr_1f', 'Zoë Müller-Straße', 'zoe.mueller@example.com');
const ann = entry('usr_2A', 'Ann  O’Brien', 'ann@example.org');
const nobody = entry('usr_3c');
const history = [zoe, ann, nobody];
const found = (text: string) => findInHistory(history, text).map(({ id }) => id);

describe('an entry is found', () => {
  it.each([
    ['by its name', 'Zoë Müller-Straße', ['usr_1f']],
    ['without accents', 'zoe muller', ['usr_1f']],
    ['with accents that are not there', 'ánn', ['usr_2A']],
    ['in accents that are typed in two steps', 'mu\u0308ller', ['usr_1f']],
    ['in another case', 'MÜLLER', ['usr_1f']],
    ['with ss for ß', 'strasse', ['usr_1f']],
    ['by the words in another order', 'o’brien ann', ['usr_2A']],
    ['by the beginnings of words', 'mül zo', ['usr_1f']],
    ['by what stands within words', 'ülle', ['usr_1f']],
    ['by its e-mail address', 'ANN@example.org', ['usr_2A']],
    ['by words of several values', 'ann usr_2 example', ['usr_2A']],
    ['by its id', 'usr_3C', ['usr_3c']],
    ['among others, newest first', 'usr_', ['usr_1f', 'usr_2A', 'usr_3c']],
    ['with white space around the words', ' \t ann \n', ['usr_2A']],
  ])('%s', (_, text, ids) => {
    expect(found(text)).toEqual(ids);
  });
});

describe('nothing is found', () => {
  it.each([
    ['without a word', ' \t'],
    ['where one word is not there', 'ann müller'],
    ['across two values', 'examplecomusr'],
    ['for the word null', 'null'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

it('no more is found than can be taken in', () => {
  const many = Array.from({ length: 20 }, (_, index) => entry(`usr_${index}`));
  expect(findInHistory(many, 'usr')).toEqual(many.slice(0, mostMatches));
});

describe('whatever is typed', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('Zoë', 'ß', 'Ann B'),
  );
  const entries = fc
    .uniqueArray(fc.tuple(value, fc.option(value), fc.option(value)), {
      maxLength: 12,
      selector: ([id]) => id,
    })
    .map((values) => values.map(([id, name, email]) => entry(id, name, email)));

  it('a part of a value finds its entry, in either case', () => {
    fc.assert(
      fc.property(value, fc.nat(), fc.nat(), (name, start, length) => {
        // Whole characters: half a letter with its accent is another letter.
        const characters = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
        const part = characters.slice(start % 12, (start % 12) + (length % 12) + 1).join('');
        fc.pre(/\S/.test(part.normalize('NFKD').replace(/\p{M}/gu, '')));
        const named = entry('usr_1', name);
        for (const text of [part, part.toUpperCase(), part.normalize('NFD')])
          expect(findInHistory([named], text)).toEqual([named]);
      }),
    );
  });

  it('the matches are entries, in their order, and another word never finds more', () => {
    fc.assert(
      fc.property(entries, value, value, (all, first, second) => {
        const matches = findInHistory(all, first);
        const narrowed = findInHistory(all, `${first} ${second}`);
        const places = matches.map((match) => all.indexOf(match));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places).not.toContain(-1);
        fc.pre(/\S/.test(first) && matches.length < mostMatches);
        expect(narrowed.filter((match) => !matches.includes(match))).toEqual([]);
      }),
    );
  });
});
