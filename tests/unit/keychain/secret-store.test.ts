import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import { createKeychain, type KeychainProcess } from '../../../electron/keychain/secret-store';
import { buildLog, deferred } from '../builders';

const keytar = vi.hoisted(() => ({
  getPassword: vi.fn<(service: string, account: string) => Promise<string | null>>(),
  setPassword: vi.fn<(service: string, account: string, secret: string) => Promise<void>>(),
  deletePassword: vi.fn<(service: string, account: string) => Promise<boolean>>(),
}));
vi.mock('keytar', () => ({ default: keytar }));

const log = buildLog();
const startProcess = vi.fn<() => KeychainProcess>();
let keychain = createKeychain('Account Inspector', startProcess, log);

beforeEach(() => {
  keychain = createKeychain('Account Inspector', startProcess, log);
  startProcess.mockReset();
  keytar.getPassword.mockReset();
  keytar.setPassword.mockReset();
  keytar.deletePassword.mockReset();
  log.warn.mockReset();
  keytar.getPassword.mockResolvedValue(null);
  keytar.setPassword.mockResolvedValue();
  keytar.deletePassword.mockResolvedValue(false);
});

it('an entry is read, written and removed under the service and the account', async () => {
  keytar.getPassword.mockResolvedValue('ak_1');
  expect(await keychain.get('https://here.example/v1')).toEqual(ok('ak_1'));
  expect(await keychain.set('https://here.example/v1', 'ak_2')).toEqual(ok(undefined));
  expect(await keychain.remove('https://here.example/v1')).toEqual(ok(undefined));
  expect(keytar.getPassword).toHaveBeenCalledWith('Account Inspector', 'https://here.example/v1');
  expect(keytar.setPassword).toHaveBeenCalledWith(
    'Account Inspector',
    'https://here.example/v1',
    'ak_2',
  );
  expect(keytar.deletePassword).toHaveBeenCalledWith(
    'Account Inspector',
    'https://here.example/v1',
  );
});

it('a missing entry reads as null, and removing it succeeds', async () => {
  expect(await keychain.get('a')).toEqual(ok(null));
  expect(await keychain.remove('a')).toEqual(ok(undefined));
});

describe('an error message of the system', () => {
  it.each([
    ['Cannot get secret of a locked object', 'keychain-locked'],
    ['Prompt dismissed', 'keychain-locked'],
    ['User canceled the operation.', 'keychain-locked'],
    ['User interaction is not allowed.', 'keychain-locked'],
    ['Access is denied.', 'keychain-locked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain-missing'],
    ['GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: no such name', 'keychain-missing'],
    ['Could not connect: No such file or directory', 'keychain-missing'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'keychain-missing'],
    ['Error spawning command line: unknown transport', 'keychain-missing'],
    [
      'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
      'keychain-missing',
    ],
    ['The specified item already exists in the keychain.', 'keychain-failed'],
    ['', 'keychain-failed'],
  ] as const)('such as %j becomes the problem %s', async (message, kind) => {
    keytar.getPassword.mockRejectedValue(new Error(message));
    keytar.setPassword.mockRejectedValue(new Error(message));
    keytar.deletePassword.mockRejectedValue(new Error(message));
    expect(await keychain.get('a')).toEqual(failed({ kind }));
    expect(await keychain.set('a', 'ak_1')).toEqual(failed({ kind }));
    expect(await keychain.remove('a')).toEqual(failed({ kind }));
  });

  it('is logged, and not passed on to the caller', async () => {
    keytar.getPassword.mockRejectedValue(new Error('Prompt dismissed'));
    expect(await keychain.get('a')).toEqual(failed({ kind: 'keychain-locked' }));
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('keychain.failed', {
      problem: 'keychain-locked',
      message: 'Prompt dismissed',
    });
  });

  it('does not exist after a success, so nothing is logged', async () => {
    await keychain.set('a', 'ak_1');
    expect(log.warn).not.toHaveBeenCalled();
  });
});

it('reads of one entry share a pending call', async () => {
  const reply = deferred<string>();
  keytar.getPassword.mockReturnValue(reply.promise);
  const asking = [keychain.get('a'), keychain.get('a')];
  reply.resolve('ak_1');
  expect(await Promise.all(asking)).toEqual([ok('ak_1'), ok('ak_1')]);
  expect(keytar.getPassword).toHaveBeenCalledOnce();
  keytar.getPassword.mockResolvedValue('ak_2');
  expect(await keychain.get('a')).toEqual(ok('ak_2'));
});

