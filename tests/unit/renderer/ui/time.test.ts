import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  age,
  calendarDay,
  dayAndTime,
  dayOf,
  inZones,
  isPlaceholder,
  momentOf,
  readTimestamp,
  relative,
} from '../../../../renderer/ui/time';

/** Replaces all kinds of spaces that `Intl` writes by plain ones. */
const plain = (text: string | null) => text?.replace(/\s/g, ' ');

describe('a day and time within a sentence', () => {
  const now = Date.parse('2026-03-01T14:00:00Z');

  it.each([
    ['2026-03-01T13:59:00Z', 'en-GB', 'Sunday 14:59'],
    ['2026-02-24T13:02:00Z', 'en-GB', 'Tuesday 14:02'],
    ['2026-02-24T13:02:00Z', 'de-CH', 'Dienstag, 14:02'],
    ['2026-02-23T14:00:01Z', 'en-GB', 'Monday 15:00'],
    ['2026-02-23T14:00:00Z', 'en-GB', '23 February 2026'],
  ])('%s in %s is %s', (moment, locale, words) => {
    expect(plain(dayAndTime(new Date(moment), now, locale))).toBe(words);
  });
});

describe('the moment of a timestamp', () => {
  it.each([
    ['2025-11-15T10:30:00Z', '2025-11-15T10:30:00.000Z'],
    ['2025-11-15T10:30Z', '2025-11-15T10:30:00.000Z'],
    ['2025-11-15T10:30:00.5Z', '2025-11-15T10:30:00.500Z'],
    ['2025-11-15T10:30:00.123456Z', '2025-11-15T10:30:00.123Z'],
    ['2025-11-15T10:30:00+01:00', '2025-11-15T09:30:00.000Z'],
    ['2025-11-15T10:30:00-0530', '2025-11-15T16:00:00.000Z'],
    ['2025-11-15 10:30:00Z', '2025-11-15T10:30:00.000Z'],
    ['2025-11-15 10:30:00+00:00', '2025-11-15T10:30:00.000Z'],
    ['2025-11-15 10:30:00.123456+00', '2025-11-15T10:30:00.123Z'],
    ['2025-11-15 10:30:00-05', '2025-11-15T15:30:00.000Z'],
    ['2025-11-15 10:30:00 +0530', '2025-11-15T05:00:00.000Z'],
    ['2025-11-15 10:30:00 UTC', '2025-11-15T10:30:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (timestamp, moment) => {
    expect(momentOf(timestamp)?.toISOString()).toBe(moment);
  });

  it.each([
    ['without a zone', '2025-11-15T10:30:00'],
    ['without a time', '2025-11-15'],
    ['in words', 'Sat, 15 Nov 2025 10:30:00 GMT'],
    ['in American notation', '11/15/2025'],
    ['in seconds', '1763202600'],
    ['with month 13', '2025-13-01T00:00:00Z'],
    ['with 30 February', '2025-02-30T00:00:00Z'],
    ['with a leap day in a normal year', '2025-02-29T12:00:00Z'],
    ['with hour 25', '2025-11-15T25:00:00Z'],
    ['with minute 60', '2025-11-15T10:60:00Z'],
    ['with white space', ' 2025-11-15T10:30:00Z'],
    ['that is empty', ''],
    ['that is a word', 'never'],
  ])('is null for a text %s', (_, timestamp) => {
    expect(momentOf(timestamp)).toBeNull();
  });

  it.each([
    '2025-11-15T10:30:00',
    '2025-11-15 10:30:00',
    '2025-11-15 10:30',
    '2025-11-15 10:30:00.5',
  ])('has no zone: %s', (timestamp) => {
    expect(readTimestamp(timestamp)?.hasZone).toBe(false);
  });

  it.each([
    ['0000-00-00 00:00:00', true],
    ['0001-01-01T00:00:00Z', true],
    ['0001-01-01T00:00:00', true],
    ['1601-01-01T00:00:00Z', true],
    ['1753-01-01 00:00:00', true],
    ['1899-12-30T00:00:00Z', true],
    ['1970-01-01T00:00:00Z', true],
    ['1970-01-01T01:00:00+01:00', true],
    ['1969-12-31T16:00:00-08:00', true],
    ['1971-01-01T00:00:00Z', false],
    ['2025-11-15T10:30:00Z', false],
    ['never', false],
    ['', false],
  ])('%j means "never": %s', (timestamp, isOne) => {
    expect(isPlaceholder(timestamp)).toBe(isOne);
  });

  it('of any date in ISO 8601 is that date', () => {
    const dates = fc.date({
      min: new Date(0),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(momentOf(date.toISOString())).toEqual(date);
      }),
    );
  });
});

