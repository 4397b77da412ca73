import { expect, it } from 'vitest';
import { diagnosticsText } from '../../../electron/diagnostics/report';
import { buildSettings } from '../builders';

it('tells support the versions, the system and the settings, and nothing personal', () => {
  const text = diagnosticsText({
    version: '1.2.3',
    isPackaged: true,
    languages: ['de-CH', 'fr'],
    profile: '/home/ann.example/.config/Account Inspector',
    historyFile: '/nonexistent/history.db',
    settings: buildSettings({ baseUrl: 'https://api.example/v1', keyStoredFor: ['https://api.example/v1'] }),
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
