import { expect, it } from 'vitest';
import { answersQuestion } from '../../../../renderer/profile/answers-question';
import { buildLookUp } from '../../builders';

it.each([
  ['the same id', { id: 'usr_a' }, { id: 'usr_a' }, true],
  ['another id', { id: 'usr_b' }, { id: 'usr_a' }, false],
  ['an id in another case', { id: 'usr_A' }, { id: 'usr_a' }, false],
  ['the same address', { email: 'ann@example.com' }, { email: 'ann@example.com' }, true],
  ['the address in another case', { email: 'Ann@Example.com' }, { email: 'ANN@example.COM' }, true],
  [
    'the address with a stray space',
    { email: 'ann@example.com ' },
    { email: 'ann@example.com' },
    true,
  ],
  ['another address', { email: 'bob@example.com' }, { email: 'ann@example.com' }, false],
  ['no address', { email: null }, { email: 'ann@example.com' }, false],
  ['no address at all', { email: undefined }, { email: 'ann@example.com' }, false],
  ['an odd address', { email: ['ann@example.com'] }, { email: 'ann@example.com' }, false],
])('%s: %j to the question %j', (_, answered, asked, answers) => {
  expect(answersQuestion(buildLookUp(answered, asked))).toBe(answers);
});