describe('the distance from now', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');

  it.each([
    ['en-GB', '2026-03-01T12:00:00Z', 'now'],
    ['en-GB', '2026-03-01T11:59:30Z', '30 seconds ago'],
    ['en-GB', '2026-03-01T11:59:00Z', '1 minute ago'],
    ['en-GB', '2026-03-01T10:00:00Z', '2 hours ago'],
    ['en-GB', '2026-03-01T09:00:01Z', '2 hours ago'],
    ['en-GB', '2026-02-28T12:00:00Z', '1 day ago'],
    ['en-GB', '2026-02-28T06:00:00Z', '1 day ago'],
    ['en-GB', '2026-02-24T12:00:00Z', '5 days ago'],
    ['en-GB', '2026-02-01T12:00:01Z', '27 days ago'],
    ['en-GB', '2025-11-28T12:00:00Z', '3 months ago'],
    ['en-GB', '2025-04-01T12:00:00Z', '10 months ago'],
    ['en-GB', '2024-03-02T12:00:00Z', '23 months ago'],
    ['en-GB', '2024-03-01T12:00:00Z', '2 years ago'],
    ['en-GB', '2023-03-01T12:00:01Z', '2 years ago'],
    ['en-GB', '2023-03-01T12:00:00Z', '3 years ago'],
    ['en-GB', '2026-03-04T12:00:00Z', 'in 3 days'],
    ['de-CH', '2026-03-01T12:00:00Z', 'jetzt'],
    ['de-CH', '2026-03-01T10:00:00Z', 'vor 2 Stunden'],
    ['fr-CH', '2026-03-01T10:00:00Z', 'il y a 2 heures'],
  ])('in %s from %s is %j', (locale, timestamp, words) => {
    expect(plain(relative(new Date(timestamp), now, locale))).toBe(words);
  });
});

describe('date and time', () => {
  const moment = new Date('2026-11-23T12:41:00Z');

  it.each([
    ['en-GB', 'Europe/Zurich', '23 Nov 2026, 13:41 CET'],
    ['en-GB', 'UTC', '23 Nov 2026, 12:41 UTC'],
    ['en-US', 'America/New_York', 'Nov 23, 2026, 07:41 AM EST'],
    ['en-GB', 'Asia/Kolkata', '23 Nov 2026, 18:11 GMT+5:30'],
    ['en-GB', 'Pacific/Kiritimati', '24 Nov 2026, 02:41 GMT+14'],
    ['de-CH', 'Europe/Zurich', '23. Nov. 2026, 13:41 MEZ'],
    ['fr-CH', 'Europe/Zurich', '23 nov. 2026, 13:41 UTC+1'],
  ])('in %s and %s include the zone: %s', (locale, timeZone, words) => {
    expect(plain(absolute(moment, locale, timeZone))).toBe(words);
  });

  it.each([
    ['Europe/Zurich', '2026-03-29T00:59:00Z', '29 Mar 2026, 01:59 CET'],
    ['Europe/Zurich', '2026-03-29T01:00:00Z', '29 Mar 2026, 03:00 CEST'],
    ['Europe/Zurich', '2026-10-25T00:59:00Z', '25 Oct 2026, 02:59 CEST'],
    ['Europe/Zurich', '2026-10-25T01:00:00Z', '25 Oct 2026, 02:00 CET'],
    ['Europe/London', '2026-03-29T01:00:00Z', '29 Mar 2026, 02:00 BST'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '5 Apr 2026, 01:30 GMT+10:30'],
  ])('in %s respect daylight saving time: %s', (timeZone, timestamp, words) => {
    expect(plain(absolute(new Date(timestamp), 'en-GB', timeZone))).toBe(words);
  });

  it('are in the computer’s zone by default', () => {
    expect(plain(absolute(moment, 'en-GB'))).toBe('23 Nov 2026, 13:41 CET');
  });
});

