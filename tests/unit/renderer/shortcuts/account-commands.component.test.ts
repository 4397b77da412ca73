import { describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../../electron/contract/result';
import {
  copyEmail,
  copyId,
  lookUpAgain,
  togglePrivacy,
} from '../../../../renderer/shortcuts/account-commands';
import { announcement, toast } from '../../../../renderer/ui/announcer.svelte';
import { buildLookUp } from '../../builders';
import { buildState } from '../fake-bridge';

async function withAccount(fields: Record<string, unknown> = {}) {
  const parts = buildState();
  parts.bridge.user.lookUp.mockResolvedValue(
    ok({ ...buildLookUp({ id: 'usr_a', ...fields }), changes: null }),
  );
  await parts.state.lookups.lookUp({ id: 'usr_a' });
  return parts;
}

it('the id and the e-mail address are copied as the server sent them, which is shown and said', async () => {
  const { state, bridge } = await withAccount({ email: 'mara@example.com' });
  await copyId(state.lookups);
  expect([toast(), announcement()]).toEqual(['User ID copied', 'User ID copied']);
  await copyEmail(state.lookups);
  expect(toast()).toBe('E-mail copied');
  expect(bridge.clipboard.writeText.mock.calls).toEqual([
    [{ text: 'usr_a' }],
    [{ text: 'mara@example.com' }],
  ]);
});

it.each([null, ''])('nothing is copied where there is no address: %j', async (email) => {
  const { state, bridge } = await withAccount({ email });
  await copyEmail(state.lookups);
  expect(toast()).toBe('This account has no e-mail address.');
  expect(bridge.clipboard.writeText).not.toHaveBeenCalled();
});

it('a message says that copying failed', async () => {
  const { state, bridge } = await withAccount();
  bridge.clipboard.writeText.mockResolvedValue(failed({ kind: 'internal' }));
  await copyId(state.lookups);
  expect(toast()).toBe('Copying did not work. Please try again.');
});

describe('without an account', () => {
  it.each([copyId, copyEmail, lookUpAgain])('%o asks for one', async (command) => {
    const { state, bridge } = buildState();
    await command(state.lookups);
    expect(toast()).toBe('No account is shown. Look one up first.');
    expect(bridge.clipboard.writeText).not.toHaveBeenCalled();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

it('both an account and a problem can be looked up again', async () => {
  const { state, bridge } = await withAccount();
  bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
  await lookUpAgain(state.lookups);
  await lookUpAgain(state.lookups);
  expect(bridge.user.lookUp.mock.calls).toEqual([
    [{ id: 'usr_a' }],
    [{ id: 'usr_a' }],
    [{ id: 'usr_a' }],
  ]);
});

it('privacy mode is switched on and off, and said', async () => {
  const { state } = buildState();
  await togglePrivacy(state.settings);
  expect(toast()).toBe('Privacy mode is on: personal details are hidden.');
  await togglePrivacy(state.settings);
  expect(toast()).toBe('Privacy mode is off.');
});

it('a repeated message restarts the time for which it is shown', async () => {
  vi.useFakeTimers();
  const { state } = buildState();
  await copyId(state.lookups);
  vi.advanceTimersByTime(4_000);
  await copyId(state.lookups);
  vi.advanceTimersByTime(4_000);
  expect(toast()).not.toBeNull();
  vi.advanceTimersByTime(1_000);
  expect(toast()).toBeNull();
  vi.useRealTimers();
});
