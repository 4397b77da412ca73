import { expect, it } from 'vitest';
import { withoutSearch, withSearch } from '../../../../renderer/search/recent-searches';

const searched = (...texts: string[]) => texts.reduce<readonly string[]>(withSearch, []);

it('lists the newest search first, without duplicates', () => {
  expect(searched('a', 'b', 'a')).toEqual(['a', 'b']);
});

it('keeps twenty searches', () => {
  const recent = searched(...Array.from({ length: 21 }, (_, index) => `usr_${index}`));
  expect([recent.length, recent[0], recent.at(-1)]).toEqual([20, 'usr_20', 'usr_1']);
});

it('removes a search', () => {
  expect(withoutSearch(searched('a', 'b', 'c'), 'b')).toEqual(['c', 'a']);
});
