import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  problemOfException,
  problemOfStatus,
  responseInfoOf,
} from '../../../electron/api/map-to-problem';
import { redirectRefusedMessage } from '../../../electron/api/sample-data';
import { ProxyPasswordNeeded } from '../../../electron/network/proxy-passwords';

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe('a status', () => {
  it.each([
    [400, 'invalid-id'],
    [401, 'key-refused'],
    [403, 'not-permitted'],
    [404, 'not-found'],
    [422, 'invalid-id'],
    [429, 'too-many-requests'],
    [500, 'server-trouble'],
    [501, 'server-trouble'],
    [502, 'server-trouble'],
    [503, 'server-trouble'],
    [504, 'server-trouble'],
    [599, 'server-trouble'],
    [511, 'not-json'],
    [402, 'unexpected-status'],
    [405, 'unexpected-status'],
    [409, 'unexpected-status'],
    [410, 'removed'],
    [418, 'unexpected-status'],
    [304, 'unexpected-status'],
    [201, 'unexpected-answer'],
    [204, 'unexpected-answer'],
  ])('%i is the problem %s', (status, kind) => {
    expect(problemOfStatus(answer(status), undefined)).toMatchObject({ kind, status });
  });

  it('decides alone, regardless of the code in the error object', () => {
    expect(
      problemOfStatus(answer(403), { error: { code: 'INVALID_API_KEY', status: 401 } }),
    ).toEqual({
      kind: 'not-permitted',
      status: 403,
      code: 'INVALID_API_KEY',
    });
  });

  it('does not copy message and details, which can contain personal data', () => {
    const body = {
      success: false,
      error: {
        code: 'X',
        message: 'ann@example.com',
        system_message: 's',
        details: { email: 'ann@example.com' },
      },
    };
    expect(problemOfStatus(answer(404), body)).toEqual({
      kind: 'not-found',
      status: 404,
      code: 'X',
    });
  });
});

describe('code and trace id', () => {
  const fromHeader = { 'x-request-id': 'req_of_the_header' };

  it('come from the error object', () => {
    const body = {
      success: false,
      error: {
        code: 'AUTHENTICATION_REQUIRED',
        message: 'Authentication required. Please provide a valid API key.',
        system_message: 'Missing or invalid authorization header',
        type: 'authentication_error',
        status: 401,
        trace_id: 'req_abc123xyz',
        timestamp: '2025-11-11T10:30:00Z',
        details: {},
      },
    };
    expect(responseInfoOf(answer(401), body)).toEqual({
      status: 401,
      code: 'AUTHENTICATION_REQUIRED',
      traceId: 'req_abc123xyz',
    });
  });

  it('come from the error object rather than from the header', () => {
    expect(
      responseInfoOf(answer(401, fromHeader), { error: { trace_id: 'req_of_the_body' } }),
    ).toEqual({
      status: 401,
      traceId: 'req_of_the_body',
    });
  });

  it.each([
    [
      'in the older format',
      { detail: 'Not found', status_code: 404, error_type: 'e', meta: {}, errors: [] },
    ],
    ['of the framework', { detail: 'Not Found' }],
    ['that is not JSON', undefined],
    ['that is null', null],
    ['that is an array', []],
    ['that is a string', 'Not Found'],
    ['whose error is a string', { error: 'not found' }],
    ['whose error is null', { error: null }],
    ['whose error is empty', { error: {} }],
  ])('come from the header for a body %s', (_, body) => {
    expect(responseInfoOf(answer(404, fromHeader), body)).toEqual({
      status: 404,
      traceId: 'req_of_the_header',
    });
    expect(responseInfoOf(answer(404), body)).toEqual({ status: 404 });
  });

  it.each([
    ['empty', ''],
    ['a sentence', 'Invalid API key.'],
    ['markup', '<b>x</b>'],
    ['two lines', 'a\nb'],
    ['too long', 'A'.repeat(129)],
    ['an e-mail address', 'ann@example.com'],
    ['another script', 'ключ'],
    ['a number', 401],
    ['null', null],
    ['an object', {}],
  ])('are left out if they have another form: %s', (_, odd) => {
    expect(responseInfoOf(answer(401), { error: { code: odd, trace_id: odd } })).toEqual({
      status: 401,
    });
    expect(
      responseInfoOf(answer(401, fromHeader), { error: { code: odd, trace_id: odd } }),
    ).toEqual({
      status: 401,
      traceId: 'req_of_the_header',
    });
  });

  it('are validated independently of each other', () => {
    expect(responseInfoOf(answer(401), { error: { code: 'no code', trace_id: 'req_1' } })).toEqual({
      status: 401,
      traceId: 'req_1',
    });
    expect(responseInfoOf(answer(401), { error: { code: 'CODE', trace_id: {} } })).toEqual({
      status: 401,
      code: 'CODE',
    });
  });

  it('leave out a header with another form', () => {
    expect(responseInfoOf(answer(500, { 'x-request-id': 'a b' }))).toEqual({ status: 500 });
  });

  it('can be read from any body without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(responseInfoOf(answer(500), body)).toMatchObject({ status: 500 });
        expect(responseInfoOf(answer(500), { error: body })).toMatchObject({ status: 500 });
      }),
    );
  });
});

