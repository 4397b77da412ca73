import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../electron/contract/problem';
import { failed, ok } from '../../../electron/contract/result';
import { createApiKeys, keychainName, parsePastedKey } from '../../../electron/keychain/api-keys';
import { buildKeychain } from '../builders';

describe('a pasted key', () => {
  it.each([
    ['as it was issued', 'ak_0123456789', 'ak_0123456789'],
    ['with white space around', ' \tak_1\r\n', 'ak_1'],
    ['with a no-break space and a byte order mark', '\uFEFFak_1\u00A0', 'ak_1'],
    ['in straight quotes', '"ak_1"', 'ak_1'],
    ['in single quotes with white space', " ' ak_1 ' ", 'ak_1'],
    ['in typographic quotes', '“ak_1”', 'ak_1'],
    ['in German quotes', '„ak_1“', 'ak_1'],
    ['in guillemets', '« ak_1 »', 'ak_1'],
    ['in single German quotes', '‚ak_1‘', 'ak_1'],
    ['in backticks', '`ak_1`', 'ak_1'],
    ['in any format', 'x', 'x'],
    ['with punctuation', 'sk.live:a+b/c==', 'sk.live:a+b/c=='],
    ['with a space inside', 'Bearer abc', 'Bearer abc'],
    ['with quotes inside', 'a"b', 'a"b'],
    ['that is very long', 'k'.repeat(5_000), 'k'.repeat(5_000)],
  ])('is accepted %s', (_, pasted, key) => {
    expect(parsePastedKey(pasted)).toEqual(ok(key));
  });

  it.each([
    ['empty', '', 'key-empty'],
    ['white space', ' \n\t', 'key-empty'],
    ['a pair of quotes', '""', 'key-empty'],
    ['two lines', 'ak_1\nak_2', 'key-with-line-break'],
    ['two lines with a Windows line break', 'ak_1\r\nak_2', 'key-with-line-break'],
    ['a header injection', 'ak_1\r\nX-Evil: 1', 'key-with-line-break'],
    ['a key with an umlaut', 'ak_ü', 'key-not-ascii'],
    ['a key with a typographic dash', 'ak–1', 'key-not-ascii'],
    ['a key with a Cyrillic letter that looks Latin', 'аk_1', 'key-not-ascii'],
    ['a key with a zero-width space', 'ak_1\u200B2', 'key-not-ascii'],
    ['a key with a no-break space inside', 'ak\u00A01', 'key-not-ascii'],
    ['a key with a line separator', 'ak\u20281', 'key-not-ascii'],
    ['a key with a null character', 'ak_\0', 'key-not-ascii'],
    ['a key with an escape character', 'ak_\u001B1', 'key-not-ascii'],
    ['a key with a delete character', 'ak_\u007F1', 'key-not-ascii'],
    ['a key with an emoji', 'ak_🙂', 'key-not-ascii'],
  ])('is rejected if it is %s', (_, pasted, kind) => {
    expect(parsePastedKey(pasted)).toEqual(failed({ kind } as Problem));
  });

  const key = fc.stringMatching(/^[!#-&(-_a-~]([ -~]{0,60}[!#-&(-_a-~])?$/);

  it('loses any mix of white space and quotes around it', () => {
    const around = fc
      .array(fc.constantFrom(' ', '\n', '\t', '"', "'", '`', '“', '”', '\u00A0'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(around, key, around, (before, issued, after) => {
        expect(parsePastedKey(before + issued + after)).toEqual(ok(issued));
      }),
    );
  });

  it('is a valid header value whenever it is accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (pasted) => {
        const usable = parsePastedKey(pasted);
        if (usable.ok)
          expect(new Headers({ 'x-api-key': usable.value }).get('x-api-key')).toBe(usable.value);
      }),
    );
  });
});

