import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../electron/api/client';
import type { Problem } from '../../../electron/contract/problem';
import { failed, ok, type Result } from '../../../electron/contract/result';
import { checkKey } from '../../../electron/lookup/check-key';
import { baseUrl, buildAnswer } from '../builders';

const request = {
  baseUrl,
  apiKey: 'ak_new',
  timeOutSeconds: 15,
  signal: new AbortController().signal,
};

const clientReturning = (answer: Awaited<ReturnType<ApiClient['getUser']>>) => ({
  getUser: vi.fn<ApiClient['getUser']>(() => Promise.resolve(answer)),
});
const check = (problem: Problem): Promise<Result<unknown>> =>
  checkKey(clientReturning(failed(problem)), request);

it('checks a key with a lookup of an unused id', async () => {
  const client = clientReturning(failed({ kind: 'not-found', status: 404 }));
  await checkKey(client, request);
  expect(client.getUser).toHaveBeenCalledExactlyOnceWith(
    { id: 'usr_00000000000000000000000000000000' },
    request,
  );
});

describe('a key is accepted', () => {
  it.each([
    { kind: 'not-permitted', status: 403 },
    { kind: 'not-found', status: 404 },
    { kind: 'invalid-id', status: 422 },
    { kind: 'invalid-id', status: 400 },
  ] as const)('if the server responds about the id: $kind $status', async (problem) => {
    expect(await check(problem)).toEqual(ok('accepted'));
  });

  it('if the server finds a user', async () => {
    expect(await checkKey(clientReturning(ok(buildAnswer())), request)).toEqual(ok('accepted'));
  });
});

it('returns the problem of a refused key with code and trace id', async () => {
  const refused = {
    kind: 'key-refused',
    status: 401,
    code: 'API_KEY_EXPIRED',
    traceId: 'req_1',
  } as const;
  expect(await check(refused)).toEqual(failed(refused));
});

it('returns cancelled for a cancelled check', async () => {
  expect(await check({ kind: 'cancelled' })).toEqual(failed({ kind: 'cancelled' }));
});

describe('a key stays unchecked', () => {
  it.each([
    { kind: 'no-connection', detail: 'ERR_INTERNET_DISCONNECTED' },
    { kind: 'unknown-host', host: 'api.example.com' },
    { kind: 'certificate', host: 'api.example.com', detail: 'ERR_CERT_DATE_INVALID' },
    { kind: 'time-out', seconds: 15 },
    { kind: 'interrupted', detail: 'ERR_CONNECTION_RESET' },
    { kind: 'redirect-refused' },
    { kind: 'server-trouble', status: 503 },
    { kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 },
    { kind: 'unexpected-status', status: 409 },
    { kind: 'not-json', status: 200 },
    { kind: 'unexpected-answer', status: 200 },
    { kind: 'answer-too-large', limitBytes: 1 },
  ] as const)('if the problem does not concern the key: $kind', async (problem) => {
    expect(await check(problem)).toEqual(ok('unchecked'));
  });
});
