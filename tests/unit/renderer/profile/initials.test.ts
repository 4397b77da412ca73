import fc from 'fast-check';
import { expect, it } from 'vitest';
import { initialsOf } from '../../../../renderer/profile/initials';

it.each([
  ['of two words', 'Ann Example', 'AE'],
  ['of the first and the last of several words', 'Ann Maria van den Example', 'AE'],
  ['of one word', 'ann', 'A'],
  ['of lower-case words', 'ann example', 'AE'],
  ['of words with white space around them', '  Ann \n Example\t', 'AE'],
  ['of an e-mail address', 'ann.example@example.com', 'A'],
  ['of an id', 'usr_abc123', 'U'],
  ['of a letter with an accent', 'Émile Øst', 'ÉØ'],
  ['of a letter and a combining accent', 'E\u0301mile', 'E\u0301'],
  ['of another script', '田中 ゾーイ', '田ゾ'],
  ['of a script written right to left', 'ليلى الفاسي', 'لا'],
  ['of an emoji that consists of several', '👩‍👩‍👧 Example', '👩‍👩‍👧E'],
  ['of an empty text', '', ''],
  ['of white space', '  \n', ''],
])('the initials %s: %j', (_, name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('every text except white space has initials, and they contain no white space', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const initials = initialsOf(name);
      expect(initials).not.toMatch(/\s/);
      expect(initials === '').toBe(name.trim() === '');
    }),
  );
});
