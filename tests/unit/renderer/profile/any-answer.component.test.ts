import { cleanup } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LookUp } from '../../../../electron/contract/look-up';
import { diffAnswers } from '../../../../electron/history/diff-answers';
import { accountStatus, statusMessage } from '../../../../renderer/profile/account-status';
import { contradictionsOf } from '../../../../renderer/profile/contradictions';
import { copyableText } from '../../../../renderer/profile/field-display';
import { initialsOf } from '../../../../renderer/profile/initials';
import { localTimeIn } from '../../../../renderer/profile/local-time';
import { soundsLike, spellingsOf } from '../../../../renderer/profile/name-spellings';
import ProfileCard from '../../../../renderer/profile/ProfileCard.svelte';
import { ticketText } from '../../../../renderer/profile/ticket-text';
import { toDisplayText } from '../../../../renderer/ui/display-text';
import { anyUser, markupSelector } from '../../../mock-api/any-answer';
import { answerJson, buildLookUp, userOf } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const now = new Date('2026-03-01T14:00:00Z');
beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => void vi.useRealTimers());

const lookUpOf = (json: string): LookUp => ({
  ...buildLookUp(),
  id: 'usr_any',
  user: userOf(json),
  json,
});

it('any user gets a status, contradictions, a local time, spellings and a ticket text', () => {
  fc.assert(
    fc.property(anyUser, (json) => {
      const lookUp = lookUpOf(json);
      const { fields, name } = lookUp.user;
      for (const sentence of accountStatus(fields, now.getTime()).sentences)
        expect(statusMessage(sentence, 'en-GB')).not.toMatch(/NaN|Infinity|undefined/);
      contradictionsOf(fields, now.getTime());
      initialsOf(name ?? '');
      for (const field of Object.values(fields)) {
        const text = copyableText(field) ?? '';
        expect(spellingsOf(text)).toHaveLength(2);
        soundsLike(text, name ?? '');
        localTimeIn(text, now.getTime(), 'en-GB', 'Europe/Zurich');
      }
      const lines = ticketText(lookUp, true, 'en-GB').split('\n');
      // No value may add a line.
      expect(lines.filter((line) => !/^.+: /.test(line))).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 40_000);

it('any displayed text has no hidden characters and a bounded length', () => {
  const hidden = /[\p{Cs}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      expect(toDisplayText(text)).not.toMatch(hidden);
    }),
  );
  expect(toDisplayText('x'.repeat(1_000_000)).length).toBeLessThan(2_100);
});

/** The names of all elements and attributes. */
const namesIn = (container: Element) =>
  new Set(
    [...container.querySelectorAll('*')].flatMap((element) => [
      element.localName,
      ...element.getAttributeNames().map((name) => `@${name}`),
    ]),
  );

function show(json: string, before: string) {
  const { state } = buildState();
  const lookUp = lookUpOf(json);
  const changes = { ...diffAnswers(before, json), since: '2026-02-01T12:00:00.000Z' };
  state.lookups.phase = { name: 'found', lookUp, isRemembered: false, changes, idCount: 1 };
  const { container } = renderIn(state, ProfileCard, {
    lookUp,
    isRemembered: false,
    changes,
    idCount: 1,
  });
  return container;
}

it('no user adds elements or attributes to the card', () => {
  const plain = answerJson({ more: 1 });
  const odd = answerJson({
    email: 7,
    birthday: 'x',
    last_login: null,
    created_at: undefined,
    timezone: 'x',
    gender: '',
  });
  const own = new Set<string>();
  for (const [json, before] of [
    [plain, odd],
    [odd, plain],
    [answerJson({ timezone: 'Asia/Tokyo' }), plain],
  ] as const) {
    for (const name of namesIn(show(json, before))) own.add(name);
    cleanup();
  }
  fc.assert(
    fc.property(anyUser, anyUser, (json, before) => {
      const container = show(json, before);
      expect(container.querySelector('article')).not.toBeNull();
      expect(container.querySelector(markupSelector)).toBeNull();
      expect([...namesIn(container)].filter((name) => !own.has(name))).toEqual([]);
      cleanup();
    }),
    { numRuns: 30 },
  );
}, 40_000);
