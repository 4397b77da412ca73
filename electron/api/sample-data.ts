import type { ProblemKind } from '../contract/problem';
import type { SampleUserKind } from '../contract/sample-data';

/** A fictitious user of the sample data. */
export type SampleUser = {
  readonly id: string;
  readonly kind: SampleUserKind;
  /**
   * Builds the JSON object that the server would send. Routine fields such as the last sign-in are
   * relative to `now`, so that "two hours ago" stays true in an old installation. All other fields
   * are constant: a lookup on another day must not report changes.
   */
  readonly user: (now: Date) => Record<string, unknown>;
};

/** An id of the sample data whose lookup fails. */
export type SampleProblem = {
  readonly id: string;
  readonly kind: ProblemKind;
  /** Responds, or rejects, as the server or the network would. */
  readonly answer: (now: Date, signal: AbortSignal | undefined) => Response | Promise<Response>;
};

/** The message of Electron's error if a request with `redirect: 'error'` is redirected. */
export const redirectRefusedMessage = "Attempted to redirect, but redirect policy was 'error'";

/** In milliseconds. */
const hours = 3_600_000;
const days = 24 * hours;

/** A timestamp in the API's format: ISO 8601 in UTC with whole seconds. */
const timestamp = (time: Date) => time.toISOString().replace(/\.\d+Z$/, 'Z');
const before = (now: Date, milliseconds: number) =>
  timestamp(new Date(now.getTime() - milliseconds));
const after = (now: Date, milliseconds: number) => before(now, -milliseconds);

/** A user whose 18 fields are all set and consistent. The other samples vary it. */
const activeUser = (now: Date) => ({
  id: 'usr_sample_active',
  email: 'mara.oyelaran@example.com',
  username: 'mara.oyelaran',
  full_name: 'Mara Oyelaran',
  first_name: 'Mara',
  last_name: 'Oyelaran',
  birthday: '1988-04-17',
  profile_image: 'https://images.example.com/avatars/mara-oyelaran.webp',
  timezone: 'Europe/Zurich',
  country_id: 'country_5d1c7e90b2aa4f36',
  post_code: '8004',
  gender: 'female',
  is_active: true,
  last_verified: '2025-04-22T09:07:37Z',
  last_login: before(now, 2 * hours),
  created_at: '2022-06-03T09:00:37Z',
  updated_at: before(now, 5 * days),
  current_organization_id: 'org_7f3a91c2e4b84d06',
});

