import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  baseUrlSchema,
  defaultBaseUrl,
  defaultSettings,
  environmentOf,
} from '../../../electron/contract/settings';
import { mergeChoices, parseChosenSettings } from '../../../electron/settings/chosen-settings';
import { buildSettings } from '../builders';

describe('a base URL is accepted', () => {
  it.each([
    ['the default', defaultBaseUrl, 'https://api.aitronos.com/v1'],
    ['with a trailing slash', 'https://api.example.com/v1/', 'https://api.example.com/v1'],
    [
      'with several trailing slashes',
      'https://api.example.com/v1///',
      'https://api.example.com/v1',
    ],
    ['without a path', 'https://api.example.com', 'https://api.example.com'],
    ['with only a slash as its path', 'https://api.example.com/', 'https://api.example.com'],
    ['with a port', 'https://api.example.com:8443/v1', 'https://api.example.com:8443/v1'],
    [
      'with surrounding white space',
      '  https://api.example.com/v1\n',
      'https://api.example.com/v1',
    ],
    ['in capitals', 'HTTPS://API.EXAMPLE.COM/v1', 'https://api.example.com/v1'],
    ['with ..', 'https://api.example.com/v2/../v1', 'https://api.example.com/v1'],
    ['with a non-ASCII host', 'https://zürich.example/v1', 'https://xn--zrich-kva.example/v1'],
    ['with http on 127.0.0.1', 'http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['with http on another loopback address', 'http://127.1.2.3/v1', 'http://127.1.2.3/v1'],
    ['with http on a short loopback address', 'http://127.1:8080', 'http://127.0.0.1:8080'],
    ['with http on localhost', 'http://localhost:8080/v1/', 'http://localhost:8080/v1'],
    ['with http on the IPv6 loopback address', 'http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
    ['with https on localhost', 'https://localhost/v1', 'https://localhost/v1'],
  ])('%s', (_, typed, address) => {
    expect(v.parse(baseUrlSchema, typed)).toBe(address);
  });
});

describe('a base URL is rejected', () => {
  it.each([
    ['with http', 'http://api.example.com/v1'],
    ['with http on a host that starts with localhost', 'http://localhost.evil.com/v1'],
    ['with http on a host that ends with localhost', 'http://evil-localhost/v1'],
    ['with http on a host that starts with 127.0.0.1', 'http://127.0.0.1.evil.com/v1'],
    ['with 127.0.0.1 as the user name', 'http://127.0.0.1@evil.com/v1'],
    ['with http on 0.0.0.0', 'http://0.0.0.0:8080/v1'],
    ['with http in the local network', 'http://192.168.1.10/v1'],
    ['with http on another IPv6 address', 'http://[::2]/v1'],
    ['with a user name', 'https://ann@api.example.com/v1'],
    ['with a user name and a password', 'https://ann:secret@api.example.com/v1'],
    ['with a password', 'https://:secret@api.example.com/v1'],
    ['with a query', 'https://api.example.com/v1?key=1'],
    ['with an empty query', 'https://api.example.com/v1?'],
    ['with a fragment', 'https://api.example.com/v1#top'],
    ['with an empty fragment', 'https://api.example.com/v1#'],
    ['without a scheme', 'api.example.com/v1'],
    ['with only a path', '/v1'],
    ['with the scheme file', 'file:///etc/passwd'],
    ['with the scheme javascript', 'javascript:alert(1)'],
    ['with the scheme data', 'data:text/html,x'],
    ['with the scheme of the app', 'app://inspector/v1'],
    ['with the scheme ftp', 'ftp://api.example.com/v1'],
    ['without a host', 'https://'],
    ['that is empty', ''],
    ['with a space in its host', 'https://api example.com/v1'],
    ['that is too long', `https://api.example.com/${'v'.repeat(2_000)}`],
    ['that is no string', 7],
    ['that is null', null],
  ])('%s', (_, typed) => {
    expect(v.safeParse(baseUrlSchema, typed).success).toBe(false);
  });
});

describe('the default settings', () => {
  it('have no environment, the default server, and the language and theme of the system', () => {
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

describe('the choices in a settings file', () => {
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
  ])('lose %s if it is %j, and nothing else', (name, damaged) => {
    expect(parseChosenSettings({ ...chosen, [name]: damaged })).toEqual(without(name));
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
  ] as const)('lose the %s of the retention if it is %j, and nothing else', (name, damaged) => {
    const rest = Object.fromEntries(Object.entries(retention).filter(([key]) => key !== name));
    const kept = parseChosenSettings({ ...chosen, retention: { ...retention, [name]: damaged } });
    expect(kept).toEqual({ ...chosen, retention: rest });
  });

  it.each(['for ever', null, undefined, []])(
    'lose a retention that is %j, and nothing else',
    (damaged) => {
      expect(parseChosenSettings({ ...chosen, retention: damaged })).toEqual(chosen);
    },
  );

  it('lose unknown fields, such as a key', () => {
    expect(parseChosenSettings({ ...chosen, apiKey: 'ak_1' })).toEqual(chosen);
  });

  it('keep a part of the retention when another part is chosen', () => {
    expect(mergeChoices({ retention: { answerDays: 7 } }, { retention: { entryDays: 9 } })).toEqual(
      {
        retention: { answerDays: 7, entryDays: 9 },
      },
    );
  });
});

describe('the environment name', () => {
  it.each([
    ['server', 'https://api.example.com/v1'],
    ['sample', 'sample'],
    [null, 'https://api.example.com/v1'],
  ] as const)('for %s is %s', (environment, name) => {
    expect(environmentOf(buildSettings({ environment }))).toBe(name);
  });
});
