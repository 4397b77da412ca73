import { describe, expect, it } from 'vitest';
import { beginsDay, dayHeading } from '../../../../renderer/history/day-headings';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import { buildEntry } from '../../builders';

describe('the heading of a day', () => {
  it.each([
    ['en', 'en-GB', 'Today | Yesterday | Monday 3 March | Tuesday 31 December 2024'],
    ['de', 'de-CH', 'Heute | Gestern | Montag, 3. März | Dienstag, 31. Dezember 2024'],
    ['fr', 'fr-CH', 'Aujourd’hui | Hier | lundi 3 mars | mardi 31 décembre 2024'],
  ] as const)('in %s contains the year if it is another year', (language, locale, expected) => {
    chooseLanguage(language, []);
    const days = ['2025-03-05', '2025-03-04', '2025-03-03', '2024-12-31'];
    const headings = days.map((day) => dayHeading(day, '2025-03-05', locale)).join(' | ');
    // Only some versions of ICU put a comma after the weekday.
    const plain = (text: string) => text.replaceAll(',', '');
    expect(plain(headings)).toBe(plain(expected));
  });

  it('is "Yesterday" across the end of a year, of a month and of winter time', () => {
    chooseLanguage('en', []);
    expect(dayHeading('2025-12-31', '2026-01-01', 'en-GB')).toBe('Yesterday');
    expect(dayHeading('2024-02-29', '2024-03-01', 'en-GB')).toBe('Yesterday');
    expect(dayHeading('2026-03-29', '2026-03-30', 'en-GB')).toBe('Yesterday');
  });
});

describe('a day', () => {
  /** Returns those of the times, newest first, that begin a day. */
  const beginnings = (...times: string[]) => {
    const entries = times.map((lookedUpAt) => buildEntry({ lookedUpAt }));
    return entries.flatMap((_, index) => (beginsDay(entries, index) ? [times[index]] : []));
  };

  it('begins at local midnight, in winter and in summer', () => {
    expect(beginnings('2026-01-14T23:00:00Z', '2026-01-14T22:59:59Z')).toHaveLength(2);
    expect(beginnings('2026-01-14T22:59:59Z', '2026-01-13T23:00:00Z')).toHaveLength(1);
    expect(beginnings('2026-07-14T22:00:00Z', '2026-07-14T21:59:59Z')).toHaveLength(2);
    expect(beginnings('2026-07-14T21:59:59Z', '2026-07-13T22:00:00Z')).toHaveLength(1);
  });

  it('has 23 hours when summer time begins, and 25 when it ends', () => {
    const inMarch = [
      '2026-03-29T22:00:00Z',
      '2026-03-29T21:59:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-28T22:59:00Z',
    ];
    expect(beginnings(...inMarch)).toEqual([inMarch[0], inMarch[1], inMarch[3]]);
    const inOctober = [
      '2026-10-25T23:00:00Z',
      '2026-10-25T22:59:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-24T21:59:00Z',
    ];
    expect(beginnings(...inOctober)).toEqual([inOctober[0], inOctober[1], inOctober[3]]);
  });

  it('begins with the first entry, and an empty list has no day', () => {
    expect(beginnings('2026-01-14T23:00:00Z')).toHaveLength(1);
    expect(beginsDay([], 0)).toBe(false);
  });
});
