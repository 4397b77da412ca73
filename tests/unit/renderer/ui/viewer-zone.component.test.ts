import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import LocalTime from '../../../../renderer/profile/LocalTime.svelte';
import { dateTimeFormat } from '../../../../renderer/ui/intl-formats';
import { dayOf } from '../../../../renderer/ui/time';
import { viewerZone } from '../../../../renderer/ui/viewer-zone.svelte';

const minutes: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const evening = new Date('2026-03-01T22:30:00Z');

beforeEach(() => vi.useFakeTimers({ now: evening }));
afterEach(() => vi.unstubAllEnvs());

it('is the computer’s zone', () => {
  expect(viewerZone()).toBe('Europe/Zurich');
  expect(dateTimeFormat('en-GB', minutes).format(evening)).toBe('23:30');
});

it.each(['Etc/Unknown', ''])('is null if the system names no zone that Intl knows: %j', (zone) => {
  vi.stubEnv('TZ', zone);
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    timeZone: 'Etc/Unknown',
  } as Intl.ResolvedDateTimeFormatOptions);
  expect(viewerZone()).toBeNull();
  expect(dayOf(evening)).toMatch(/^2026-03-0[12]$/);
});

it('updates after the computer’s zone changed, while the screen shows a time', async () => {
  render(LocalTime, { zone: 'Europe/Zurich' });
  expect(screen.getByText(/the same time as here/)).toBeDefined();
  vi.stubEnv('TZ', 'Asia/Tokyo');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(screen.getByText(/8 hours behind you/)).toBeDefined();
  expect(dateTimeFormat('en-GB', minutes).format(evening)).toBe('07:30');
});
