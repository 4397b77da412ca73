import { expect, it } from 'vitest';
import { diagnosticsText } from '../../../electron/diagnostics/diagnostics-report';
import type { LoadedPolicy } from '../../../electron/policy/policy-file';
import { buildPolicy, buildSettings, flawedPolicy, noPolicy } from '../builders';

const reportWith = (policy: LoadedPolicy) =>
  diagnosticsText({
    version: '1.2.3',
    isPackaged: true,
    languages: [],
    profile: '/profile',
    historySize: 0,
    policy,
    settings: buildSettings(),
    env: {},
  });

it.each<[LoadedPolicy, string]>([
  [noPolicy, 'none in /etc/account-inspector/policy.json'],
  [
    buildPolicy({
      managedBy: 'IT\x1b[2J',
      defaults: { photos: false },
      locked: { export: false, verify: true },
    }),
    '/etc/account-inspector/policy.json, managed by IT [2J, sets photos, locks export verify',
  ],
  [
    buildPolicy(),
    '/etc/account-inspector/policy.json, managed by IT Service Desk, sets nothing, locks nothing',
  ],
  [flawedPolicy, "/etc/account-inspector/policy.json, can't be used: not-fitting: locked.exprot"],
  [
    { ...noPolicy, flaw: { reason: 'not-json', at: { line: 3, column: 5 } } },
    "/etc/account-inspector/policy.json, can't be used: not-json, line 3, column 5",
  ],
  [
    { ...noPolicy, flaw: { reason: 'not-trusted' } },
    "/etc/account-inspector/policy.json, can't be used: not-trusted",
  ],
])('describes the policy %j', (policy, description) => {
  expect(reportWith(policy)).toContain(`Policy: ${description}\n`);
});

it('reports versions, system and settings, and no personal data', () => {
  const text = diagnosticsText({
    version: '1.2.3',
    isPackaged: true,
    languages: ['de-CH', 'fr'],
    profile: '/home/ann.example/.config/Account Inspector',
    historySize: 0,
    policy: noPolicy,
    settings: buildSettings({
      baseUrl: 'https://api.example/v1',
      keyStoredFor: ['https://api.example/v1'],
    }),
    env: { HTTPS_PROXY: 'http://ann:secret@proxy.example:3128', no_proxy: '', USER: 'ann' },
  });
  expect(text).toContain('Account Inspector: 1.2.3\n');
  expect(text).toContain('Languages: de-CH, fr\n');
  expect(text).toContain('Profile: /home/[redacted]/.config/Account Inspector\n');
  expect(text).toContain('Server: https://api.example/v1\n');
  expect(text).toContain('A key was stored for it: true\n');
  expect(text).toContain('History, bytes: 0\n');
  expect(text).toContain('Proxy variables: HTTPS_PROXY\n');
  expect(text).not.toMatch(/ann|secret/);
});