/** The sample users, the most common case first. */
export const sampleUsers: readonly SampleUser[] = [
  { id: 'usr_sample_active', kind: 'active', user: activeUser },
  {
    id: 'usr_sample_inactive',
    kind: 'inactive',
    user: (now) => ({
      id: 'usr_sample_inactive',
      email: 'jonas.lindqvist@example.org',
      username: 'jlindqvist',
      full_name: 'Jonas Lindqvist',
      first_name: 'Jonas',
      last_name: 'Lindqvist',
      birthday: '1975-11-30',
      profile_image: null,
      timezone: 'Europe/Stockholm',
      country_id: 'country_91be04d3c7f2485e',
      post_code: '114 55',
      gender: 'male',
      is_active: false,
      last_verified: '2023-06-03T08:53:37Z',
      last_login: before(now, 213 * days),
      created_at: '2019-06-04T08:46:37Z',
      updated_at: before(now, 180 * days),
      current_organization_id: 'org_7f3a91c2e4b84d06',
    }),
  },
  {
    id: 'usr_sample_never_verified',
    kind: 'never-verified',
    user: (now) => ({
      id: 'usr_sample_never_verified',
      email: 'priya.raman@example.com',
      username: 'priya.raman@example.com',
      full_name: 'Priya Raman',
      first_name: 'Priya',
      last_name: 'Raman',
      birthday: '1996-02-29',
      profile_image: null,
      timezone: 'Asia/Kolkata',
      country_id: 'country_c40f6a1db8e34972',
      post_code: '560038',
      gender: 'female',
      is_active: true,
      last_verified: null,
      last_login: before(now, 3 * days),
      created_at: '2025-05-21T08:39:37Z',
      updated_at: before(now, 3 * days),
      current_organization_id: 'org_2bd8506fa9c147e3',
    }),
  },
  {
    id: 'usr_sample_never_logged_in',
    kind: 'never-logged-in',
    user: (now) => ({
      id: 'usr_sample_never_logged_in',
      email: 'tomas.herrera@example.org',
      username: 'tomas.herrera',
      full_name: 'Tomás Herrera Muñoz',
      first_name: 'Tomás',
      last_name: 'Herrera Muñoz',
      birthday: null,
      profile_image: null,
      timezone: 'America/Bogota',
      country_id: 'country_0a7de5c19f6b4283',
      post_code: '110231',
      gender: 'male',
      is_active: true,
      last_verified: '2025-06-01T12:32:37Z',
      last_login: null,
      created_at: '2025-06-01T11:25:37Z',
      updated_at: before(now, 20 * hours),
      current_organization_id: null,
    }),
  },
  {
    id: 'usr_sample_all_null',
    kind: 'all-null',
    user: (now) => ({
      id: 'usr_sample_all_null',
      email: 'someone@example.com',
      username: null,
      full_name: null,
      first_name: null,
      last_name: null,
      birthday: null,
      profile_image: null,
      timezone: null,
      country_id: null,
      post_code: null,
      gender: null,
      is_active: true,
      last_verified: null,
      last_login: null,
      created_at: '2025-06-02T08:08:37Z',
      updated_at: before(now, 1 * hours),
      current_organization_id: null,
    }),
  },
  {
    id: 'usr_sample_extra_field',
    kind: 'extra-field',
    user: (now) => ({
      id: 'usr_sample_extra_field',
      email: 'noor.haddad@example.org',
      username: 'noor',
      full_name: 'Noor Haddad',
      first_name: 'Noor',
      last_name: 'Haddad',
      birthday: '1991-07-08',
      profile_image: 'https://images.example.org/u/noor.webp',
      timezone: 'Asia/Amman',
      country_id: 'country_e83b5f7240cd4916',
      post_code: '11183',
      gender: 'non-binary',
      is_active: true,
      last_verified: '2024-08-06T09:01:37Z',
      last_login: before(now, 26 * hours),
      created_at: '2023-06-03T08:54:37Z',
      updated_at: before(now, 26 * hours),
      current_organization_id: 'org_2bd8506fa9c147e3',
      global_role_id: 'role_support_lead',
      notification_preferences: { email: true, push: false, quiet_hours: ['22:00', '07:00'] },
    }),
  },
  {
    // Leaves out `timezone`, which is nullable, and `updated_at`, which is required.
    id: 'usr_sample_missing_field',
    kind: 'missing-field',
    user: (now) => ({
      id: 'usr_sample_missing_field',
      email: 'fiona.macleod@example.com',
      username: 'fmacleod',
      full_name: 'Fiona MacLeod',
      first_name: 'Fiona',
      last_name: 'MacLeod',
      birthday: '1969-01-05',
      profile_image: null,
      country_id: 'country_b62c8d0f17ea4359',
      post_code: 'EH1 1YZ',
      gender: 'female',
      is_active: true,
      last_verified: '2025-03-04T08:47:37Z',
      last_login: before(now, 6 * days),
      created_at: '2021-06-03T08:40:37Z',
      current_organization_id: 'org_d9146e0c3b7f48a5',
    }),
  },
  {
    id: 'usr_sample_wrong_type',
    kind: 'wrong-type',
    user: (now) => ({
      id: 'usr_sample_wrong_type',
      email: 'kwame.boateng@example.org',
      username: ['kwame', 'kboateng'],
      full_name: 'Kwame Boateng',
      first_name: 'Kwame',
      last_name: 'Boateng',
      birthday: 19850623,
      profile_image: { url: 'https://images.example.org/u/kwame.webp' },
      timezone: 'Africa/Accra',
      country_id: 288,
      post_code: 233,
      gender: 'male',
      is_active: 'yes',
      last_verified: false,
      last_login: before(now, 4 * days),
      created_at: 1_717_319_677,
      updated_at: null,
      current_organization_id: 'org_d9146e0c3b7f48a5',
    }),
  },
  {
    id: 'usr_sample_long_values',
    kind: 'long-values',
    user: (now) => ({
      id: 'usr_sample_long_values',
      email: `${'wilhelmina.anastasia.vandenberg'.repeat(2)}@${'correspondence.'.repeat(10)}example.com`,
      username: 'wilhelmina-anastasia-'.repeat(12),
      full_name: `Wilhelmina Anastasia ${'Charlotte Maximiliane '.repeat(8)}van den Berg-Papadopoulos`,
      first_name: `Wilhelmina Anastasia ${'Charlotte Maximiliane '.repeat(8).trimEnd()}`,
      last_name: 'van den Berg-Papadopoulos',
      birthday: '1954-12-24',
      profile_image: `https://images.example.com/${'a1b2c3d4'.repeat(60)}.webp`,
      timezone: 'America/Argentina/ComodRivadavia',
      country_id: `country_${'0f9e8d7c'.repeat(8)}`,
      post_code: `${'U9120 '.repeat(10)}ZZ`,
      gender: 'prefers to describe it in their own words, at some length, and has done so here',
      is_active: true,
      last_verified: '2023-07-03T08:33:37Z',
      last_login: before(now, 9 * hours),
      created_at: '2016-06-04T08:26:37Z',
      updated_at: before(now, 9 * hours),
      current_organization_id: `org_${'7f3a91c2'.repeat(16)}`,
    }),
  },
  {
    id: 'usr_sample_non_latin',
    kind: 'non-latin',
    user: (now) => ({
      id: 'usr_sample_non_latin',
      email: 'zoe.tanaka@example.com',
      username: 'ゾーイ',
      full_name: '田中 ゾーイ (Zoë Břetislava Nguyễn-Tanaka)',
      first_name: 'ゾーイ',
      last_name: '田中',
      birthday: '2001-10-03',
      profile_image: null,
      timezone: 'Asia/Tokyo',
      country_id: 'country_3e7fa1609b5d4c82',
      post_code: '〒150-0002',
      gender: '女性',
      is_active: true,
      last_verified: '2025-05-18T09:09:37Z',
      last_login: before(now, 0.25 * hours),
      created_at: '2024-04-28T09:02:37Z',
      updated_at: before(now, 15 * days),
      current_organization_id: 'org_5ac07b31de924f68',
    }),
  },
  {
    id: 'usr_sample_right_to_left',
    kind: 'right-to-left',
    user: (now) => ({
      id: 'usr_sample_right_to_left',
      email: 'layla.elfassi@example.org',
      username: 'ليلى',
      full_name: 'ليلى الفاسي',
      first_name: 'ليلى',
      last_name: 'الفاسي',
      birthday: '1993-09-19',
      profile_image: null,
      timezone: 'Africa/Casablanca',
      country_id: 'country_a85d2c06e1f94b73',
      post_code: '20250',
      gender: 'أنثى',
      is_active: true,
      last_verified: '2025-04-03T08:55:37Z',
      last_login: before(now, 8 * days),
      created_at: '2024-01-19T08:48:37Z',
      updated_at: before(now, 8 * days),
      current_organization_id: 'org_5ac07b31de924f68',
    }),
  },
  {
    id: 'usr_sample_contradictions',
    kind: 'contradictions',
    user: (now) => ({
      id: 'usr_sample_contradictions',
      email: 'ada.novak@example.com',
      username: 'grace.osei@example.org',
      full_name: 'Ada Novak',
      first_name: 'Grace',
      last_name: 'Osei',
      birthday: '2090-07-14',
      profile_image: 'not an address',
      timezone: 'Mars/Olympus_Mons',
      country_id: 'country_',
      post_code: 'unknown',
      gender: 'female',
      is_active: false,
      last_verified: '2023-06-03T08:41:37Z',
      last_login: after(now, 3 * days),
      created_at: '2025-05-03T08:34:37Z',
      updated_at: '2024-06-02T09:14:37Z',
      current_organization_id: 'org_5ac07b31de924f68',
    }),
  },
  {
    // White space around and within values, a line break, a zero-width space, and empty strings.
    id: 'usr_sample_spaces',
    kind: 'spaces',
    user: (now) => ({
      id: 'usr_sample_spaces',
      email: ' ana.kovac@example.com ',
      username: 'ana\u200Bkovac',
      full_name: '  Ana   Kovač  ',
      first_name: 'Ana\n',
      last_name: '\tKovač',
      birthday: '1982-06-14 ',
      profile_image: '',
      timezone: ' Europe/Zagreb',
      country_id: '   ',
      post_code: '',
      gender: '',
      is_active: true,
      last_verified: '2025-04-30T08:27:37Z',
      last_login: before(now, 50 * hours),
      created_at: '2020-06-03T09:10:37Z',
      updated_at: before(now, 50 * hours),
      current_organization_id: 'org_d9146e0c3b7f48a5 ',
    }),
  },
];

