import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';
import {
  supportDetails,
  supportText,
  type ProblemOccurrence,
} from '../../../../renderer/problems/support-text';

const occurrence: ProblemOccurrence = {
  problem: { kind: 'server-trouble', status: 503, code: 'OVERLOADED', traceId: 'req_1' },
  id: 'usr_a',
  server: 'api.example.com',
  at: new Date('2026-03-01T12:00:05Z'),
  version: '1.2.3',
};

describe('the text for IT', () => {
  it('contains the headline and one line per known detail', () => {
    chooseLanguage('en', []);
    expect(supportText('The server is in trouble', supportDetails(occurrence)).split('\n')).toEqual(
      [
        'The server is in trouble',
        'User ID: usr_a',
        'Server: api.example.com',
        'Time: 1 Mar 2026, 13:00:05 CET',
        'Answer: 503',
        'Code: OVERLOADED',
        'Trace ID: req_1',
        'App version: 1.2.3',
      ],
    );
  });

  it('is in the language of the app', () => {
    chooseLanguage('fr', []);
    expect(supportText('Le serveur a un problème', supportDetails(occurrence))).toContain(
      '\nServeur\u202F: api.example.com\n',
    );
  });

  it('leaves out what is not known', () => {
    const names = supportDetails({
      ...occurrence,
      id: null,
      problem: { kind: 'keychain-failed' },
    }).map(({ name }) => name);
    expect(names).toEqual(['server', 'time', 'version']);
  });

  it('contains Chromium’s name of a network error', () => {
    const details = supportDetails({
      ...occurrence,
      problem: { kind: 'interrupted', detail: 'ERR_CONNECTION_RESET' },
    });
    expect(details.find(({ name }) => name === 'cause')?.value).toBe('ERR_CONNECTION_RESET');
  });
});
