import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseLanguage, formatsLocale } from '../../../../renderer/messages/locale.svelte';
import { accountStatus, statusMessage } from '../../../../renderer/profile/account-status';
import { answerJson, userOf } from '../../builders';

const now = Date.parse('2026-03-01T12:00:00Z');
const threeDaysAgo = '2026-02-26T12:00:00Z';
const twoHoursAgo = '2026-03-01T10:00:00Z';
const usual = {
  created_at: '2021-01-01T00:00:00Z',
  is_active: true,
  last_verified: threeDaysAgo,
  last_login: twoHoursAgo,
};

beforeEach(() => chooseLanguage('en', []));

/** The status of an account in use, with the given fields changed, and its sentences in words. */
function status(changes: Record<string, unknown> = {}) {
  const { tone, sentences } = accountStatus(
    userOf(answerJson({ ...usual, ...changes })).fields,
    now,
  );
  const words = sentences.map((sentence) =>
    statusMessage(sentence, formatsLocale()).replace(/\s/g, ' '),
  );
  return { tone, sentences, words };
}

describe('the status', () => {
  it('of an account in use is good and cites a field per sentence', () => {
    const { tone, words, sentences } = status();
    expect([tone, ...words]).toEqual([
      'good',
      'Active.',
      'E-mail verified 3 days ago.',
      'Last signed in 2 hours ago.',
    ]);
    expect(sentences.flatMap(({ cites }) => cites)).toEqual([
      'is_active',
      'last_verified',
      'last_login',
    ]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ is_active: false }, 'bad', "Switched off: this person can't sign in."],
    [{ is_active: undefined }, 'warn', 'The server did not say whether this account is active.'],
    [{ is_active: 'yes' }, 'warn', 'The server did not say whether this account is active.'],
    [{ is_active: null }, 'warn', 'The server did not say whether this account is active.'],
    [{ last_verified: null }, 'warn', 'E-mail address never verified.'],
    [{ last_login: null }, 'warn', 'Never signed in.'],
    ...[
      '0001-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '1970-01-01 01:00:00+01',
      '1899-12-30T00:00:00',
      '0000-00-00 00:00:00',
    ].flatMap((zero): [Record<string, unknown>, string, string][] => [
      [{ last_verified: zero }, 'warn', 'E-mail address never verified.'],
      [{ last_login: zero }, 'warn', 'Never signed in.'],
    ]),
    [
      { last_verified: '2020-12-31T23:59:59Z' },
      'warn',
      "The e-mail address was verified before the account was created: this can't be right.",
    ],
    [
      { last_login: '1995-01-01T00:00:00Z' },
      'warn',
      "The last sign-in was before the account was created: this can't be right.",
    ],
    [{ last_login: '2025-07-31T12:00:00Z' }, 'warn', "Hasn't signed in for 7 months."],
    [{ last_login: '2024-03-02T12:00:00Z' }, 'warn', "Hasn't signed in for 23 months."],
    [{ last_login: '2024-03-01T12:00:00Z' }, 'warn', "Hasn't signed in for 2 years."],
    [{ last_login: '2022-06-01T12:00:00Z' }, 'warn', "Hasn't signed in for 3 years."],
  ])('with %j is %s: %s', (changes, tone, sentence) => {
    const found = status(changes);
    expect(found.tone).toBe(tone);
    expect(found.words).toContain(sentence);
    expect(found.words).toHaveLength(3);
  });

  it.each(['last_verified', 'last_login'])('leaves out %s if it is no past time', (name) => {
    for (const value of [undefined, 'soon', '2025-11-15', 7, '2026-03-01T12:00:01Z']) {
      const { tone, sentences } = status({ [name]: value });
      expect(tone).toBe('good');
      expect(sentences.flatMap(({ cites }) => cites)).not.toContain(name);
    }
  });

  it('warns after an absence of 180 days', () => {
    const days = (count: number) => new Date(now - count * 86_400_000);
    expect(status({ last_login: new Date(days(180).getTime() + 1).toISOString() }).tone).toBe(
      'good',
    );
    const { tone, words } = status({ last_login: days(180).toISOString() });
    expect([tone, words[2]]).toEqual(['warn', "Hasn't signed in for 5 months."]);
  });

  it('does not warn about the absence of a user who can’t sign in', () => {
    expect(status({ is_active: false, last_login: '2025-07-31T12:00:00Z' }).words[2]).toBe(
      'Last signed in 7 months ago.',
    );
  });

  it('is good only without a warning, and always starts with the access', () => {
    const moments = fc.constantFrom(null, undefined, 'soon', threeDaysAgo, '2020-01-01T00:00:00Z');
    const changes = fc.record({
      is_active: fc.constantFrom(true, false, null, 'yes'),
      last_verified: moments,
      last_login: moments,
    });
    fc.assert(
      fc.property(changes, (answer) => {
        const { tone, sentences } = status(answer);
        expect(sentences[0]?.cites).toEqual(['is_active']);
        expect(tone === 'bad').toBe(answer.is_active === false);
        if (
          answer.is_active !== true ||
          answer.last_verified === null ||
          answer.last_login === null
        )
          expect(tone).not.toBe('good');
      }),
    );
  });
});

it.each([
  [
    'de',
    ['Aktiv.', 'E-Mail-Adresse vor 3 Tagen bestätigt.', 'Seit 7 Monaten nicht mehr angemeldet.'],
    'Seit 3 Jahren nicht mehr angemeldet.',
  ],
  [
    'fr',
    ['Actif.', 'Adresse e-mail vérifiée il y a 3 jours.', 'Aucune connexion depuis 7 mois.'],
    'Aucune connexion depuis 3 ans.',
  ],
] as const)('the sentences are in the screen’s language: %s', (language, months, years) => {
  chooseLanguage(language, []);
  expect(status({ last_login: '2025-07-31T12:00:00Z' }).words).toEqual(months);
  expect(status({ last_login: '2022-06-01T12:00:00Z' }).words[2]).toBe(years);
});
