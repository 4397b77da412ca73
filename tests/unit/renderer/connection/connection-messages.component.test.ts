import { describe, expect, it } from 'vitest';
import {
  outcomes,
  type CheckName,
  type Finding,
  type CheckResult,
} from '../../../../electron/contract/connection-report';
import { reportText, checkMessage } from '../../../../renderer/connection/connection-messages';
import { chooseLanguage } from '../../../../renderer/messages/locale.svelte';

const findings = Object.keys(outcomes) as Finding[];
const lineOf = (finding: Finding, detail?: string): CheckResult => ({
  check: finding.slice(0, finding.indexOf('-')) as CheckName,
  outcome: outcomes[finding],
  finding,
  ...(detail !== undefined && { detail }),
});

describe.each(['en', 'de', 'fr'] as const)('in %s', (language) => {
  it.each(findings)(
    '%s has a label and a sentence; a failure also says what to do and whom to ask',
    (finding) => {
      chooseLanguage(language, []);
      const { label, outcome, text, next, whom } = checkMessage(
        lineOf(finding, '7'),
        'proxy.example:3128',
      );
      expect(label + outcome + text).not.toMatch(/[{}]|undefined|connection_/);
      expect(text).toMatch(/\S.*[.)]$/);
      if (outcomes[finding] === 'fail') {
        expect(next).toMatch(/\S.*\.$/);
        expect(whom).toMatch(/\S.*\.$/);
      } else expect([next, whom]).toEqual([null, null]);
    },
  );
});

it.each([
  ['7', '7 minutes'],
  ['119', '119 minutes'],
  ['125', '2 hours'],
  ['2880', '2 days'],
])('a clock that is wrong by %s minutes is described as %s', (detail, duration) => {
  chooseLanguage('en', []);
  expect(checkMessage(lineOf('clock-wrong', detail), null).text).toContain(`by ${duration}.`);
});

it('texts contain the cause of a failure and the address of a proxy', () => {
  chooseLanguage('en', []);
  expect(checkMessage(lineOf('certificate-refused', 'ERR_CERT_DATE_INVALID'), null).text).toMatch(
    /certificate\. \(ERR_CERT_DATE_INVALID\)$/,
  );
  expect(checkMessage(lineOf('proxy-works'), 'proxy.example:3128').text).toContain(
    'proxy.example:3128',
  );
});

it('the report has one line per check, with what to do and whom to ask, and further facts', () => {
  chooseLanguage('en', []);
  const report = {
    host: 'api.example.com',
    proxy: null,
    lines: [lineOf('name-found'), lineOf('endpoint-silent', 'ERR_CONNECTION_REFUSED')],
  };
  expect(reportText(report, [['App version', '1.2.3']]).split('\n')).toEqual([
    'Connection to api.example.com',
    'Name of the server (DNS): Fine. This computer finds the server.',
    [
      'Answer of the server: Not fine. The server did not answer. (ERR_CONNECTION_REFUSED)',
      'Check the network and, if you use one, the VPN. Then check again.',
      'Need help? Ask your IT department.',
    ].join(' '),
    'App version: 1.2.3',
  ]);
});