/** The ids whose lookups fail. They show the usual kinds of problem, some with variants. */
export const sampleProblems: readonly SampleProblem[] = [
  {
    id: 'usr_sample_key_refused',
    kind: 'key-refused',
    answer: (now) =>
      refusal(
        now,
        401,
        'INVALID_API_KEY',
        'authentication_error',
        'req_sample_key_refused',
        'Invalid API key.',
      ),
  },
  {
    id: 'usr_sample_not_permitted',
    kind: 'not-permitted',
    answer: (now) =>
      refusal(
        now,
        403,
        'INSUFFICIENT_PERMISSIONS',
        'authorization_error',
        'req_sample_not_permitted',
        'You do not have permission to access this resource.',
      ),
  },
  { id: 'usr_sample_not_found', kind: 'not-found', answer: (now) => notFound(now) },
  {
    id: 'usr_sample_not_found_plain',
    kind: 'not-found',
    answer: () => json(404, { detail: 'Not Found' }, 'req_sample_not_found_plain'),
  },
  {
    id: 'usr_sample_invalid_id',
    kind: 'invalid-id',
    answer: (now) =>
      refusal(
        now,
        422,
        'VALIDATION_ERROR',
        'validation_error',
        'req_sample_invalid_id',
        'The user id is not valid.',
      ),
  },
  {
    id: 'usr_sample_too_many_requests',
    kind: 'too-many-requests',
    answer: (now) =>
      refusal(
        now,
        429,
        'RATE_LIMIT_EXCEEDED',
        'rate_limit_error',
        'req_sample_too_many_requests',
        'Too many requests. Please try again later.',
        { 'retry-after': '5' },
      ),
  },
  {
    id: 'usr_sample_server_trouble',
    kind: 'server-trouble',
    answer: (now) =>
      refusal(
        now,
        500,
        'INTERNAL_SERVER_ERROR',
        'server_error',
        'req_sample_server_trouble',
        'An unexpected error occurred.',
      ),
  },
  {
    id: 'usr_sample_unexpected_status',
    kind: 'unexpected-status',
    answer: (now) =>
      refusal(
        now,
        409,
        'CONFLICT',
        'conflict_error',
        'req_sample_unexpected_status',
        'The request conflicts with another.',
      ),
  },
  { id: 'usr_sample_time_out', kind: 'time-out', answer: (_now, signal) => untilAborted(signal) },
  {
    id: 'usr_sample_no_connection',
    kind: 'no-connection',
    answer: () => fails('net::ERR_CONNECTION_REFUSED'),
  },
  {
    id: 'usr_sample_unknown_host',
    kind: 'unknown-host',
    answer: () => fails('net::ERR_NAME_NOT_RESOLVED'),
  },
  {
    id: 'usr_sample_certificate',
    kind: 'certificate',
    answer: () => fails('net::ERR_CERT_AUTHORITY_INVALID'),
  },
  {
    id: 'usr_sample_proxy_failed',
    kind: 'proxy-failed',
    answer: () => fails('net::ERR_PROXY_CONNECTION_FAILED'),
  },
  {
    id: 'usr_sample_redirect',
    kind: 'redirect-refused',
    answer: () => fails(redirectRefusedMessage),
  },
  { id: 'usr_sample_interrupted', kind: 'interrupted', answer: () => interrupted() },
  {
    id: 'usr_sample_proxy_page',
    kind: 'not-json',
    answer: () =>
      new Response('<!doctype html><title>Sign in</title><h1>Sign in to the guest network</h1>', {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      }),
  },
  {
    id: 'usr_sample_unexpected_answer',
    kind: 'unexpected-answer',
    answer: () => json(200, [], 'req_sample_unexpected_answer'),
  },
  {
    id: 'usr_sample_too_large',
    kind: 'answer-too-large',
    answer: (now) =>
      json(
        200,
        {
          ...activeUser(now),
          id: 'usr_sample_too_large',
          notes: 'too much to be a profile '.repeat(60_000),
        },
        'req_sample_too_large',
      ),
  },
];

