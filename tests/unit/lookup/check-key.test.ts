import { describe, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../../electron/api/client';
import type { Problem } from '../../../electron/contract/problem';
import { failed, ok, type Result } from '../../../electron/contract/result';
import { checkKey, type KeyVerdict } from '../../../electron/lookup/check-key';
import { baseUrl, buildAnswer } from '../builders';

const request = {
  baseUrl,
  apiKey: 'ak_new',
  timeOutSeconds: 15,
  signal: new AbortController().signal,
};

type Answer = Awaited<ReturnType<ApiClient['getUser']>>;

/** A client for a server that answers a wrong key with 401 unless told otherwise. */
const clientReturning = (
  answer: Answer,
  toWrongKey: Answer = failed({ kind: 'key-refused', status: 401 }),
) => ({
  getUser: vi.fn<ApiClient['getUser']>((_query, { apiKey }) =>
    Promise.resolve(apiKey === request.apiKey ? answer : toWrongKey),
  ),
});
const check = (problem: Problem, toWrongKey?: Answer): Promise<Result<KeyVerdict>> =>
  checkKey(clientReturning(failed(problem), toWrongKey), request);

const accepted = ok({ check: 'accepted', problem: null });
const unproven = ok({ check: 'unchecked', problem: null });

it('checks a key with a lookup of an unused id', async () => {
  const client = clientReturning(
    failed({ kind: 'not-found', status: 404, code: 'USER_NOT_FOUND' }),
  );
  expect(await checkKey(client, request)).toEqual(accepted);
  expect(client.getUser).toHaveBeenCalledExactlyOnceWith(
    { id: 'usr_00000000000000000000000000000000' },
    request,
  );
});

const answersAboutId = [
  failed({ kind: 'not-permitted', status: 403 }),
  failed({ kind: 'not-permitted', status: 403, code: 'ACCESS_DENIED' }),
  failed({ kind: 'not-found', status: 404 }),
  failed({ kind: 'removed', status: 410 }),
  failed({ kind: 'invalid-id', status: 422 }),
  failed({ kind: 'invalid-id', status: 400 }),
  ok(buildAnswer()),
] as const;

it.each(answersAboutId)('accepts a key only if a wrong key is refused: %o', async (answer) => {
  const client = clientReturning(answer);
  expect(await checkKey(client, request)).toEqual(accepted);
  expect(client.getUser.mock.calls.map(([query]) => query)).toEqual([
    { id: 'usr_00000000000000000000000000000000' },
    { id: 'usr_00000000000000000000000000000000' },
  ]);
});

it.each(answersAboutId)('proves nothing if a wrong key gets the same: %o', async (answer) => {
  expect(await checkKey(clientReturning(answer, answer), request)).toEqual(unproven);
});

it('proves nothing if the request with a wrong key fails', async () => {
  const lost = failed({ kind: 'interrupted', detail: 'ERR_CONNECTION_RESET' });
  expect(await check({ kind: 'not-found', status: 404 }, lost)).toEqual(unproven);
});

it('returns cancelled if the request with a wrong key is cancelled', async () => {
  const cancelled = failed({ kind: 'cancelled' });
  expect(await check({ kind: 'not-found', status: 404 }, cancelled)).toEqual(cancelled);
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
    { kind: 'wrong-address', status: 404 },
  ] as const)('if the problem does not concern the key: $kind', async (problem) => {
    expect(await check(problem)).toEqual(ok({ check: 'unchecked', problem }));
  });
});