describe('a calendar day', () => {
  it.each([
    ['1988-04-17', 'en-GB', '17 April 1988'],
    ['1988-04-17', 'en-US', 'April 17, 1988'],
    ['1988-04-17', 'de-CH', '17. April 1988'],
    ['1988-04-17', 'fr-CH', '17 avril 1988'],
    ['1996-02-29', 'en-GB', '29 February 1996'],
    ['2000-01-01', 'en-GB', '1 January 2000'],
    ['1899-12-31', 'en-GB', '31 December 1899'],
  ])('%s in %s is %s', (day, locale, words) => {
    expect(plain(calendarDay(day, locale))).toBe(words);
  });

  it.each([
    '1995-02-29',
    '1988-02-30',
    '1988-04-31',
    '1988-13-01',
    '1988-00-10',
    '1988-01-00',
    '1988-01-32',
    '88-04-17',
    '1988-4-17',
    '1988-04-17T00:00:00Z',
    '1988-04-17 ',
    '17.04.1988',
    '19880417',
    '',
  ])('is null if the day does not exist or has another form: %j', (day) => {
    expect(calendarDay(day, 'en-GB')).toBeNull();
  });
});

describe('the age', () => {
  it.each([
    ['1988-04-17', '2026-04-16T12:00:00Z', 'UTC', 37],
    ['1988-04-17', '2026-04-17T00:00:00Z', 'UTC', 38],
    ['1988-04-17', '2026-04-16T22:00:00Z', 'Europe/Zurich', 38],
    ['1988-04-17', '2026-04-16T10:00:00Z', 'Pacific/Kiritimati', 38],
    ['1988-04-17', '2026-04-17T02:29:00Z', 'America/St_Johns', 37],
    ['1988-04-17', '2026-04-17T02:30:00Z', 'America/St_Johns', 38],
    ['1996-02-29', '2026-02-28T12:00:00Z', 'UTC', 29],
    ['1996-02-29', '2026-03-01T00:00:00Z', 'UTC', 30],
    ['1996-02-29', '2028-02-28T12:00:00Z', 'UTC', 31],
    ['1996-02-29', '2028-02-29T00:00:00Z', 'UTC', 32],
    ['2026-04-17', '2026-04-17T00:00:00Z', 'UTC', 0],
    ['2026-04-18', '2026-04-17T12:00:00Z', 'UTC', null],
    ['1988-02-30', '2026-04-17T12:00:00Z', 'UTC', null],
    ['soon', '2026-04-17T12:00:00Z', 'UTC', null],
  ])('with the birthday %s at %s in %s is %s', (day, now, timeZone, years) => {
    expect(age(day, Date.parse(now), timeZone)).toBe(years);
  });

  it('depends on the computer’s zone by default', () => {
    expect(dayOf(Date.parse('2026-04-16T22:00:00Z'))).toBe('2026-04-17');
    expect(age('1988-04-17', Date.parse('2026-04-16T22:00:00Z'))).toBe(38);
  });
});

describe('a time in several zones', () => {
  const linesFor = (...zones: string[]) =>
    inZones(new Date('2026-11-23T12:41:00Z'), 'en-GB', zones).map(
      ({ zone, time }) => `${zone}: ${time}`,
    );

  it('has one line per zone', () => {
    expect(linesFor('Europe/Zurich', 'Pacific/Kiritimati', 'UTC')).toEqual([
      'Europe/Zurich: 23 Nov 2026, 13:41 CET',
      'Pacific/Kiritimati: 24 Nov 2026, 02:41 GMT+14',
      'UTC: 23 Nov 2026, 12:41 UTC',
    ]);
  });

  it('has one line for a zone that has two names', () => {
    expect(linesFor('Asia/Calcutta', 'Asia/Kolkata', 'Etc/UTC', 'UTC')).toHaveLength(2);
  });

  it('leaves out unknown zones', () => {
    expect(linesFor('Mars/Olympus_Mons', '', 'UTC')).toHaveLength(1);
  });
});