it('calls run one at a time, whatever their account', async () => {
  const reply = deferred<string>();
  keytar.getPassword.mockReturnValueOnce(reply.promise).mockResolvedValue('b');
  expect(keychain.isBlocked()).toBe(false);
  const asking = [
    keychain.get('a'),
    keychain.get('b'),
    keychain.set('a', 'ak_2'),
    keychain.remove('c'),
  ];
  await expect.poll(() => keytar.getPassword.mock.calls.length).toBe(1);
  expect(keychain.isBlocked()).toBe(true);
  expect(keytar.setPassword).not.toHaveBeenCalled();
  reply.resolve('a');
  expect(await Promise.all(asking)).toEqual([ok('a'), ok('b'), ok(undefined), ok(undefined)]);
  expect(keychain.isBlocked()).toBe(false);
});

describe('a keychain that does not respond', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('counts as locked after a minute', async () => {
    keytar.getPassword.mockReturnValue(new Promise(() => undefined));
    const settled = vi.fn();
    const answer = keychain.get('a').finally(settled);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual(failed({ kind: 'keychain-locked' }));
  });

  it('drops the queued calls that timed out, and runs the later ones', async () => {
    const reply = deferred<string>();
    keytar.getPassword.mockReturnValueOnce(reply.promise).mockResolvedValue('ak_2');
    const answers = Promise.all([keychain.get('a'), keychain.set('a', 'ak_1')]);
    await vi.advanceTimersByTimeAsync(60_000);
    const locked = failed({ kind: 'keychain-locked' });
    expect(await answers).toEqual([locked, locked]);
    const later = keychain.get('a');
    reply.resolve('ak_1');
    expect(await later).toEqual(ok('ak_2'));
    expect(keytar.setPassword).not.toHaveBeenCalled();
  });

  it('leaves no timer behind after an answer', async () => {
    await keychain.get('a');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a restarted keychain service', () => {
  const connectionLost = new Error('The name :1.7 was not provided by any .service files');

  it.each([
    connectionLost.message,
    'Message recipient disconnected from message bus without replying',
    'The session wrapping the secret does not exist',
    'The connection is closed',
  ])('is called from a new process, after %j', async (message) => {
    const send = vi
      .fn<KeychainProcess['send']>()
      .mockResolvedValue({ kind: 'success', secret: 'ak_1' });
    startProcess.mockReturnValue({ send, end: vi.fn() });
    keytar.getPassword.mockRejectedValue(new Error(message));
    const entry = { service: 'Account Inspector', account: 'a' };
    expect(await keychain.get('a')).toEqual(ok('ak_1'));
    expect(await keychain.set('a', 'ak_2')).toEqual(ok(undefined));
    expect(await keychain.remove('a')).toEqual(ok(undefined));
    expect(send.mock.calls).toEqual([
      [{ ...entry, operation: 'get' }],
      [{ ...entry, operation: 'set', secret: 'ak_2' }],
      [{ ...entry, operation: 'remove' }],
    ]);
    expect(startProcess).toHaveBeenCalledOnce();
    expect(keytar.setPassword).not.toHaveBeenCalled();
  });

  it('that restarts again gets another process, and the previous one is ended', async () => {
    const first = {
      send: vi
        .fn<KeychainProcess['send']>()
        .mockResolvedValue({ kind: 'failure', message: connectionLost.message }),
      end: vi.fn(),
    };
    const second = {
      send: vi.fn<KeychainProcess['send']>().mockResolvedValue({ kind: 'success', secret: 'ak_1' }),
      end: vi.fn(),
    };
    startProcess.mockReturnValueOnce(first).mockReturnValueOnce(second);
    keytar.getPassword.mockRejectedValue(connectionLost);
    // The call fails at once while the service is still down.
    expect(await keychain.get('a')).toEqual(failed({ kind: 'keychain-missing' }));
    expect(await keychain.get('a')).toEqual(ok('ak_1'));
    expect(first.end).toHaveBeenCalledOnce();
    expect(second.end).not.toHaveBeenCalled();
  });
});

it('without the native library there is no keychain', async () => {
  vi.resetModules();
  vi.doMock('keytar', () => {
    throw new Error('libsecret-1.so.0: cannot open shared object file');
  });
  const { createKeychain: createHere } = await import('../../../electron/keychain/secret-store');
  expect(await createHere('Account Inspector', startProcess, log).get('a')).toEqual(
    failed({ kind: 'keychain-missing' }),
  );
});
