import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryEntry } from '../../../../electron/contract/history';
import type { Query } from '../../../../electron/contract/look-up';
import type { Problem } from '../../../../electron/contract/problem';
import { failed, ok } from '../../../../electron/contract/result';
import ProblemPanel from '../../../../renderer/problems/ProblemPanel.svelte';
import { announcement } from '../../../../renderer/ui/announcer.svelte';
import { buildEntry } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function show(
  problem: Problem,
  {
    query = { id: 'usr_a' },
    idCount = 1,
    known = [],
  }: { query?: Query | null; idCount?: number; known?: readonly HistoryEntry[] } = {},
) {
  const parts = buildState();
  parts.bridge.history.list.mockResolvedValue(ok({ entries: known, next: null }));
  const onchange = vi.fn();
  renderIn(parts.state, ProblemPanel, { query, problem, idCount, onchange });
  return { ...parts, onchange };
}
const button = (name: string) => screen.getByRole('button', { name });
/** The labels of the action buttons, the primary one first. Leaves out those in the details. */
const buttons = () =>
  screen
    .queryAllByRole('button')
    .filter((each) => each.closest('details') === null)
    .map((each) => each.textContent.trim());
const details = () => document.querySelector('details');
const detail = (label: string) =>
  screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent.trim();

const refused = {
  kind: 'key-refused',
  status: 401,
  code: 'INVALID_API_KEY',
  traceId: 'req_1',
} as const;
const notFound = { kind: 'not-found', status: 404 } as const;
const tooMany = { kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 } as const;

describe('a problem', () => {
  it('is announced in plain words with the next step, and nothing else', () => {
    show(refused);
    expect(screen.getByRole('alert').textContent.replace(/\s+/g, ' ').trim()).toBe(
      'The server did not accept the key The API key is wrong, expired or switched off. Enter the key again, or a new one.',
    );
  });

  it('is a region that its heading names', () => {
    show(notFound);
    expect(screen.getByRole('region', { name: 'There is no such account' })).toBeTruthy();
  });

  it('says whom to ask', () => {
    show(refused);
    expect(screen.getByText(/Ask the administrator/)).toBeTruthy();
  });

  it('says that the text contained several ids', () => {
    show(notFound, { idCount: 3 });
    expect(
      screen.getByText('Your text holds 3 different IDs. This is the first one.'),
    ).toBeTruthy();
  });
});

describe('a person in the history', () => {
  const version = {
    firstSeenAt: '2026-02-20T12:00:00Z',
    lastSeenAt: '2026-02-26T14:00:00Z',
    changes: null,
  };
  const entry = buildEntry({ outcome: 'not-found', foundAt: '2026-02-26T14:00:00Z' });
  const showKnown = async (problem: Problem, found = true) => {
    vi.setSystemTime(new Date('2026-03-01T14:00:00Z'));
    const { state, bridge } = buildState();
    bridge.history.timeline.mockResolvedValue(ok(found ? [version] : []));
    bridge.history.entry.mockResolvedValue(ok({ ...entry, foundAt: found ? entry.foundAt : null }));
    renderIn(state, ProblemPanel, {
      query: { id: 'usr_a' },
      problem,
      idCount: 1,
      onchange: vi.fn(),
    });
    await vi.advanceTimersByTimeAsync(0);
    return { state, bridge };
  };

  it.each([
    { kind: 'no-connection', detail: 'net::ERR_CONNECTION_REFUSED' },
    { kind: 'time-out', seconds: 15 },
    { kind: 'server-trouble', status: 500 },
  ] as const)(
    'can be opened from the history if the server gives no answer: $kind',
    async (problem) => {
      const { bridge } = await showKnown(problem);
      await fireEvent.click(button('Show the last known answer (3 days ago)'));
      expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    },
  );

  it('can be forgotten if the server no longer knows them', async () => {
    const { state } = await showKnown(notFound);
    expect(screen.queryByRole('button', { name: /last known/ })).toBeNull();
    await fireEvent.click(button('Forget this person …'));
    expect(state.dialogs.current).toEqual({ name: 'forget', id: 'usr_a' });
  });

  it('who was never found can’t be opened or forgotten', async () => {
    await showKnown({ kind: 'time-out', seconds: 15 }, false);
    await showKnown(notFound, false);
    expect(screen.queryByRole('button', { name: /last known|Forget/ })).toBeNull();
  });
});