describe('the wait after a 429', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const day = 24 * 60 * 60;
  it.each([
    ['seconds', '7', 7],
    ['seconds with white space', ' 7 ', 7],
    ['zero', '0', 1],
    ['a date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30],
    ['a date in the obsolete RFC 850 format', 'Sunday, 01-Mar-26 12:00:30 GMT', 30],
    ['a date in the past', 'Sun, 01 Mar 2026 11:00:00 GMT', 1],
    ['a year', '31536000', day],
    ['a number beyond all limits', '9'.repeat(400), day],
    ['a fraction', '1.2', 2],
    ['less than a second', '0.4', 1],
    ['a date in asctime format', 'Sun Mar  1 12:00:30 2026', 30],
    ['the last possible date', 'Fri, 31 Dec 9999 23:59:59 GMT', day],
    ['a negative number', '-5', 10],
    ['a number with an exponent', '1e99', 10],
    ['a word with a number', 'soon 5', 10],
    ['a date without a time', '2026-03-01', 10],
    ['a date that does not exist', 'Sun, 99 Mar 2026 12:00:30 GMT', 10],
    ['a date far in the future', 'Fri, 01 Mar 2999 12:00:00 GMT', day],
    ['nothing', '', 10],
    ['a word', 'soon', 10],
    ['a number with a unit', '5 s', 10],
  ])('for a Retry-After with %s (%j) is %i seconds', (_, header, retryAfterSeconds) => {
    expect(problemOfStatus(answer(429, { 'retry-after': header }), undefined)).toEqual({
      kind: 'too-many-requests',
      status: 429,
      retryAfterSeconds,
    });
  });

  const waitAfter = (headers: Record<string, string>) => {
    const problem = problemOfStatus(answer(429, headers), undefined);
    return 'retryAfterSeconds' in problem ? problem.retryAfterSeconds : null;
  };

  it('lasts until X-RateLimit-Reset if there is no Retry-After', () => {
    const reset = String(now.getTime() / 1_000 + 40);
    expect(waitAfter({ 'x-ratelimit-reset': reset })).toBe(40);
    expect(waitAfter({ 'x-ratelimit-reset': reset, 'retry-after': '7' })).toBe(7);
    expect(waitAfter({ 'x-ratelimit-reset': '0' })).toBe(1);
    expect(waitAfter({ 'x-ratelimit-reset': '9'.repeat(400) })).toBe(day);
    expect(waitAfter({ 'x-ratelimit-reset': 'soon' })).toBe(10);
  });

  it.each([-400, -1, 0, 1, 400])(
    'is measured against the server’s clock, which is %i days ahead',
    (days) => {
      const serverNow = now.getTime() + days * 86_400_000;
      const date = new Date(serverNow).toUTCString();
      const later = (seconds: number) => serverNow + seconds * 1_000;
      for (const headers of [
        { 'retry-after': new Date(later(30)).toUTCString() },
        { 'retry-after': String(later(30) / 1_000) },
        { 'retry-after': '30' },
        { 'x-ratelimit-reset': String(later(30) / 1_000) },
        { 'x-ratelimit-reset': String(later(30)) },
        { 'x-ratelimit-reset': '30' },
      ])
        expect(waitAfter({ date, ...headers })).toBe(30);
    },
  );

  it('is measured against this computer’s clock if the server’s date can’t be read', () => {
    const reset = String(now.getTime() / 1_000 + 40);
    expect(waitAfter({ date: 'noon', 'x-ratelimit-reset': reset })).toBe(40);
  });

  it('also applies to a 503, but from Retry-After only', () => {
    const trouble = { kind: 'server-trouble', status: 503 };
    expect(problemOfStatus(answer(503, { 'retry-after': '60' }), undefined)).toEqual({
      ...trouble,
      retryAfterSeconds: 60,
    });
    expect(problemOfStatus(answer(503, { 'x-ratelimit-reset': '9999999999' }), undefined)).toEqual(
      trouble,
    );
  });

  it('is ten seconds without a header', () => {
    expect(problemOfStatus(answer(429), undefined)).toMatchObject({ retryAfterSeconds: 10 });
  });

  it('is an integer from one second to one day, whatever the header', () => {
    const headers = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date().map(String),
    );
    fc.assert(
      fc.property(headers, (header) => {
        const problem = problemOfStatus(
          answer(429, { 'retry-after': header.replace(/[^\x20-\x7E]/g, '') }),
          undefined,
        );
        const seconds = 'retryAfterSeconds' in problem ? problem.retryAfterSeconds : NaN;
        expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= day).toBe(true);
      }),
    );
  });
});

it('a proxy that asks for a login is found in the error and in its causes', () => {
  const needed = new ProxyPasswordNeeded('proxy.example:3128', 2);
  const problem = { kind: 'proxy-password-needed', proxy: 'proxy.example:3128', refusals: 2 };
  expect(problemOfException(needed, 'api.example')).toEqual(problem);
  expect(
    problemOfException(new Error('net::ERR_FAILED', { cause: needed }), 'api.example'),
  ).toEqual(problem);
});

