import { expect, it } from 'vitest';
import { isRequestedUser, hiddenDifference } from '../../../../renderer/profile/is-requested-user';
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
  [
    'the address in another normal form',
    { email: 'zoe\u0308@example.com' },
    { email: 'zoë@example.com' },
    true,
  ],
  [
    'the domain in its ASCII form',
    { email: 'ann@xn--bcher-kva.example' },
    { email: 'ann@Bücher.example' },
    true,
  ],
  ['a look-alike address', { email: 'аnn@example.com' }, { email: 'ann@example.com' }, false],
  ['another domain', { email: 'ann@example.org' }, { email: 'ann@example.com' }, false],
  ['another address', { email: 'bob@example.com' }, { email: 'ann@example.com' }, false],
  ['null as the address', { email: null }, { email: 'ann@example.com' }, false],
  ['no address field', { email: undefined }, { email: 'ann@example.com' }, false],
  [
    'an address of the wrong type',
    { email: ['ann@example.com'] },
    { email: 'ann@example.com' },
    false,
  ],
])('%s: answer %j to query %j', (_, answered, asked, answers) => {
  expect(isRequestedUser(buildLookUp(answered, asked))).toBe(answers);
});

it.each([
  ['ann@example.com', 'аnn@example.com', { position: 1, asked: 'a', answered: 'а' }],
  ['usr_1ο', 'usr_1o', { position: 6, asked: 'ο', answered: 'o' }],
  ['😀é', '😀e', { position: 2, asked: 'é', answered: 'e' }],
  ['usr_1', 'usr_1\u200B', { position: 6, asked: '', answered: '\u200B' }],
  ['usr_1', 'usr_2', null],
  ['usr_1', 'usr_12', null],
  ['ann@example.com', '', null],
  ['zoë', 'zoe\u0308', null],
])('finds the invisible difference between %j and %j', (asked, answered, difference) => {
  expect(hiddenDifference(asked, answered)).toEqual(difference);
});
