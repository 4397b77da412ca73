import fc from 'fast-check';
import { expect, it } from 'vitest';
import { initialsOf } from '../../../../renderer/profile/initials';

it.each([
  ['of first and last word', 'Ann Example', 'AE'],
  ['with words between', 'Ann Maria van den Example', 'AE'],
  ['of one word', 'ann', 'A'],
  ['in capitals', 'ann example', 'AE'],
  ['without white space around', '  Ann \n Example\t', 'AE'],
  ['of an e-mail address', 'ann.example@example.com', 'A'],
  ['of an id', 'usr_abc123', 'U'],
  ['of a letter with an accent', 'Émile Øst', 'ÉØ'],
  ['of a letter and a combining accent', 'E\u0301mile', 'E\u0301'],
  ['of another script', '田中 ゾーイ', '田ゾ'],
  ['of a script written right to left', 'ليلى الفاسي', 'لا'],
  ['of one emoji made of several', '👩‍👩‍👧 Example', '👩‍👩‍👧E'],
  ['of nothing', '', ''],
  ['of white space', '  \n', ''],
])('the initials %s: %j', (_, name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('any text but white space has some, and no white space is in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const initials = initialsOf(name);
      expect(initials).not.toMatch(/\s/);
      expect(initials === '').toBe(name.trim() === '');
    }),
  );
});
