import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { proxySchema } from '../../../electron/contract/proxy-setting';
import { proxyConfigOf } from '../../../electron/network/proxy-config';

const read = (setting: unknown) => {
  const parsed = v.safeParse(proxySchema, setting);
  return parsed.success ? parsed.output : null;
};

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example:3128', 'http://proxy.example:3128'],
    [' Proxy.Example:8080/ ', 'http://proxy.example:8080'],
    ['http://proxy.example:80', 'http://proxy.example:80'],
    ['HTTPS://proxy.example:443', 'https://proxy.example:443'],
    ['socks5://10.0.0.1:1080', 'socks5://10.0.0.1:1080'],
    ['[2001:DB8::1]:3128', 'http://[2001:db8::1]:3128'],
    ['bücher.example:3128', 'http://xn--bcher-kva.example:3128'],
  ])('%s is %s', (address, clean) => {
    expect(read({ use: 'address', address })).toEqual({ use: 'address', address: clean });
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
  ])('can’t be %j', (address) => {
    expect(read({ use: 'address', address })).toBeNull();
  });
});

describe('the address of a proxy script', () => {
  it.each(['http://wpad.example/proxy.pac', 'https://wpad.example/p?x=1'])('can be %s', (url) => {
    expect(read({ use: 'script', url: ` ${url} ` })).toEqual({ use: 'script', url });
  });

  it.each([
    '',
    'proxy.pac',
    'file:///etc/proxy.pac',
    'data:,x',
    'https://anna:secret@wpad.example/',
  ])('can’t be %j', (url) => {
    expect(read({ use: 'script', url })).toBeNull();
  });
});

it('no address comes along where none is used', () => {
  expect(read({ use: 'system', address: 'proxy.example:1' })).toBeNull();
  expect(read({ use: 'direct' })).toBeNull();
});

it('each setting is one of Chromium’s, and none takes this computer’s own addresses to a proxy', () => {
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
