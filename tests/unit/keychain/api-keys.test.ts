import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../electron/contract/problem';
import { failed, ok } from '../../../electron/contract/result';
import { createApiKeys, keychainName, usableKey } from '../../../electron/keychain/api-keys';
import { buildKeychain } from '../builders';

describe('a pasted key', () => {
  it.each([
    ['as it is', 'ak_0123456789', 'ak_0123456789'],
    ['with white space around', ' \tak_1\r\n', 'ak_1'],
    ['with a no-break space and a byte order mark', '\uFEFFak_1\u00A0', 'ak_1'],
    ['in straight quotes', '"ak_1"', 'ak_1'],
    ['in single quotes with white space', " ' ak_1 ' ", 'ak_1'],
    ['in typographic quotes', '“ak_1”', 'ak_1'],
    ['in German quotes', '„ak_1“', 'ak_1'],
    ['in guillemets', '« ak_1 »', 'ak_1'],
    ['in single German quotes', '‚ak_1‘', 'ak_1'],
    ['in backticks', '`ak_1`', 'ak_1'],
    ['of any form', 'x', 'x'],
    ['with punctuation of its own', 'sk.live:a+b/c==', 'sk.live:a+b/c=='],
    ['with a space within', 'Bearer abc', 'Bearer abc'],
    ['with quotes within', 'a"b', 'a"b'],
    ['that is very long', 'k'.repeat(5_000), 'k'.repeat(5_000)],
  ])('is usable %s', (_, pasted, key) => {
    expect(usableKey(pasted)).toEqual(ok(key));
  });

  it.each([
    ['empty', '', 'key-empty'],
    ['white space', ' \n\t', 'key-empty'],
    ['quotes around nothing', '""', 'key-empty'],
    ['two lines', 'ak_1\nak_2', 'key-with-line-break'],
    ['two lines of Windows', 'ak_1\r\nak_2', 'key-with-line-break'],
    ['a header injected', 'ak_1\r\nX-Evil: 1', 'key-with-line-break'],
    ['an umlaut', 'ak_ü', 'key-not-ascii'],
    ['a typographic dash', 'ak–1', 'key-not-ascii'],
    ['a Cyrillic letter that looks Latin', 'аk_1', 'key-not-ascii'],
    ['a zero-width space', 'ak_1\u200B2', 'key-not-ascii'],
    ['a no-break space within', 'ak\u00A01', 'key-not-ascii'],
    ['a line separator', 'ak\u20281', 'key-not-ascii'],
    ['a null character', 'ak_\0', 'key-not-ascii'],
    ['an escape character', 'ak_\u001B1', 'key-not-ascii'],
    ['a delete character', 'ak_\u007F1', 'key-not-ascii'],
    ['an emoji', 'ak_🙂', 'key-not-ascii'],
  ])('is refused where it is %s', (_, pasted, kind) => {
    expect(usableKey(pasted)).toEqual(failed({ kind } as Problem));
  });

  const key = fc.stringMatching(/^[!#-&(-_a-~]([ -~]{0,60}[!#-&(-_a-~])?$/);

  it('comes out as it was issued, whatever was copied around it', () => {
    const around = fc
      .array(fc.constantFrom(' ', '\n', '\t', '"', "'", '`', '“', '”', '\u00A0'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(around, key, around, (before, issued, after) => {
        expect(usableKey(before + issued + after)).toEqual(ok(issued));
      }),
    );
  });

  it('that is usable fits into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (pasted) => {
        const usable = usableKey(pasted);
        if (usable.ok)
          expect(new Headers({ 'x-api-key': usable.value }).get('x-api-key')).toBe(usable.value);
      }),
    );
  });
});

