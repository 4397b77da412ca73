import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createUserRoute, unusedId } from '../../../electron/api/user-route';
import { baseUrl } from '../builders';

type Reply = { readonly status: number; readonly body: string } | null;

const id = 'usr_1a2b';
const noEndpoint = (path: string) => ({
  status: 404,
  body: JSON.stringify({ message: `No route for GET /v1/${path}`, timestamp: new Date() }),
});

/**
 * Decides what is missing. `replies` gives the responses for the impossible path and the unused id.
 */
async function missing(
  answer: NonNullable<Reply> & { readonly code?: string },
  replies: (path: string) => Reply,
  { query = { id }, route = createUserRoute() }: Partial<Options> = {},
) {
  const ask = vi.fn((path: string) => Promise.resolve(replies(path)));
  const path = 'id' in query ? `user/${query.id}` : `user/email/${encodeURIComponent(query.email)}`;
  return { what: await route.whatIsMissing(baseUrl, query, path, answer, ask), ask, route };
}
type Options = {
  readonly query: { readonly id: string } | { readonly email: string };
  readonly route: ReturnType<typeof createUserRoute>;
};

it.each([
  ['the path', noEndpoint],
  ['the id', (path: string) => ({ status: 404, body: `"${path.split('/').at(-1)}" not found` })],
  [
    'a trace id and a time',
    () => ({
      status: 404,
      body: JSON.stringify({ error: { trace_id: crypto.randomUUID(), code: 'NOT_FOUND' } }),
    }),
  ],
  ['nothing', () => ({ status: 404, body: '' })],
])('responses that differ only in %s count as equal', async (_, reply) => {
  const { what, ask } = await missing(reply(`user/${id}`), reply);
  expect(what).toBe('address');
  expect(ask.mock.calls.map(([path]) => path)).toEqual([
    expect.not.stringContaining('user/'),
    `user/${unusedId}`,
  ]);
});

it.each([
  ['another text', { status: 404, body: '{"detail":"User not found"}' }],
  ['another code', { status: 404, body: '{"error":{"code":"UNKNOWN_ID"}}' }],
  ['another status', { status: 410, body: '{"detail":"Not Found"}' }],
])('a user is missing if a missing endpoint gets %s', async (_, answer) => {
  const { what, ask } = await missing(answer, () => ({
    status: 404,
    body: '{"detail":"Not Found"}',
  }));
  expect(what).toBe('user');
  expect(ask).toHaveBeenCalledOnce();
});

it('a user is missing if the server answers differently for an unused id', async () => {
  const reply = (path: string) =>
    path === `user/${unusedId}` ? { status: 404, body: '{"error":"no user"}' } : noEndpoint(path);
  expect((await missing(noEndpoint(`user/${id}`), reply)).what).toBe('user');
  const query = { email: 'ann@example.com' };
  const answer = noEndpoint('user/email/ann@example.com');
  expect((await missing(answer, reply, { query })).what).toBe('endpoint');
});

it('the unused id is requested only once, even if it is also the query', async () => {
  const { what, ask } = await missing(noEndpoint(`user/${unusedId}`), noEndpoint, {
    query: { id: unusedId },
  });
  expect(what).toBe('address');
  expect(ask).toHaveBeenCalledOnce();
});

it('evidence from one base URL does not apply to another', async () => {
  const route = createUserRoute();
  route.recordUser('https://api.example.com');
  expect((await missing(noEndpoint(`user/${id}`), noEndpoint, { route })).what).toBe('address');
  route.recordUser(baseUrl);
  expect((await missing(noEndpoint(`user/${id}`), noEndpoint, { route })).what).toBe('user');
});

it('no user is missing if the server gives every path the same response', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(404, 410),
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.record({ detail: fc.string() }).map((body) => JSON.stringify(body)),
      ),
      fc.oneof(
        fc.record({ id: fc.stringMatching(/^usr_[a-z0-9]{4,20}$/) }),
        fc.record({ email: fc.emailAddress() }),
      ),
      async (status, body, query) => {
        const reply = { status, body };
        expect((await missing(reply, () => reply, { query })).what).toBe('address');
      },
    ),
  );
});
