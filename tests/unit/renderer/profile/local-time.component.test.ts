import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseLanguage, formatsLocale } from '../../../../renderer/messages/locale.svelte';
import { localTimeIn } from '../../../../renderer/profile/local-time';

beforeEach(() => chooseLanguage('en', []));

const plain = (text: string) => text.replace(/\s/g, ' ');
const there = (timeZone: string, now: string, viewerZone: string | null = 'Europe/Zurich') => {
  const found = localTimeIn(timeZone, Date.parse(now), formatsLocale(), viewerZone);
  return found && [found.time, found.weekday, found.offset && plain(found.offset)];
};

const sunday = '2026-03-01T12:00:00Z';

describe('the local time in another zone', () => {
  it.each([
    ['Europe/Zurich', sunday, '13:00', undefined, 'the same time as here'],
    ['Africa/Lagos', sunday, '13:00', undefined, 'the same time as here'],
    ['Europe/London', sunday, '12:00', undefined, '1 hour behind you'],
    ['Asia/Kolkata', sunday, '17:30', undefined, '4 hours 30 minutes ahead of you'],
    ['Asia/Kathmandu', sunday, '17:45', undefined, '4 hours 45 minutes ahead of you'],
    ['America/St_Johns', sunday, '08:30', undefined, '4 hours 30 minutes behind you'],
    ['Pacific/Kiritimati', sunday, '02:00', 'Monday', '13 hours ahead of you'],
    ['Pacific/Honolulu', '2026-03-01T05:00:00Z', '19:00', 'Saturday', '11 hours behind you'],
    // Daylight saving time starts earlier and ends later in St. John's than in Zurich. Kolkata has
    // none.
    ['Asia/Kolkata', '2026-03-29T00:59:59Z', '06:29', undefined, '4 hours 30 minutes ahead of you'],
    ['Asia/Kolkata', '2026-03-29T01:00:00Z', '06:30', undefined, '3 hours 30 minutes ahead of you'],
    [
      'America/St_Johns',
      '2026-03-08T12:00:00Z',
      '09:30',
      undefined,
      '3 hours 30 minutes behind you',
    ],
    [
      'America/St_Johns',
      '2026-10-25T12:00:00Z',
      '09:30',
      undefined,
      '3 hours 30 minutes behind you',
    ],
    ['Europe/London', '2026-03-29T01:00:00Z', '02:00', undefined, '1 hour behind you'],
    [
      'Australia/Lord_Howe',
      '2026-04-04T15:00:00Z',
      '01:30',
      'Sunday',
      '8 hours 30 minutes ahead of you',
    ],
  ])('%s at %s is %s, %s, %s', (timeZone, now, time, weekday, offset) => {
    expect(there(timeZone, now)).toEqual([time, weekday, offset]);
  });

  it('has a weekday and no offset if the viewer’s zone is unknown', () => {
    expect(there('Asia/Kolkata', sunday, null)).toEqual(['17:30', 'Sunday', undefined]);
  });

  it('has an offset from the viewer’s zone', () => {
    expect(there('Europe/Zurich', sunday, 'Pacific/Kiritimati')).toEqual([
      '13:00',
      'Sunday',
      '13 hours behind you',
    ]);
    expect(there('UTC', sunday, 'Asia/Kolkata')?.[2]).toBe('5 hours 30 minutes behind you');
  });

  it.each(['Mars/Olympus_Mons', '', ' Europe/Zurich', 'example_timezone'])(
    'is null for a zone that Intl doesn’t know: %j',
    (timeZone) => {
      expect(there(timeZone, sunday)).toBeNull();
    },
  );

  it.each([
    ['de', 'Montag', '13 Stunden später als hier', '4 Stunden, 30 Minuten früher als hier'],
    ['fr', 'lundi', '13 heures de plus qu’ici', '4 heures 30 minutes de moins qu’ici'],
  ] as const)('is in the screen’s language: %s', (language, weekday, ahead, behind) => {
    chooseLanguage(language, []);
    expect(there('Pacific/Kiritimati', sunday)?.slice(1)).toEqual([weekday, ahead]);
    expect(there('America/St_Johns', sunday)?.[2]).toBe(behind);
  });

  it('swaps ahead and behind if the two zones swap', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, zones, moments, (one, other, moment) => {
        const [, , offset = ''] = there(one, moment.toISOString(), other) ?? [];
        const [, , back] = there(other, moment.toISOString(), one) ?? [];
        const swapped = offset.replace(/ahead of|behind/, (way) =>
          way === 'behind' ? 'ahead of' : 'behind',
        );
        expect(back).toBe(swapped);
      }),
    );
  });
});