describe('for an e-mail address', () => {
  const query = { email: 'ann@example.com' };

  it('the person in the history can be forgotten if the server no longer knows them', async () => {
    const { state, bridge } = buildState();
    const entries = ['Ann@Example.com', 'ann@example.com.au'].map((email, index) =>
      buildEntry({ id: `usr_${index}`, email }),
    );
    bridge.history.list.mockResolvedValue(ok({ entries, next: null }));
    renderIn(state, ProblemPanel, { query, problem: notFound, idCount: 1, onchange: vi.fn() });
    await vi.advanceTimersByTimeAsync(0);
    await fireEvent.click(button('Forget this person …'));
    expect(state.dialogs.current).toEqual({ name: 'forget', id: 'usr_0' });
  });

  it('the words fit, and the details for IT don’t contain the address', () => {
    show(notFound, { query });
    expect(screen.getByRole('alert').textContent).toContain(
      'The server knows no account with this e-mail address.',
    );
    expect(details()?.textContent).not.toContain('ann@example.com');
  });

  it('matches in the history are offered if the server can’t search by address', async () => {
    const known = buildEntry({ name: 'Ann Example', email: 'Ann@Example.com' });
    const { bridge } = show({ kind: 'no-search-by-email', status: 404 }, { query, known: [known] });
    await fireEvent.click(await screen.findByRole('button', { name: /Ann Example/ }));
    expect(bridge.history.open).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

describe('the details for IT', () => {
  it('are collapsed, and contain what is known', () => {
    vi.setSystemTime('2026-03-01T12:00:05Z');
    show(refused);
    expect(details()?.open).toBe(false);
    expect(
      ['User ID', 'Server', 'Time', 'Answer', 'Code', 'Trace ID', 'App version'].map(detail),
    ).toEqual([
      'usr_a',
      'api.example.com',
      '1 Mar 2026, 13:00:05 CET',
      '401',
      'INVALID_API_KEY',
      'req_1',
      '1.2.3',
    ]);
  });

  it('have a copy button for the trace id', async () => {
    const { bridge } = show(refused);
    await fireEvent.click(screen.getByLabelText('Copy: Trace ID'));
    expect(bridge.clipboard.writeText).toHaveBeenCalledExactlyOnceWith({ text: 'req_1' });
  });

  it('are copied as text, and the button confirms it for a moment', async () => {
    const { bridge } = show({ kind: 'no-connection', detail: 'ERR_PROXY_CONNECTION_FAILED' });
    const copy = screen.getByText('Copy for IT');
    await fireEvent.click(copy);
    expect(bridge.clipboard.writeText.mock.calls[0]?.[0].text).toContain(
      'Cause: ERR_PROXY_CONNECTION_FAILED',
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(copy.textContent.trim()).toBe('Copied');
    expect(announcement()).toContain('Details for IT copied');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(copy.textContent.trim()).toBe('Copy for IT');
  });

  it('are absent without a lookup', () => {
    show({ kind: 'key-in-search' }, { query: null });
    expect(details()).toBeNull();
  });
});

describe('the button', () => {
  it('tries again', async () => {
    const { bridge, state } = show({ kind: 'server-trouble', status: 500 });
    await fireEvent.click(button('Try again'));
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(state.dialogs.current).toBeNull();
  });

  it.each([notFound, { kind: 'invalid-id' }] as const)(
    'lead back to the search box: $kind',
    async (problem) => {
      const { bridge, onchange } = show(problem);
      await fireEvent.click(button('Change the ID'));
      expect(onchange).toHaveBeenCalledOnce();
      expect(bridge.user.lookUp).not.toHaveBeenCalled();
    },
  );

  it('lead back to the search box after a key was removed from it', async () => {
    const { onchange } = show({ kind: 'key-in-search' }, { query: null });
    await fireEvent.click(button('Enter an ID'));
    expect(onchange).toHaveBeenCalledOnce();
  });

  it.each([
    { kind: 'no-key' },
    refused,
    { kind: 'keychain-locked' },
    { kind: 'keychain-missing' },
  ] as const)('lead to the key form: $kind', async (problem) => {
    const { state } = show(problem);
    await fireEvent.click(button('Enter a key'));
    expect(state.dialogs.current).toEqual({ name: 'key' });
  });

  it.each([
    { kind: 'unknown-host', host: 'api.example.com' },
    { kind: 'redirect-refused' },
    { kind: 'unexpected-answer', status: 200 },
    { kind: 'answer-too-large', limitBytes: 1024 * 1024 },
  ] as const)('lead to the settings: $kind', async (problem) => {
    const { state } = show(problem);
    await fireEvent.click(button('Open settings'));
    expect(state.dialogs.current).toEqual({ name: 'settings' });
  });

  it('start with the next step as the only primary button', () => {
    show({ kind: 'unknown-host', host: 'api.example.com' });
    expect(buttons()).toEqual(['Open settings', 'Try again', 'Check the connection']);
    const main = [...document.querySelectorAll('button.primary')].map((each) =>
      each.textContent.trim(),
    );
    expect(main).toEqual(['Open settings']);
  });

  it('lead to the sign-in to a proxy', async () => {
    const { state } = show({
      kind: 'proxy-password-needed',
      proxy: 'proxy.example:3128',
      refusals: 3,
    });
    await fireEvent.click(button('Sign in to the proxy'));
    expect(state.dialogs.current).toEqual({ name: 'proxy-sign-in' });
  });

  it.each([
    { kind: 'no-connection', detail: 'ERR_CONNECTION_REFUSED' },
    { kind: 'unknown-host', host: 'api.example.com' },
    { kind: 'certificate', host: 'api.example.com', detail: 'ERR_CERT_DATE_INVALID' },
    { kind: 'time-out', seconds: 15 },
    { kind: 'interrupted', detail: 'ERR_CONNECTION_RESET' },
    { kind: 'proxy-password-needed', proxy: 'proxy.example:3128', refusals: 0 },
    { kind: 'proxy-failed', detail: 'ERR_PROXY_CONNECTION_FAILED' },
    { kind: 'redirect-refused' },
    { kind: 'not-json', status: 200 },
    { kind: 'server-trouble', status: 500 },
  ] as const)('lead to the connection check: $kind', async (problem) => {
    const { state } = show(problem);
    await fireEvent.click(button('Check the connection'));
    expect(state.dialogs.current).toEqual({ name: 'connection' });
  });

  it('offer no connection check if the server answered, or with sample data', () => {
    show(refused);
    const { state } = buildState({ environment: 'sample' });
    const problem = { kind: 'server-trouble', status: 500 } as const;
    renderIn(state, ProblemPanel, {
      query: { id: 'usr_a' },
      problem,
      idCount: 1,
      onchange: vi.fn(),
    });
    expect(buttons()).not.toContain('Check the connection');
  });
});

describe('after too many requests the panel', () => {
  const countdown = () => screen.queryByRole('timer')?.textContent;

  it('counts down and retries automatically', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { bridge } = show(tooMany);
    expect(countdown()).toBe('Tries again by itself in 5 s');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(countdown()).toBe('Tries again by itself in 3 s');
    await vi.advanceTimersByTimeAsync(2_750);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(250);
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it('shows the time instead of a countdown if the wait is long', async () => {
    vi.setSystemTime('2026-03-01T12:00:00Z');
    const { bridge } = show({ ...tooMany, retryAfterSeconds: 3_600 });
    expect(countdown()).toBeUndefined();
    expect(screen.getByRole('alert').textContent).toContain('1 Mar 2026, 14:00 CET');
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    expect(buttons()).toEqual(['Try again']);
  });

  it('can stop the countdown, and retry by hand', async () => {
    const { bridge } = show(tooMany);
    await fireEvent.click(button("Don't try again"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(countdown()).toBeUndefined();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
    await fireEvent.click(button('Try again'));
    expect(bridge.user.lookUp).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it('retries only by hand after the automatic retries failed', async () => {
    const { state, bridge } = buildState();
    bridge.user.lookUp.mockResolvedValue(failed(tooMany));
    for (let tries = 0; tries < 3; tries += 1)
      await state.lookups.retryAutomatically({ id: 'usr_a' }, 1);
    renderIn(state, ProblemPanel, {
      query: { id: 'usr_a' },
      problem: tooMany,
      idCount: 1,
      onchange: vi.fn(),
    });
    expect(countdown()).toBeUndefined();
    expect(buttons()).toEqual(['Try again']);
  });
});

it('says when to retry, rounded up to the minute, if a failing server sends Retry-After', () => {
  vi.setSystemTime(new Date('2026-03-01T12:00:10Z'));
  show({ kind: 'server-trouble', status: 503, retryAfterSeconds: 20 });
  expect(screen.getByRole('alert').textContent).toContain(
    'The server asks for a longer break. Try again after 1 Mar 2026, 13:01 CET.',
  );
  expect(screen.queryByRole('timer')).toBeNull();
});
