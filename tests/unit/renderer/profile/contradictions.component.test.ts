import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleUsers } from '../../../../electron/api/sample-data';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import {
  contradictionsOf,
  contradictionMessage,
} from '../../../../renderer/profile/contradictions';
import { answerJson, userOf } from '../../builders';

const now = Date.parse('2026-03-01T12:00:00Z');

const found = (changes: Record<string, unknown>) =>
  Object.fromEntries(
    contradictionsOf(userOf(answerJson({ timezone: 'Europe/Zurich', ...changes })).fields, now),
  );

describe('no contradictions are found in', () => {
  it('a normal account', () => {
    expect(found({})).toEqual({});
  });

  it('an account with few usable values', () => {
    const fields = {
      email: '',
      timezone: null,
      birthday: null,
      last_login: null,
      last_verified: undefined,
    };
    expect(found({ ...fields, created_at: 'soon', updated_at: 7 })).toEqual({});
  });

  it.each(sampleUsers.filter(({ kind }) => kind !== 'contradictions' && kind !== 'spaces'))(
    'the sample user $id',
    ({ user }) => {
      expect([
        ...contradictionsOf(userOf(JSON.stringify(user(new Date(now)))).fields, now),
      ]).toEqual([]);
    },
  );
});

describe('contradictions are found:', () => {
  it.each([
    ['updated_at', '2025-11-15T10:29:59Z', 'changed-before-created'],
    ['last_login', '2025-11-15T10:29:59Z', 'signed-in-before-created'],
    ['last_verified', '2025-11-15T11:29:59+01:00', 'verified-before-created'],
    ['last_login', '0001-01-01T00:00:00Z', 'placeholder-time'],
    ['last_verified', '1970-01-01T00:00:00Z', 'placeholder-time'],
    ['created_at', '1900-01-01T00:00:00Z', 'placeholder-time'],
    ['last_login', '2026-03-01T12:05:01Z', 'time-in-future'],
    ['last_verified', '2026-03-01T12:05:01Z', 'time-in-future'],
    ['updated_at', '2026-03-01T12:05:01Z', 'time-in-future'],
    ['birthday', '2026-03-03', 'birthday-in-future'],
    ['birthday', '1906-02-28', 'birthday-too-early'],
    ['timezone', 'Mars/Olympus_Mons', 'unknown-time-zone'],
    ['email', 'user.example.com', 'no-at-sign'],
    ['post_code', '8004 ', 'space-around'],
    ['first_name', '\u00A0Ana', 'space-around'],
    ['username', 'ana\u200Bkovac', 'hidden-characters'],
    ['username', 'ana\u00ADkovac', 'hidden-characters'],
    ['email', '\uFEFFana@example.com', 'hidden-characters'],
    ['email', 'ana@example.com\u200E', 'hidden-characters'],
    ['last_name', 'Kovac\u200D', 'hidden-characters'],
    ['id', 'usr_1\u0000', 'hidden-characters'],
  ])('%s of %j is %s', (name, value, contradiction) => {
    expect(found({ [name]: value })).toEqual({ [name]: [contradiction] });
  });

  it('several per field, and in several fields', () => {
    expect(found({ email: ' ana\u200B', created_at: '2026-03-02T12:00:00Z' })).toEqual({
      updated_at: ['changed-before-created'],
      last_login: ['signed-in-before-created'],
      last_verified: ['verified-before-created'],
      created_at: ['time-in-future'],
      email: ['no-at-sign', 'space-around', 'hidden-characters'],
    });
  });
});

describe('no contradiction is', () => {
  it.each([
    ['a time within the tolerated clock skew', 'last_login', '2026-03-01T12:05:00Z'],
    ['a change at the time of the creation', 'updated_at', '2025-11-15T11:30:00+01:00'],
    ['a birth today in the zone where days begin first', 'birthday', '2026-03-02'],
    ['an age of exactly 120 years', 'birthday', '1906-03-01'],
    ['a day that does not exist', 'birthday', '2030-02-30'],
    ['a zero-width non-joiner in Persian', 'first_name', 'می\u200Cخواهم'],
    ['a double space inside', 'full_name', 'Ana  Kovac'],
    ['the zone UTC', 'timezone', 'UTC'],
  ])('%s', (_, name, value) => {
    expect(found({ [name]: value })).toEqual({});
  });
});

it('a time is reported exactly if it is later than the tolerated clock skew', () => {
  const minute = 60_000;
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (minutes) => {
      const last_login = new Date(now + minutes * minute).toISOString();
      const kinds = found({ last_login, created_at: '2020-01-01T00:00:00Z' })['last_login'] ?? [];
      expect(kinds).toEqual(minutes > 5 ? ['time-in-future'] : []);
    }),
  );
});

it('a contradiction is described in the screen’s language', () => {
  chooseLanguage('en', []);
  expect(contradictionMessage('unknown-time-zone')).toBe(
    "This computer doesn't know this time zone.",
  );
  chooseLanguage('de', []);
  expect(contradictionMessage('unknown-time-zone')).toBe(
    'Dieser Computer kennt diese Zeitzone nicht.',
  );
});
