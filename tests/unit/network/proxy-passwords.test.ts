import { expect, it } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import { createProxyPasswords } from '../../../electron/network/proxy-passwords';
import { buildKeychain } from '../builders';

const proxy = 'proxy.example:3128';
const anna = { name: 'anna', password: 'secret' };

function setUp(storedFor: readonly string[] = []) {
  const keychain = buildKeychain();
  let stored = storedFor;
  const open = () =>
    createProxyPasswords(keychain, {
      all: () => stored,
      set: (proxies) => {
        stored = proxies;
        return Promise.resolve();
      },
    });
  return { keychain, open, passwords: open(), storedFor: () => stored };
}

it('a proxy without stored credentials gets none, and the keychain is not read', async () => {
  const { keychain, passwords } = setUp();
  expect(await passwords.read(proxy)).toBeNull();
  expect(passwords.refusals(proxy)).toBe(0);
  expect(keychain.get).not.toHaveBeenCalled();
});

it('credentials are for one proxy only, and for this session only unless stored', async () => {
  const { keychain, open, passwords, storedFor } = setUp();
  await passwords.read(proxy);
  expect(await passwords.save(proxy, anna, 'this-session')).toEqual(ok(undefined));
  expect(await passwords.read(proxy)).toEqual(anna);
  expect(await passwords.read('other.example:3128')).toBeNull();
  expect(keychain.set).not.toHaveBeenCalled();
  expect(storedFor()).toEqual([]);
  expect(await open().read(proxy)).toBeNull();
});

it('stored credentials are in the keychain, which is read once per session', async () => {
  const { keychain, open, passwords, storedFor } = setUp();
  await passwords.read(proxy);
  await passwords.save(proxy, anna, 'stored');
  expect(storedFor()).toEqual([proxy]);
  const later = open();
  expect(await later.read(proxy)).toEqual(anna);
  expect(await later.read(proxy)).toEqual(anna);
  expect(keychain.get).toHaveBeenCalledExactlyOnceWith(`proxy ${proxy}`);
});

it('refused credentials are not sent again, not from the keychain either', async () => {
  const { open, passwords } = setUp();
  await passwords.read(proxy);
  await passwords.save(proxy, anna, 'stored');
  const later = open();
  await later.read(proxy);
  later.recordRefusal(proxy);
  // From a parallel request with the same password.
  later.recordRefusal(proxy);
  expect(later.refusals(proxy)).toBe(1);
  expect(await later.read(proxy)).toBeNull();
  const other = { ...anna, password: 'new' };
  await later.save(proxy, other, 'this-session');
  expect(await later.read(proxy)).toEqual(other);
  expect(later.refusals(proxy)).toBe(1);
  later.recordSuccess(proxy);
  expect(later.refusals(proxy)).toBe(0);
});

it('credentials for a proxy that never asked are rejected', async () => {
  const { keychain, passwords } = setUp();
  expect(await passwords.save(proxy, anna, 'stored')).toEqual(
    failed({ kind: 'refused', reason: 'input' }),
  );
  expect(keychain.set).not.toHaveBeenCalled();
});

it('a failing keychain is reported, and the credentials are not used', async () => {
  const { keychain, passwords, storedFor } = setUp();
  await passwords.read(proxy);
  keychain.set.mockResolvedValue(failed({ kind: 'keychain-locked' }));
  expect(await passwords.save(proxy, anna, 'stored')).toEqual(failed({ kind: 'keychain-locked' }));
  expect(await passwords.read(proxy)).toBeNull();
  expect(storedFor()).toEqual([]);
});

it.each(['not JSON', '{}', '{"name":"anna"}'])(
  'an invalid keychain entry is ignored: %s',
  async (secret) => {
    const { keychain, passwords } = setUp([proxy]);
    await keychain.set(`proxy ${proxy}`, secret);
    expect(await passwords.read(proxy)).toBeNull();
  },
);

it('a locked keychain yields no credentials, so the agent is asked', async () => {
  const { keychain, passwords } = setUp([proxy]);
  keychain.get.mockResolvedValue(failed({ kind: 'keychain-locked' }));
  expect(await passwords.read(proxy)).toBeNull();
});

it('all credentials are removed, from the keychain too', async () => {
  const { keychain, passwords, storedFor } = setUp();
  await passwords.read(proxy);
  await passwords.save(proxy, anna, 'stored');
  keychain.remove.mockResolvedValueOnce(failed({ kind: 'keychain-locked' }));
  expect(await passwords.removeAll()).toEqual(failed({ kind: 'keychain-locked' }));
  expect(storedFor()).toEqual([proxy]);
  expect(await passwords.removeAll()).toEqual(ok(undefined));
  expect(storedFor()).toEqual([]);
  expect(await passwords.read(proxy)).toBeNull();
});