describe('a network error', () => {
  const host = 'api.example.com:8443';

  it.each([
    ['NAME_NOT_RESOLVED', 'unknown-host'],
    ['NAME_RESOLUTION_FAILED', 'unknown-host'],
    ['CERT_AUTHORITY_INVALID', 'certificate'],
    ['CERT_COMMON_NAME_INVALID', 'certificate'],
    ['CERT_DATE_INVALID', 'certificate'],
    ['CERT_REVOKED', 'certificate'],
    ['CERTIFICATE_TRANSPARENCY_REQUIRED', 'certificate'],
    ['SSL_PROTOCOL_ERROR', 'no-encryption'],
    ['SSL_VERSION_OR_CIPHER_MISMATCH', 'no-encryption'],
    ['SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'certificate'],
    ['SSL_CLIENT_AUTH_CERT_NEEDED', 'client-certificate'],
    ['BAD_SSL_CLIENT_AUTH_CERT', 'client-certificate'],
    ['CONTENT_LENGTH_MISMATCH', 'interrupted'],
    ['CONTENT_DECODING_FAILED', 'interrupted'],
    ['CONTENT_DECODING_INIT_FAILED', 'interrupted'],
    ['INCOMPLETE_CHUNKED_ENCODING', 'interrupted'],
    ['INVALID_CHUNKED_ENCODING', 'interrupted'],
    ['CONNECTION_RESET', 'interrupted'],
    ['CONNECTION_CLOSED', 'interrupted'],
    ['CONNECTION_ABORTED', 'interrupted'],
    ['EMPTY_RESPONSE', 'interrupted'],
    ['HTTP2_PROTOCOL_ERROR', 'interrupted'],
    ['HTTP2_PING_FAILED', 'interrupted'],
    ['QUIC_PROTOCOL_ERROR', 'interrupted'],
    ['CONNECTION_REFUSED', 'no-connection'],
    ['CONNECTION_FAILED', 'no-connection'],
    ['CONNECTION_TIMED_OUT', 'no-connection'],
    ['TIMED_OUT', 'no-connection'],
    ['INTERNET_DISCONNECTED', 'no-connection'],
    ['ADDRESS_UNREACHABLE', 'no-connection'],
    ['NETWORK_CHANGED', 'no-connection'],
    ['NETWORK_ACCESS_DENIED', 'no-connection'],
    ['PROXY_CONNECTION_FAILED', 'proxy-failed'],
    ['TUNNEL_CONNECTION_FAILED', 'proxy-failed'],
    ['SOCKS_CONNECTION_FAILED', 'proxy-failed'],
    ['PAC_SCRIPT_FAILED', 'proxy-failed'],
    ['MANDATORY_PROXY_CONFIGURATION_FAILED', 'proxy-failed'],
    ['INVALID_HTTP_RESPONSE', 'not-json'],
    ['RESPONSE_HEADERS_TOO_BIG', 'not-json'],
    ['BLOCKED_BY_CLIENT', 'not-json'],
    ['RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH', 'not-json'],
    ['SOMETHING_FROM_THE_FUTURE', 'no-connection'],
    ['TOO_MANY_REDIRECTS', 'redirect-refused'],
    ['UNSAFE_REDIRECT', 'redirect-refused'],
    ['INVALID_REDIRECT', 'redirect-refused'],
  ])('net::ERR_%s is the problem %s', (name, kind) => {
    const problem = problemOfException(new Error(`net::ERR_${name}`), host);
    expect(problem.kind).toBe(kind);
    if ('detail' in problem) expect(problem.detail).toBe(`ERR_${name}`);
    if ('host' in problem) expect(problem.host).toBe(host);
  });

  it('is found within a message and in a cause', () => {
    const cause = new Error(
      'Request failed: net::ERR_CONNECTION_REFUSED at https://api.example.com',
    );
    for (const error of [cause, new TypeError('fetch failed', { cause })])
      expect(problemOfException(error, host)).toEqual({
        kind: 'no-connection',
        detail: 'ERR_CONNECTION_REFUSED',
      });
  });

  it.each([redirectRefusedMessage, 'unexpected redirect', 'Redirect was cancelled'])(
    'about a redirect is the problem redirect-refused: %s',
    (message) => {
      expect(problemOfException(new Error(message), host)).toEqual({ kind: 'redirect-refused' });
      expect(
        problemOfException(new TypeError('fetch failed', { cause: new Error(message) }), host),
      ).toEqual({
        kind: 'redirect-refused',
      });
    },
  );

  it.each([
    ['another error', new Error('x is not a function')],
    ['a string', 'net::ERR_CONNECTION_REFUSED'],
    ['undefined', undefined],
    ['null', null],
    ['an error whose cause is a string', new Error('failed', { cause: 'net::ERR_FAILED' })],
  ])('is not recognized in %s, which is an internal problem', (_, error) => {
    expect(problemOfException(error, host)).toEqual({ kind: 'internal' });
  });
});
