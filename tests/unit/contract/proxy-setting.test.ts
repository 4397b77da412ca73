import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { proxySchema } from '../../../electron/contract/proxy-setting';
import { proxyConfigOf } from '../../../electron/network/proxy-config';

const parse = (setting: unknown) => {
  const parsed = v.safeParse(proxySchema, setting);
  return parsed.success ? parsed.output : null;
};

describe('a proxy address', () => {
  it.each([
    ['proxy.example:3128', 'http://proxy.example:3128'],
    [' Proxy.Example:8080/ ', 'http://proxy.example:8080'],
    ['http://proxy.example:80', 'http://proxy.example:80'],
    ['HTTPS://proxy.example:443', 'https://proxy.example:443'],
    ['socks5://10.0.0.1:1080', 'socks5://10.0.0.1:1080'],
    ['[2001:DB8::1]:3128', 'http://[2001:db8::1]:3128'],
    ['bücher.example:3128', 'http://xn--bcher-kva.example:3128'],
  ])('%s is normalized to %s', (address, normalized) => {
    expect(parse({ use: 'address', address })).toEqual({ use: 'address', address: normalized });
  });

  it.each([
    '',
    'proxy.example',
    'proxy.example:0',
    'proxy.example:65536',
    'anna:secret@proxy.example:3128',
    'http://anna@proxy.example:3128',
    'socks4://proxy.example:1080',
    'ftp://proxy.example:21',
    'proxy.example:3128/path',
    'proxy.example:3128;direct://',
    'one.example:1,two.example:2',
    'a b:1',
  ])('is rejected: %j', (address) => {
    expect(parse({ use: 'address', address })).toBeNull();
  });
});

describe('the URL of a proxy script', () => {
  it.each(['http://wpad.example/proxy.pac', 'https://wpad.example/p?x=1'])('accepts %s', (url) => {
    expect(parse({ use: 'script', url: ` ${url} ` })).toEqual({ use: 'script', url });
  });

  it.each([
    '',
    'proxy.pac',
    'file:///etc/proxy.pac',
    'data:,x',
    'https://anna:secret@wpad.example/',
  ])('is rejected: %j', (url) => {
    expect(parse({ use: 'script', url })).toBeNull();
  });
});

it('rejects an address beside another setting, and unknown settings', () => {
  expect(parse({ use: 'system', address: 'proxy.example:1' })).toBeNull();
  expect(parse({ use: 'direct' })).toBeNull();
});

it('maps each setting to a Chromium proxy mode, without overriding the loopback bypass', () => {
  const configs = [
    { use: 'system' as const },
    { use: 'none' as const },
    { use: 'address' as const, address: 'http://proxy.example:1' },
    { use: 'script' as const, url: 'https://wpad.example/' },
  ].map(proxyConfigOf);
  expect(configs).toEqual([
    { mode: 'system' },
    { mode: 'direct' },
    { mode: 'fixed_servers', proxyRules: 'http://proxy.example:1' },
    { mode: 'pac_script', pacScript: 'https://wpad.example/' },
  ]);
});
