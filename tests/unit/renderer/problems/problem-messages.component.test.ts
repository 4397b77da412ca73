import { describe, expect, it } from 'vitest';
import { sampleProblems, sampleUsers } from '../../../../electron/api/sample-data';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import { problemTitle, problemMessage } from '../../../../renderer/problems/problem-messages';
import { sampleUserTitle } from '../../../../renderer/search/sample-titles';
import { problemExamples } from './problem-examples';

const languages = ['en', 'de', 'fr'] as const;
const all = Object.values(problemExamples);

describe.each(languages)('in %s', (language) => {
  it.each(all)('the problem $kind has a headline, a sentence and a next step', (problem) => {
    chooseLanguage(language, []);
    const { title, what, next, whom } = problemMessage(problem);
    expect(problemTitle(problem.kind)).toBe(title);
    expect(title).toMatch(/\S[^.]$/);
    expect(what).toMatch(/\S.*[.!?]$/);
    expect(next).toMatch(/\S.*[.!?]$/);
    expect(whom ?? '?').toMatch(/[.?]$/);
    expect(title + what + next + (whom ?? '')).not.toMatch(
      /[{}]|undefined|\bnull\b|NaN|\[object|problem_/,
    );
  });

  it.each(all)('the problem $kind of a lookup by e-mail address mentions no id', (problem) => {
    chooseLanguage(language, []);
    const { title, what, next, actions } = problemMessage(problem, { email: 'ann@example.com' });
    expect(title + what + next).not.toMatch(/usr_|[{}]|undefined|problem_/);
    expect(actions).not.toContain('change-id');
  });

  it('every problem has a different headline', () => {
    chooseLanguage(language, []);
    expect(new Set(all.map(({ kind }) => problemTitle(kind))).size).toBe(all.length);
  });

  it('each sample has words', () => {
    chooseLanguage(language, []);
    const words = [
      ...sampleUsers.map(({ kind }) => sampleUserTitle(kind)),
      ...sampleProblems.map(({ kind }) => problemTitle(kind)),
    ];
    expect(words.filter((each) => !/\S/.test(each) || each.includes('{'))).toEqual([]);
  });

  it('the words contain the problem’s values', () => {
    chooseLanguage(language, []);
    expect(problemMessage(problemExamples['unknown-host']).what).toContain('api.example.com');
    expect(problemMessage(problemExamples.certificate).what).toContain('api.example.com');
    expect(problemMessage(problemExamples['time-out']).what).toContain('15');
    expect(problemMessage(problemExamples['answer-too-large']).what).toMatch(/\b1\s/);
    const needed = problemExamples['proxy-password-needed'];
    const refused = problemMessage({ ...needed, refusals: 1 }).what;
    expect(problemMessage(needed).what).toContain('proxy.example:3128');
    expect(refused).toContain('proxy.example:3128');
    expect(refused).not.toBe(problemMessage(needed).what);
  });
});

it('problems that a retry can’t solve offer no retry', () => {
  const withoutRetry = all.filter((problem) => !problemMessage(problem).actions.includes('retry'));
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
  ['removed', 'change-id'],
  ['wrong-address', 'settings'],
  ['invalid-id', 'change-id'],
  ['time-out', 'retry'],
  ['no-connection', 'retry'],
  ['server-trouble', 'retry'],
  ['keychain-locked', 'retry'],
] as const)('the next step of %s is %s', (kind, action) => {
  expect(problemMessage(problemExamples[kind]).actions[0]).toBe(action);
});

it.each([
  ['key-refused', 'administrator'],
  ['not-permitted', 'administrator'],
  ['no-connection', 'IT department'],
  ['certificate', 'IT department'],
  ['keychain-missing', 'IT department'],
  ['server-trouble', 'looks after the server'],
  ['unexpected-answer', 'looks after the server'],
] as const)('%s names whom to ask: %s', (kind, whom) => {
  chooseLanguage('en', []);
  expect(problemMessage(problemExamples[kind]).whom).toContain(whom);
});

it('a problem that the agent can solve refers to no one else', () => {
  const alone = all
    .filter((problem) => problemMessage(problem).whom === null)
    .map(({ kind }) => kind);
  expect(alone).toEqual([
    'key-empty',
    'key-with-line-break',
    'key-not-ascii',
    'key-in-search',
    'not-found',
    'removed',
    'no-search-by-email',
    'invalid-id',
    'too-many-requests',
    'not-in-history',
    'file-not-written',
    'cancelled',
  ]);
});