describe('API keys', () => {
  const here = 'https://here.example/v1';
  const there = 'https://there.example/v1';

  /** The keys over an in-memory keychain; `hints` are the base URLs that the settings remember. */
  function setUp() {
    const keychain = buildKeychain();
    const { secrets } = keychain;
    const hints = new Set<string>();
    const keys = createApiKeys(keychain, {
      has: (baseUrl) => hints.has(baseUrl),
      set: (baseUrl, isStored) => {
        if (isStored) hints.add(baseUrl);
        else hints.delete(baseUrl);
        return Promise.resolve();
      },
    });
    return { keys, keychain, secrets, hints };
  }
  const missing = failed({ kind: 'keychain-missing' });

  it('do not exist at first', async () => {
    const { keys } = setUp();
    expect(await keys.status(here)).toEqual(ok('none'));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('are stored in the keychain under their base URL', async () => {
    const { keys, secrets, hints } = setUp();
    expect(await keys.save(here, 'ak_1', 'stored')).toEqual(ok(undefined));
    expect([...secrets]).toEqual([[here, 'ak_1']]);
    expect([...hints]).toEqual([here]);
    expect(await keys.status(here)).toEqual(ok('stored'));
    expect(await keys.read(here)).toEqual(ok('ak_1'));
  });

  it('for this session only are never written to the keychain', async () => {
    const { keys, keychain, hints } = setUp();
    expect(await keys.save(here, 'ak_1', 'this-session')).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('this-session'));
    expect(await keys.read(here)).toEqual(ok('ak_1'));
    expect(keychain.set).not.toHaveBeenCalled();
    expect(hints.size).toBe(0);
  });

  it('for this session can be removed without a keychain', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_1', 'this-session');
    keychain.remove.mockResolvedValue(missing);
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('for this session are removed together with a stored key that has no hint', async () => {
    const { keys, secrets } = setUp();
    secrets.set(here, 'ak_stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('none'));
  });

  it('for this session are gone in the next session', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_1', 'this-session');
    const nextSession = createApiKeys(keychain, { has: () => false, set: () => Promise.resolve() });
    expect(await nextSession.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('for this session take precedence over stored ones, until another key is stored', async () => {
    const { keys } = setUp();
    await keys.save(here, 'ak_stored', 'stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.read(here)).toEqual(ok('ak_session'));
    await keys.save(here, 'ak_new', 'stored');
    expect(await keys.status(here)).toEqual(ok('stored'));
    expect(await keys.read(here)).toEqual(ok('ak_new'));
  });

  it('of different base URLs are independent', async () => {
    const { keys } = setUp();
    await keys.save(here, 'ak_here', 'stored');
    expect(await keys.read(there)).toEqual(failed({ kind: 'no-key' }));
    await keys.save(there, 'ak_there', 'this-session');
    expect(await keys.read(here)).toEqual(ok('ak_here'));
    await keys.remove(there);
    expect(await keys.read(here)).toEqual(ok('ak_here'));
    expect(await keys.read(there)).toEqual(failed({ kind: 'no-key' }));
  });

  it('are removed from the keychain, the session and the hints', async () => {
    const { keys, secrets, hints } = setUp();
    await keys.save(here, 'ak_stored', 'stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(secrets.size + hints.size).toBe(0);
    expect(await keys.status(here)).toEqual(ok('none'));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('that have a hint but are missing from the keychain mean a locked keychain', async () => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.clear();
    expect(await keys.status(here)).toEqual(failed({ kind: 'keychain-locked' }));
    expect(await keys.read(here)).toEqual(failed({ kind: 'keychain-locked' }));
    expect(await keys.status(there)).toEqual(ok('none'));
  });

  it('that have a hint but are missing from the keychain can be removed', async () => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.clear();
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('none'));
  });

  it.each([
    ['an empty text', ''],
    ['white space', ' \n'],
    ['two lines', 'ak_1\nak_2'],
    ['a header', 'ak_1\r\nX-Evil: 1'],
    ['an umlaut', 'ak_ü'],
    ['control characters', 'ak_\u0001'],
    ['a very long text', 'k'.repeat(10_001)],
  ])('count as damaged if another program replaced them with %s', async (_, secret) => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.set(here, secret);
    expect(await keys.read(here)).toEqual(failed({ kind: 'keychain-garbled' }));
    expect(await keys.status(here)).toEqual(failed({ kind: 'keychain-garbled' }));
    await keys.save(here, 'ak_2', 'stored');
    expect(await keys.read(here)).toEqual(ok('ak_2'));
  });

  it('are read without white space that another program added', async () => {
    const { keys, secrets } = setUp();
    secrets.set(here, 'ak_1\n');
    expect(await keys.read(here)).toEqual(ok('ak_1'));
  });

  it('pass on the problems of the keychain', async () => {
    const { keys, keychain, hints } = setUp();
    keychain.get.mockResolvedValue(missing);
    keychain.set.mockResolvedValue(missing);
    keychain.remove.mockResolvedValue(missing);
    expect(await keys.status(here)).toEqual(missing);
    expect(await keys.read(here)).toEqual(missing);
    expect(await keys.remove(here)).toEqual(missing);
    expect(await keys.save(here, 'ak_1', 'stored')).toEqual(missing);
    expect(hints.size).toBe(0);
  });

  it('that could not be stored leave the key for this session unchanged', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_session', 'this-session');
    keychain.set.mockResolvedValue(missing);
    await keys.save(here, 'ak_new', 'stored');
    expect(await keys.read(here)).toEqual(ok('ak_session'));
  });

  it('that could not be removed still exist', async () => {
    const { keys, keychain, hints } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    keychain.remove.mockResolvedValue(failed({ kind: 'keychain-failed' }));
    expect(await keys.remove(here)).toEqual(failed({ kind: 'keychain-failed' }));
    expect([...hints]).toEqual([here]);
    expect(await keys.status(here)).toEqual(ok('stored'));
  });
});

it.each([
  ['darwin', 'macos'],
  ['win32', 'windows'],
  ['linux', 'linux'],
  ['freebsd', 'linux'],
] as const)('the keychain on %s is shown as that of %s', (platform, name) => {
  expect(keychainName(platform)).toBe(name);
});
