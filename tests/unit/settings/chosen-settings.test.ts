import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { baseUrlSchema, environmentOf } from '../../../electron/contract/settings';
import {
  defaultBaseUrl,
  defaultSettings,
  readChosen,
  withChoice,
} from '../../../electron/settings/chosen-settings';
import { buildSettings } from '../builders';

describe("a server's address is accepted", () => {
  it.each([
    ['the usual one', defaultBaseUrl, 'https://api.aitronos.com/v1'],
    ['one with a slash at its end', 'https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['one with several', 'https://api.example.com/v1///', 'https://api.example.com/v1'],
    ['one without a path', 'https://api.example.com', 'https://api.example.com'],
    ['one with nothing but a slash', 'https://api.example.com/', 'https://api.example.com'],
    ['one with a port', 'https://api.example.com:8443/v1', 'https://api.example.com:8443/v1'],
    ['one with white space around', '  https://api.example.com/v1\n', 'https://api.example.com/v1'],
    ['one in capitals', 'HTTPS://API.EXAMPLE.COM/v1', 'https://api.example.com/v1'],
    ['one with steps back', 'https://api.example.com/v2/../v1', 'https://api.example.com/v1'],
    ['one in another script', 'https://zürich.example/v1', 'https://xn--zrich-kva.example/v1'],
    ['this computer without protection', 'http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['any of its addresses', 'http://127.1.2.3/v1', 'http://127.1.2.3/v1'],
    ['this computer in short', 'http://127.1:8080', 'http://127.0.0.1:8080'],
    ['this computer by name', 'http://localhost:8080/v1/', 'http://localhost:8080/v1'],
    ['this computer in IPv6', 'http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
    ['this computer, protected', 'https://localhost/v1', 'https://localhost/v1'],
  ])('%s', (_, typed, address) => {
    expect(v.parse(baseUrlSchema, typed)).toBe(address);
  });
});

describe("a server's address is refused", () => {
  it.each([
    ['without protection', 'http://api.example.com/v1'],
    ['that only begins like this computer', 'http://localhost.evil.com/v1'],
    ['that only ends like this computer', 'http://evil-localhost/v1'],
    ['that only begins like its number', 'http://127.0.0.1.evil.com/v1'],
    ['that carries it as a user', 'http://127.0.0.1@evil.com/v1'],
    ['of every interface', 'http://0.0.0.0:8080/v1'],
    ['of the local network', 'http://192.168.1.10/v1'],
    ['of another IPv6 computer', 'http://[::2]/v1'],
    ['with a user name', 'https://ann@api.example.com/v1'],
    ['with a user name and a password', 'https://ann:secret@api.example.com/v1'],
    ['with a password', 'https://:secret@api.example.com/v1'],
    ['with a query', 'https://api.example.com/v1?key=1'],
    ['with an empty query', 'https://api.example.com/v1?'],
    ['with a fragment', 'https://api.example.com/v1#top'],
    ['with an empty fragment', 'https://api.example.com/v1#'],
    ['without a scheme', 'api.example.com/v1'],
    ['with nothing but a path', '/v1'],
    ['that is a file', 'file:///etc/passwd'],
    ['that is code', 'javascript:alert(1)'],
    ['that is data', 'data:text/html,x'],
    ['of our own page', 'app://inspector/v1'],
    ['of another protocol', 'ftp://api.example.com/v1'],
    ['without a host', 'https://'],
    ['that is empty', ''],
    ['with a space in its host', 'https://api example.com/v1'],
    ['that is endless', `https://api.example.com/${'v'.repeat(2_000)}`],
    ['that is no text', 7],
    ['that is null', null],
  ])('%s', (_, typed) => {
    expect(v.safeParse(baseUrlSchema, typed).success).toBe(false);
  });
});

describe('settings', () => {
  it('begin without an environment, on the usual server, as the computer is set', () => {
    expect(defaultSettings).toEqual({
      environment: null,
      baseUrl: defaultBaseUrl,
      lookUpOnPaste: true,
      singleKeys: true,
      checkForUpdates: true,
      showPhotos: true,
      policyServer: null,
      isPrivate: false,
      keyStoredFor: [],
      proxy: { use: 'system' },
      proxyPasswordFor: [],
      language: 'system',
      theme: 'system',
      timeOutSeconds: 15,
      retention: { answerDays: 30, entryDays: 90, mostEntries: 100_000, keepsPinned: false },
    });
  });
});

describe('what was chosen', () => {
  const chosen = { environment: 'sample', keyStoredFor: ['a'], language: 'fr', theme: 'dark' };
  const without = (name: string) =>
    Object.fromEntries(Object.entries(chosen).filter(([key]) => key !== name));

  it.each([
    ['environment', 'production'],
    ['environment', null],
    ['baseUrl', 'http://evil.example/v1'],
    ['keyStoredFor', 'https://api.example.com'],
    ['keyStoredFor', [1]],
    ['language', 'it'],
    ['theme', 'pink'],
    ['theme', undefined],
    ['timeOutSeconds', 0],
    ['timeOutSeconds', 121],
    ['timeOutSeconds', 1.5],
    ['timeOutSeconds', '30'],
    ['timeOutSeconds', NaN],
    ['checkForUpdates', 1],
  ])('is as if %s were not chosen where it is %j, and keeps everything else', (name, damaged) => {
    expect(readChosen({ ...chosen, [name]: damaged })).toEqual(without(name));
  });

  const retention = { answerDays: 7, entryDays: 0, mostEntries: 500, keepsPinned: true };

  it.each([
    ['answerDays', -1],
    ['answerDays', 3_651],
    ['entryDays', 0.5],
    ['entryDays', null],
    ['mostEntries', 100_001],
    ['mostEntries', undefined],
    ['keepsPinned', 1],
  ] as const)('keeps the rest of the retention whose %s is %j', (name, damaged) => {
    const rest = Object.fromEntries(Object.entries(retention).filter(([key]) => key !== name));
    const kept = readChosen({ ...chosen, retention: { ...retention, [name]: damaged } });
    expect(kept).toEqual({ ...chosen, retention: rest });
  });

  it.each(['for ever', null, undefined, []])(
    'keeps everything else where the retention is %j',
    (damaged) => {
      expect(readChosen({ ...chosen, retention: damaged })).toEqual(chosen);
    },
  );

  it('holds no other field, such as a key', () => {
    expect(readChosen({ ...chosen, apiKey: 'ak_1' })).toEqual(chosen);
  });

  it('is not lost where another part of the retention is chosen', () => {
    expect(withChoice({ retention: { answerDays: 7 } }, { retention: { entryDays: 9 } })).toEqual({
      retention: { answerDays: 7, entryDays: 9 },
    });
  });
});

describe('the environment', () => {
  it.each([
    ['server', 'https://api.example.com/v1'],
    ['sample', 'sample'],
    [null, 'https://api.example.com/v1'],
  ] as const)('of %s is %s', (environment, name) => {
    expect(environmentOf(buildSettings({ environment }))).toBe(name);
  });
});
