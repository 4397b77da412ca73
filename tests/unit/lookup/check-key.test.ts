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

const clientThat = (answer: Awaited<ReturnType<ApiClient['getUser']>>) => ({
  getUser: vi.fn<ApiClient['getUser']>(() => Promise.resolve(answer)),
});
const check = (problem: Problem): Promise<Result<unknown>> =>
  checkKey(clientThat(failed(problem)), request);

it('a key is checked by asking for the id of nobody, with that key', async () => {
  const client = clientThat(failed({ kind: 'not-found', status: 404 }));
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
  ] as const)('where the server speaks about the id: $kind $status', async (problem) => {
    expect(await check(problem)).toEqual(ok('accepted'));
  });

  it('where the server finds somebody', async () => {
    expect(await checkKey(clientThat(ok(buildAnswer())), request)).toEqual(ok('accepted'));
  });
});

it('a key is refused with what the server said', async () => {
  const refused = {
    kind: 'key-refused',
    status: 401,
    code: 'API_KEY_EXPIRED',
    traceId: 'req_1',
  } as const;
  expect(await check(refused)).toEqual(failed(refused));
});

it('a check that is cancelled says nothing of the key', async () => {
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
  ] as const)('where nothing is known: $kind', async (problem) => {
    expect(await check(problem)).toEqual(ok('unchecked'));
  });
});