/**
 * Creates a `fetch` that responds like the server, without a network. It knows `{base}/user/{id}`
 * for the sample users and problems, and `{base}/user/email/{email}` for the sample users. For
 * others it responds 404. It ignores the API key.
 *
 * @param clock the current time, to which the users' routine fields are relative
 */
export function createSampleFetch(clock: () => Date = () => new Date()): typeof fetch {
  // Every second request to the rate-limited sample succeeds, to show what follows the wait.
  let isRateLimited = false;

  return async (input, init) => {
    // Does not wrap the input in a new Request: once that is garbage-collected, its signal no
    // longer follows the caller's.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();

    const url = new URL(input instanceof Request ? input.url : input);
    const id = /\/user\/([^/]+)$/.exec(url.pathname)?.[1];
    const email = /\/user\/email\/([^/]+)$/.exec(url.pathname)?.[1];
    const now = clock();

    const sample =
      email === undefined
        ? sampleUsers.find((user) => user.id === id)
        : sampleUsers.find(({ user }) =>
            isSameEmail(user(now)['email'], decodeURIComponent(email)),
          );
    if (sample) return json(200, sample.user(now), `req_${sample.id.replace('usr_', '')}`);

    const problem = sampleProblems.find((candidate) => candidate.id === id);
    if (!problem) return notFound(now);
    if (problem.kind === 'too-many-requests') {
      isRateLimited = !isRateLimited;
      if (!isRateLimited) return json(200, { ...activeUser(now), id }, 'req_sample_after_the_wait');
    }
    return problem.answer(now, signal);
  };
}

