import { describe, expect, it } from 'vitest';
import { sampleProblems, sampleUsers } from '../../../../electron/api/sample-data';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import { titleOf, wordsOf } from '../../../../renderer/problems/words';
import { titleOfSampleUser } from '../../../../renderer/search/sample-words';
import { problemExamples } from './problem-examples';

const languages = ['en', 'de', 'fr'] as const;
const all = Object.values(problemExamples);

describe.each(languages)('in %s', (language) => {
  it.each(all)('the problem $kind has a headline, a sentence and a next step', (problem) => {
    chooseLanguage(language, []);
    const { title, what, next, whom } = wordsOf(problem);
    expect(titleOf(problem.kind)).toBe(title);
    expect(title).toMatch(/\S[^.]$/);
    expect(what).toMatch(/\S.*[.!?]$/);
    expect(next).toMatch(/\S.*[.!?]$/);
    expect(whom ?? '?').toMatch(/[.?]$/);
    expect(title + what + next + (whom ?? '')).not.toMatch(
      /[{}]|undefined|\bnull\b|NaN|\[object|problem_/,
    );
  });

  it.each(all)('the problem $kind of an e-mail address speaks of no other thing', (problem) => {
    chooseLanguage(language, []);
    const { title, what, next, actions } = wordsOf(problem, { email: 'ann@example.com' });
    expect(title + what + next).not.toMatch(/usr_|[{}]|undefined|problem_/);
    expect(actions).not.toContain('change-id');
  });

  it('each problem has a headline of its own', () => {
    chooseLanguage(language, []);
    expect(new Set(all.map(({ kind }) => titleOf(kind))).size).toBe(all.length);
  });

  it('each sample has words', () => {
    chooseLanguage(language, []);
    const words = [
      ...sampleUsers.map(({ kind }) => titleOfSampleUser(kind)),
      ...sampleProblems.map(({ kind }) => titleOf(kind)),
    ];
    expect(words.filter((each) => !/\S/.test(each) || each.includes('{'))).toEqual([]);
  });

  it('the words name what the problem holds', () => {
    chooseLanguage(language, []);
    expect(wordsOf(problemExamples['unknown-host']).what).toContain('api.example.com');
    expect(wordsOf(problemExamples.certificate).what).toContain('api.example.com');
    expect(wordsOf(problemExamples['time-out']).what).toContain('15');
    expect(wordsOf(problemExamples['answer-too-large']).what).toMatch(/\b1\s/);
    const needed = problemExamples['proxy-password-needed'];
    const refused = wordsOf({ ...needed, refusals: 1 }).what;
    expect(wordsOf(needed).what).toContain('proxy.example:3128');
    expect(refused).toContain('proxy.example:3128');
    expect(refused).not.toBe(wordsOf(needed).what);
  });
});

it('nobody is told to send again what was never sent', () => {
  const withoutRetry = all.filter((problem) => !wordsOf(problem).actions.includes('retry'));
  expect(withoutRetry.map(({ kind }) => kind)).toEqual([
    'no-key',
    'key-empty',
    'key-with-line-break',
    'key-not-ascii',
    'key-in-search',
    'key-refused',
    'no-search-by-email',
    'invalid-id',
    'proxy-password-needed',
    'keychain-garbled',
    'refused',
  ]);
});

it.each([
  ['no-key', 'enter-key'],
  ['key-refused', 'enter-key'],
  ['keychain-missing', 'enter-key'],
  ['keychain-garbled', 'enter-key'],
  ['proxy-password-needed', 'proxy-sign-in'],
  ['proxy-failed', 'retry'],
  ['unknown-host', 'settings'],
  ['redirect-refused', 'settings'],
  ['unexpected-answer', 'settings'],
  ['answer-too-large', 'settings'],
  ['key-in-search', 'enter-id'],
  ['not-found', 'change-id'],
  ['invalid-id', 'change-id'],
  ['time-out', 'retry'],
  ['no-connection', 'retry'],
  ['server-trouble', 'retry'],
  ['keychain-locked', 'retry'],
] as const)('the next step of %s is %s', (kind, action) => {
  expect(wordsOf(problemExamples[kind]).actions[0]).toBe(action);
});

it.each([
  ['key-refused', 'administrator'],
  ['not-permitted', 'administrator'],
  ['no-connection', 'IT department'],
  ['certificate', 'IT department'],
  ['keychain-missing', 'IT department'],
  ['server-trouble', 'looks after the server'],
  ['unexpected-answer', 'looks after the server'],
] as const)('who does not get on with %s asks the %s', (kind, whom) => {
  chooseLanguage('en', []);
  expect(wordsOf(problemExamples[kind]).whom).toContain(whom);
});

it('a problem that the person can solve refers to no one else', () => {
  const alone = all.filter((problem) => wordsOf(problem).whom === null).map(({ kind }) => kind);
  expect(alone).toEqual([
    'key-empty',
    'key-with-line-break',
    'key-not-ascii',
    'key-in-search',
    'not-found',
    'no-search-by-email',
    'invalid-id',
    'too-many-requests',
    'not-in-history',
    'file-not-written',
    'cancelled',
  ]);
});
