import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../electron/api/client';
import { parseUser } from '../../../electron/api/parse-user';
import { createSampleFetch, sampleProblems, sampleUsers } from '../../../electron/api/sample-data';
import { diffAnswers } from '../../../electron/history/diff-answers';

const now = new Date('2026-03-01T12:00:00Z');
const baseUrl = 'https://api.example.com/v1';
const sampleFetch = createSampleFetch(() => now);
const request = (id: string, init?: RequestInit) => sampleFetch(`${baseUrl}/user/${id}`, init);

const requestOptions = {
  baseUrl,
  apiKey: 'none',
  timeOutSeconds: 0.05,
  signal: new AbortController().signal,
};

/** Looks up an id through the API client, as the app does. */
const lookUp = (id: string, fetch = sampleFetch) =>
  createApiClient(fetch).getUser({ id }, requestOptions);

describe('the sample ids', () => {
  const ids = [...sampleUsers, ...sampleProblems].map(({ id }) => id);

  it('are unique, readable and different from real ids', () => {
    expect(ids.filter((id) => !/^usr_sample_[a-z_]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('start with a user whose 18 fields are all set', () => {
    const fields = Object.values(sampleUsers[0]?.user(now) ?? {});
    expect(fields).toHaveLength(18);
    expect(fields).not.toContain(null);
  });
});

describe('a sample user', () => {
  it.each(sampleUsers)(
    '$id has its own id and an e-mail address on a reserved domain',
    async ({ id, user }) => {
      const response = await request(id);
      const answer = (await response.json()) as Record<string, unknown>;

      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(answer).toEqual(user(now));
      expect(answer['id']).toBe(id);
      expect(answer['email']).toMatch(/@(\w+\.)*example\.(com|org)\s?$/);
    },
  );

  it.each(sampleUsers)('$id is a valid user for the API client', async ({ id }) => {
    expect(await lookUp(id)).toMatchObject({
      ok: true,
      value: { user: { fields: { id: { value: id } } } },
    });
  });

  it('has a last sign-in relative to the time of the lookup', () => {
    const lastLogin = (time: string) => sampleUsers[0]?.user(new Date(time))['last_login'];
    expect(lastLogin('2026-03-01T12:00:00Z')).toBe('2026-03-01T10:00:00Z');
    expect(lastLogin('2031-03-01T12:00:00.500Z')).toBe('2031-03-01T10:00:00Z');
  });

  it.each(sampleUsers)('$id has no changes between two lookups years apart', ({ user }) => {
    const jsonAt = (time: string) => JSON.stringify(user(new Date(time)));
    expect(
      diffAnswers(jsonAt('2026-03-01T12:00:00Z'), jsonAt('2031-03-01T12:00:00Z')).changes,
    ).toEqual([]);
  });

  it('has fields in the states that its kind demonstrates', () => {
    const parsed = (kind: string) => {
      const user = parseUser(
        JSON.stringify(sampleUsers.find((sample) => sample.kind === kind)?.user(now)),
      );
      if (typeof user === 'string') throw new Error(user);
      const states = Object.values(user.fields).map(({ state }) => state);
      return { states, others: user.other.map(({ name }) => name) };
    };
    const count = (kind: string, state: string) =>
      parsed(kind).states.filter((each) => each === state).length;

    expect(count('active', 'set')).toBe(18);
    expect(count('all-null', 'not-set')).toBe(13);
    expect(count('missing-field', 'missing')).toBe(2);
    expect(count('wrong-type', 'wrong-type')).toBeGreaterThan(5);
    expect(parsed('extra-field').others).toEqual(['global_role_id', 'notification_preferences']);
  });
});

describe('a sample problem', () => {
  it.each(sampleProblems)('$id is the problem $kind for the API client', async ({ id, kind }) => {
    expect(await lookUp(id, createSampleFetch())).toMatchObject({ ok: false, problem: { kind } });
  });

  it('has the error object of the API, with a trace id', async () => {
    const response = await request('usr_sample_key_refused');
    expect(response.status).toBe(401);
    expect(response.headers.get('x-request-id')).toBe('req_sample_key_refused');
    expect(await response.json()).toMatchObject({
      success: false,
      error: {
        code: 'INVALID_API_KEY',
        trace_id: 'req_sample_key_refused',
        timestamp: '2026-03-01T12:00:00Z',
      },
    });
  });

  it('has a variant of not-found without the error object', async () => {
    expect(await (await request('usr_sample_not_found_plain')).json()).toEqual({
      detail: 'Not Found',
    });
  });

  it('of too many requests alternates with success', async () => {
    const fetch = createSampleFetch();
    const answers = [];
    for (let time = 0; time < 3; time += 1)
      answers.push(await fetch(`${baseUrl}/user/usr_sample_too_many_requests`));

    expect(answers.map(({ status }) => status)).toEqual([429, 200, 429]);
    expect(answers[0]?.headers.get('retry-after')).toBe('5');
    expect(await answers[1]?.json()).toMatchObject({ id: 'usr_sample_too_many_requests' });
  });

  it('interrupts its body', async () => {
    const response = await request('usr_sample_interrupted');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('net::ERR_INVALID_CHUNKED_ENCODING');
  });

  it('exceeds one mebibyte', async () => {
    expect((await (await request('usr_sample_too_large')).text()).length).toBeGreaterThan(
      1024 * 1024,
    );
  });
});

describe('a sample user by e-mail address', () => {
  const lookUpEmail = (email: string) =>
    createApiClient(sampleFetch).getUser({ email }, requestOptions);

  it.each(sampleUsers)('is found: $id', async ({ id, user }) => {
    const email = String(user(now)['email']).trim();
    expect(await lookUpEmail(email)).toMatchObject({
      value: { user: { fields: { id: { value: id } } } },
    });
    expect(await lookUpEmail(email.toUpperCase())).toMatchObject({ ok: true });
  });

  it('is not found under another address', async () => {
    expect(await lookUpEmail('nobody@example.com')).toMatchObject({
      problem: { kind: 'not-found', code: 'USER_NOT_FOUND' },
    });
  });
});

describe('the sample fetch', () => {
  it.each(['usr_nobody', 'usr_sample_active%20', 'toString'])('does not find %s', async (id) => {
    const response = await request(id);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { trace_id: 'req_sample_not_found' } });
  });

  it('accepts a URL or a Request, with any base URL', async () => {
    const url = 'http://127.0.0.1:8080/some/where/v1/user/usr_sample_active?x=1';
    expect((await sampleFetch(new URL(url))).status).toBe(200);
    expect((await sampleFetch(new Request(url))).status).toBe(200);
  });

  it('rejects if the signal is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('before'));
    await expect(request('usr_sample_active', { signal })).rejects.toThrow('before');
  });

  it('does not respond to the timeout sample until it is aborted', async () => {
    const controller = new AbortController();
    const byInit = request('usr_sample_time_out', { signal: controller.signal });
    const timeOutRequest = new Request(`${baseUrl}/user/usr_sample_time_out`, {
      signal: controller.signal,
    });
    const byRequest = sampleFetch(timeOutRequest);
    controller.abort(new Error('given up'));
    await expect(byInit).rejects.toThrow('given up');
    await expect(byRequest).rejects.toThrow('given up');
  });
});
