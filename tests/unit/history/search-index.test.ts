import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchQueryOf } from '../../../electron/history/search-index';
import { buildLookUp } from '../builders';
import { idsOf, openProfile } from './profile';

describe('the search query', () => {
  it.each([
    ['mara', '- marks : ("mara"*)'],
    [' Mara  oyel ', '- marks : ("Mara"* AND "oyel"*)'],
    ['a"b', '- marks : ("a""b"*)'],
    ['mara OR -x*', '- marks : ("mara"* AND "OR"* AND "-x*"*)'],
    ['a\0b', '- marks : ("a"* AND "b"*)'],
    ['@ " …', null],
    ['', null],
  ])('for %j is %j', (text, query) => {
    expect(searchQueryOf(text, 'all')).toBe(query);
  });
});

it('no search text makes the search fail or escapes the filter', async () => {
  const profile = openProfile();
  profile.history.remember(buildLookUp());
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '+',
        'OR',
        'NEAR',
        ' ',
        '\0',
        'a',
        '{',
        '\ud800',
        '𖹀',
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      expect(await idsOf(profile, { text, filter: 'pinned' })).toEqual([]);
      expect((await idsOf(profile, { text })).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

it('a person is found by prefixes of the words of their name, in any order and case', async () => {
  const letter = fc.constantFrom(...'a b c d e f g ä ö ü é è ñ ç ł ø ž đ α β γ д е ж'.split(' '));
  const word = fc.string({ unit: letter, minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      async (words, cut) => {
        const profile = openProfile();
        profile.history.remember(buildLookUp({ full_name: words.join(' ') }));
        const typed = words
          .map((word) => word.slice(0, 1 + (cut % word.length)).toUpperCase())
          .toReversed();
        expect(await idsOf(profile, { text: typed.join(' ') })).toHaveLength(1);
      },
    ),
    { numRuns: 40 },
  );
});