describe('the keys', () => {
  const here = 'https://here.example/v1';
  const there = 'https://there.example/v1';

  /** A keychain in memory, and what the settings remember of it. */
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

  it('are none in the beginning', async () => {
    const { keys } = setUp();
    expect(await keys.status(here)).toEqual(ok('none'));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('that are stored are in the keychain, under the base URL', async () => {
    const { keys, secrets, hints } = setUp();
    expect(await keys.save(here, 'ak_1', 'stored')).toEqual(ok(undefined));
    expect([...secrets]).toEqual([[here, 'ak_1']]);
    expect([...hints]).toEqual([here]);
    expect(await keys.status(here)).toEqual(ok('stored'));
    expect(await keys.read(here)).toEqual(ok('ak_1'));
  });

  it('for this session only are never put into the keychain', async () => {
    const { keys, keychain, hints } = setUp();
    expect(await keys.save(here, 'ak_1', 'this-session')).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('this-session'));
    expect(await keys.read(here)).toEqual(ok('ak_1'));
    expect(keychain.set).not.toHaveBeenCalled();
    expect(hints.size).toBe(0);
  });

  it('for this session can be removed where there is no keychain', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_1', 'this-session');
    keychain.remove.mockResolvedValue(missing);
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('for this session are removed together with one that no hint speaks of', async () => {
    const { keys, secrets } = setUp();
    secrets.set(here, 'ak_stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('none'));
  });

  it('for this session go with the session', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_1', 'this-session');
    const nextSession = createApiKeys(keychain, { has: () => false, set: () => Promise.resolve() });
    expect(await nextSession.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('for this session come before stored ones, and give way to the next that is stored', async () => {
    const { keys } = setUp();
    await keys.save(here, 'ak_stored', 'stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.read(here)).toEqual(ok('ak_session'));
    await keys.save(here, 'ak_new', 'stored');
    expect(await keys.status(here)).toEqual(ok('stored'));
    expect(await keys.read(here)).toEqual(ok('ak_new'));
  });

  it('are kept apart by base URL', async () => {
    const { keys } = setUp();
    await keys.save(here, 'ak_here', 'stored');
    expect(await keys.read(there)).toEqual(failed({ kind: 'no-key' }));
    await keys.save(there, 'ak_there', 'this-session');
    expect(await keys.read(here)).toEqual(ok('ak_here'));
    await keys.remove(there);
    expect(await keys.read(here)).toEqual(ok('ak_here'));
    expect(await keys.read(there)).toEqual(failed({ kind: 'no-key' }));
  });

  it('that are removed are gone from the keychain, the session and the hint', async () => {
    const { keys, secrets, hints } = setUp();
    await keys.save(here, 'ak_stored', 'stored');
    await keys.save(here, 'ak_session', 'this-session');
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(secrets.size + hints.size).toBe(0);
    expect(await keys.status(here)).toEqual(ok('none'));
    expect(await keys.read(here)).toEqual(failed({ kind: 'no-key' }));
  });

  it('that should be in the keychain and are not are withheld by a locked one', async () => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.clear();
    expect(await keys.status(here)).toEqual(failed({ kind: 'keychain-locked' }));
    expect(await keys.read(here)).toEqual(failed({ kind: 'keychain-locked' }));
    expect(await keys.status(there)).toEqual(ok('none'));
  });

  it('that are withheld can be removed, and then they are none', async () => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.clear();
    expect(await keys.remove(here)).toEqual(ok(undefined));
    expect(await keys.status(here)).toEqual(ok('none'));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['two lines', 'ak_1\nak_2'],
    ['a header', 'ak_1\r\nX-Evil: 1'],
    ['an umlaut', 'ak_ü'],
    ['control characters', 'ak_\u0001'],
    ['something huge', 'k'.repeat(10_001)],
  ])('are none where another program put %s in their place', async (_, secret) => {
    const { keys, secrets } = setUp();
    await keys.save(here, 'ak_1', 'stored');
    secrets.set(here, secret);
    expect(await keys.read(here)).toEqual(failed({ kind: 'keychain-garbled' }));
    expect(await keys.status(here)).toEqual(failed({ kind: 'keychain-garbled' }));
    await keys.save(here, 'ak_2', 'stored');
    expect(await keys.read(here)).toEqual(ok('ak_2'));
  });

  it('are read without what another program put around them', async () => {
    const { keys, secrets } = setUp();
    secrets.set(here, 'ak_1\n');
    expect(await keys.read(here)).toEqual(ok('ak_1'));
  });

  it('hand the problems of the keychain on', async () => {
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

  it('that could not be stored leave the one for this session as it was', async () => {
    const { keys, keychain } = setUp();
    await keys.save(here, 'ak_session', 'this-session');
    keychain.set.mockResolvedValue(missing);
    await keys.save(here, 'ak_new', 'stored');
    expect(await keys.read(here)).toEqual(ok('ak_session'));
  });

  it('that could not be removed are still said to be there', async () => {
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
] as const)('the keychain of %s is that of %s', (platform, name) => {
  expect(keychainName(platform)).toBe(name);
});
