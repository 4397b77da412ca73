import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactText } from '../../../electron/diagnostics/redact';

const redacted = '[redacted]';

describe('by name, for any value', () => {
  it.each([
    'key',
    'apiKey',
    'X-API-Key',
    'secret',
    'token',
    'password',
    'Authorization',
    'cookie',
    'email',
    'username',
    'full_name',
    'userId',
    'user_id',
    'id',
    'json',
    'user',
    'birthday',
    'post_code',
  ])('%s is redacted', (name) => {
    for (const value of ['x', 7, true])
      expect(redact({ [name]: value })).toEqual({ [name]: redacted });
  });
});

describe('by value, for any name', () => {
  it.each([
    ['an id', 'usr_a', redacted],
    ['an id in a sentence', 'no answer for usr_abc-123_x.', `no answer for ${redacted}.`],
    [
      'an id in a URL',
      'GET https://api.example.com/v1/user/usr_abc123',
      `GET https://api.example.com/v1/user/${redacted}`,
    ],
    ['several ids', 'usr_a,usr_b', `${redacted},${redacted}`],
    [
      'an e-mail address',
      'mail to ann.example+tag@mail.example.com failed',
      `mail to ${redacted} failed`,
    ],
    ['an e-mail address in quotes', '"ann@example.com"', `"${redacted}"`],
    ['an e-mail address in another script', 'zoë@müller.example', redacted],
    [
      'an e-mail address in a URL',
      'GET /v1/user/email/ann%40example.com failed',
      `GET ${redacted} failed`,
    ],
    ['a key', 'ak_0123456789abcdef0123456789', redacted],
    ['a key in a header', 'X-API-Key: oak_live_0123456789abcdef0123', `X-API-Key: ${redacted}`],
    [
      'the owner of a home folder',
      'no such file: /home/ann.example/.config/x',
      `no such file: /home/${redacted}/.config/x`,
    ],
    [
      'the owner of a home folder on macOS',
      '/Users/Ann Example/Library',
      `/Users/${redacted}/Library`,
    ],
    [
      'the owner of a home folder on Windows',
      'C:\\Users\\Ann\\AppData',
      `C:\\Users\\${redacted}\\AppData`,
    ],
    ['a short key', 'refused: ak_1 and sk_live_9a', `refused: ${redacted} and ${redacted}`],
    ['a token with dots', 'Bearer eyJhbGciOiJI.eyJzdWIiOiIx.c2ln', `Bearer ${redacted}`],
    ['a hexadecimal token', '0123456789abcdef01234567', redacted],
  ])('%s is redacted', (_, value, written) => {
    expect(redact({ detail: value })).toEqual({ detail: written });
    expect(redactText(value)).toBe(written);
  });

  it('the same text is redacted on every call', () => {
    expect([redactText('usr_a'), redactText('usr_a'), redactText('x usr_a')]).toEqual([
      redacted,
      redacted,
      `x ${redacted}`,
    ]);
  });
});

it('keeps the details that are needed to find a fault', () => {
  const details = {
    channel: 'user:lookUp',
    reason: 'input',
    kind: 'no-connection',
    detail: 'ERR_CONNECTION_REFUSED',
    error: 'TypeError',
    status: 503,
    milliseconds: 12.5,
    isSample: false,
  };
  expect(redact(details)).toEqual(details);
});

it('does not modify its input', () => {
  const details = Object.freeze({ detail: 'usr_a' });
  redact(details);
  expect(details).toEqual({ detail: 'usr_a' });
});

it('redacts ids and e-mail addresses within any text', () => {
  const id = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
  const word = fc.stringMatching(/^[a-z0-9.]{1,20}$/);
  const around = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(around, id, around, word, word, (before, userId, between, account, host) => {
      const written = redactText(`${before} ${userId} ${between} ${account}@${host}`);
      expect(written).not.toMatch(/usr_[\w-]/);
      expect(written).not.toContain(`${account}@${host}`);
    }),
  );
});