/** Trims, because one sample has white space around its address. */
function isSameEmail(stored: unknown, asked: string): boolean {
  return typeof stored === 'string' && stored.trim().toLowerCase() === asked.toLowerCase();
}

function json(
  status: number,
  body: unknown,
  traceId: string,
  headers?: Record<string, string>,
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': traceId, ...headers },
  });
}

function refusal(
  now: Date,
  status: number,
  code: string,
  type: string,
  traceId: string,
  message: string,
  headers?: Record<string, string>,
): Response {
  const error = {
    code,
    message,
    system_message: message,
    type,
    status,
    trace_id: traceId,
    timestamp: timestamp(now),
    details: {},
  };
  return json(status, { success: false, error }, traceId, headers);
}

function notFound(now: Date): Response {
  return refusal(
    now,
    404,
    'USER_NOT_FOUND',
    'not_found_error',
    'req_sample_not_found',
    'User not found.',
  );
}

function fails(message: string): Promise<never> {
  return Promise.reject(new Error(message));
}

async function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
  signal?.throwIfAborted();
  throw new Error('net::ERR_TIMED_OUT');
}

/** A response whose body fails after some bytes, with an error that the client does not retry. */
function interrupted(): Response {
  const start = new TextEncoder().encode('{"id":"usr_sample_interrupted","email":"half.an.ans');
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(start),
    pull: (controller) => controller.error(new Error('net::ERR_INVALID_CHUNKED_ENCODING')),
  });
  return new Response(body, {
    headers: { 'content-type': 'application/json', 'x-request-id': 'req_sample_interrupted' },
  });
}
