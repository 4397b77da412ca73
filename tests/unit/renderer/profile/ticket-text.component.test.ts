import { beforeEach, describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import { ticketText } from '../../../../renderer/profile/ticket-text';
import { buildLookUp } from '../../builders';

beforeEach(() => chooseLanguage('en', ['en-GB']));

const lookUp = {
  ...buildLookUp({
    last_verified: '2026-02-26T12:00:00Z',
    last_login: '2026-03-01T10:00:00Z',
    gender: null,
    nickname: 'exy',
  }),
  traceId: 'req_1',
};

describe('the text for a ticket', () => {
  it('states environment, id, time, status as of that time, and trace id', () => {
    expect(ticketText(lookUp, false, 'en-GB').split('\n')).toEqual([
      'Environment: https://api.example.com/v1',
      'User ID: usr_abc123def456',
      'Looked up: 1 Mar 2026, 13:00 CET (2026-03-01T12:00:00.000Z)',
      'Status: Active. E-mail verified 3 days ago. Last signed in 2 hours ago.',
      'Trace ID: req_1',
    ]);
  });

  it('leaves out a missing trace id', () => {
    expect(ticketText(buildLookUp(), false, 'en-GB')).not.toContain('Trace');
  });

  it('contains personal values only on request, and then only those that are set', () => {
    expect(ticketText(lookUp, false, 'en-GB')).not.toMatch(/example_|user@|2025-11-15|exy/);
    expect(ticketText(lookUp, true, 'en-GB').split('\n').slice(5)).toEqual([
      'Time zone: example_timezone',
      'Post code: example_post_code',
      'Country ID: abc123def456',
      'Birthday: 2025-11-15',
      'Full name: example_full_name',
      'First name: example_first_name',
      'Last name: example_last_name',
      'E-mail: user@example.com',
      'User name: user@example.com',
      'Profile picture: example_profile_image',
      '"nickname": "exy"',
    ]);
  });

  it('is in the screen’s language', () => {
    chooseLanguage('de', []);
    expect(ticketText(lookUp, false, 'de-CH')).toContain('Status: Aktiv.');
  });
});
