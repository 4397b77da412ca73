import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../../electron/api/problem';
import { failed } from '../../../../electron/result';
import ProblemPanel from '../../../../renderer/problems/ProblemPanel.svelte';
import { buildInspector } from '../fake-bridge';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function show(
  problem: Problem,
  { id = 'usr_a', idCount = 1 }: { id?: string | null; idCount?: number } = {},
) {
  const parts = buildInspector();
  const onkey = vi.fn();
  const onsettings = vi.fn();
  render(ProblemPanel, { inspector: parts.inspector, id, problem, idCount, onkey, onsettings });
  return { ...parts, onkey, onsettings };
}
const button = (name: string) => screen.getByRole('button', { name });
const buttons = () => screen.queryAllByRole('button').map((each) => each.textContent.trim());

const refused = { kind: 'key-refused', status: 401, code: 'INVALID_API_KEY', traceId: 'req_1' } as const;
const notFound = { kind: 'not-found', status: 404 } as const;
const tooMany = { kind: 'too-many-requests', status: 429, retryAfterSeconds: 5 } as const;

describe('a problem', () => {
  it('is said aloud in plain words, with the next step', () => {
    show(notFound);
    const panel = screen.getByRole('alert', { name: 'There is no such account' });
    expect(panel.textContent).toContain('The server knows no account with this ID.');
    expect(panel.textContent).toContain('Check the ID: is it whole, and is it from this system?');
    expect(panel.textContent).toContain('ID: usr_a');
  });

  it('shows status and code for those who can use them', () => {
    show(refused);
    expect(screen.getByText('Answer 401 · INVALID_API_KEY')).toBeTruthy();
  });

  it('shows the network’s own word', () => {
    show({ kind: 'no-connection', detail: 'ERR_PROXY_CONNECTION_FAILED' });
    expect(screen.getByText('ERR_PROXY_CONNECTION_FAILED')).toBeTruthy();
  });

  it('says that the text held several ids', () => {
    show(notFound, { idCount: 3 });
    expect(screen.getByText('Your text holds 3 different IDs. This is the first one.')).toBeTruthy();
  });

  it('shows no empty details', () => {
    show({ kind: 'key-in-search' }, { id: null });
    expect(document.querySelector('footer')).toBeNull();
    expect(buttons()).toEqual([]);
  });
});

describe('the trace id', () => {
  it('is shown, and copied as it is', async () => {
    const { bridge } = show(refused);
    expect(screen.getByText('req_1')).toBeTruthy();
    await fireEvent.click(button('Copy: Trace ID'));
    expect(bridge.copy).toHaveBeenCalledExactlyOnceWith({ text: 'req_1' });
  });

  it('is not spoken of where there is none', () => {
    show(notFound);
    expect(screen.queryByText(/Trace ID/)).toBeNull();
  });
});

describe('the button', () => {
  it('tries again', async () => {
    const { bridge, onsettings } = show(notFound);
    await fireEvent.click(button('Try again'));
    expect(bridge.lookUpUser).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
    expect(onsettings).not.toHaveBeenCalled();
  });

  it.each([{ kind: 'no-key' }, refused, { kind: 'keychain-locked' }, { kind: 'keychain-missing' }] as const)(
    'leads to the field for the key: $kind',
    async (problem) => {
      const { onkey, onsettings } = show(problem);
      await fireEvent.click(button('Enter a key'));
      expect(onkey).toHaveBeenCalledOnce();
      expect(onsettings).not.toHaveBeenCalled();
    },
  );

  it.each([
    { kind: 'unknown-host', host: 'api.example.com' },
    { kind: 'redirect-refused' },
    { kind: 'unexpected-answer', status: 200 },
    { kind: 'answer-too-large', limitBytes: 1024 * 1024 },
  ] as const)('leads to the settings: $kind', async (problem) => {
    const { onkey, onsettings } = show(problem);
    await fireEvent.click(button('Open settings'));
    expect(onsettings).toHaveBeenCalledOnce();
    expect(onkey).not.toHaveBeenCalled();
  });

  it('to try again stands beside the one to the settings', () => {
    show({ kind: 'unknown-host', host: 'api.example.com' });
    expect(buttons()).toEqual(['Open settings', 'Try again']);
  });
});

describe('too many requests', () => {
  const countdown = () => screen.queryByRole('timer')?.textContent;

  it('count down and try again by themselves', async () => {
    const { bridge } = show(tooMany);
    expect(countdown()).toBe('Tries again by itself in 5 s');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(countdown()).toBe('Tries again by itself in 3 s');
    await vi.advanceTimersByTimeAsync(2_750);
    expect(bridge.lookUpUser).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(250);
    expect(bridge.lookUpUser).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it('that ask for a long wait are not waited for, and say until when', async () => {
    vi.setSystemTime('2026-03-01T12:00:00Z');
    const { bridge } = show({ ...tooMany, retryAfterSeconds: 3_600 });
    expect(countdown()).toBeUndefined();
    expect(screen.getByRole('alert').textContent).toContain('1 Mar 2026, 14:00 CET');
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(bridge.lookUpUser).not.toHaveBeenCalled();
    expect(buttons()).toEqual(['Try again']);
  });

  it('can be stopped, and tried again by hand', async () => {
    const { bridge } = show(tooMany);
    await fireEvent.click(button("Don't try again"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(countdown()).toBeUndefined();
    expect(bridge.lookUpUser).not.toHaveBeenCalled();
    await fireEvent.click(button('Try again'));
    expect(bridge.lookUpUser).toHaveBeenCalledExactlyOnceWith({ id: 'usr_a' });
  });

  it('are tried by hand where three tries by themselves were in vain', async () => {
    const { inspector, bridge } = buildInspector();
    bridge.lookUpUser.mockResolvedValue(failed(tooMany));
    for (let tries = 0; tries < 3; tries += 1) await inspector.retryAutomatically('usr_a', 1);
    render(ProblemPanel, {
      inspector,
      id: 'usr_a',
      problem: tooMany,
      idCount: 1,
      onkey: vi.fn(),
      onsettings: vi.fn(),
    });
    expect(countdown()).toBeUndefined();
    expect(buttons()).toEqual(['Try again']);
  });
});
