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
import { buildInspector } from '../fake-bridge';

async function withAccount(fields: Record<string, unknown> = {}) {
  const parts = buildInspector();
  parts.bridge.user.lookUp.mockResolvedValue(
    ok({ ...buildLookUp({ id: 'usr_a', ...fields }), changes: null }),
  );
  await parts.inspector.lookUp({ id: 'usr_a' });
  return parts;
}

it('the id and the e-mail address are copied unchanged; a message is shown and announced', async () => {
  const { inspector, bridge } = await withAccount({ email: 'mara@example.com' });
  await copyId(inspector);
  expect([toast(), announcement()]).toEqual(['User ID copied', 'User ID copied']);
  await copyEmail(inspector);
  expect(toast()).toBe('E-mail copied');
  expect(bridge.clipboard.writeText.mock.calls).toEqual([
    [{ text: 'usr_a' }],
    [{ text: 'mara@example.com' }],
  ]);
});

it.each([null, ''])('nothing is copied from an account without an address: %j', async (email) => {
  const { inspector, bridge } = await withAccount({ email });
  await copyEmail(inspector);
  expect(toast()).toBe('This account has no e-mail address.');
  expect(bridge.clipboard.writeText).not.toHaveBeenCalled();
});

it('a message says that copying failed', async () => {
  const { inspector, bridge } = await withAccount();
  bridge.clipboard.writeText.mockResolvedValue(failed({ kind: 'internal' }));
  await copyId(inspector);
  expect(toast()).toBe('Copying did not work. Please try again.');
});

describe('without an account', () => {
  it.each([copyId, copyEmail, lookUpAgain])('%o asks to look one up', async (command) => {
    const { inspector, bridge } = buildInspector();
    await command(inspector);
    expect(toast()).toBe('No account is shown. Look one up first.');
    expect(bridge.clipboard.writeText).not.toHaveBeenCalled();
    expect(bridge.user.lookUp).not.toHaveBeenCalled();
  });
});

it('both an account and a problem can be looked up again', async () => {
  const { inspector, bridge } = await withAccount();
  bridge.user.lookUp.mockResolvedValue(failed({ kind: 'not-found', status: 404 }));
  await lookUpAgain(inspector);
  await lookUpAgain(inspector);
  expect(bridge.user.lookUp.mock.calls).toEqual([
    [{ id: 'usr_a' }],
    [{ id: 'usr_a' }],
    [{ id: 'usr_a' }],
  ]);
});

it('a message confirms that privacy mode was switched on or off', async () => {
  const { inspector } = buildInspector();
  await togglePrivacy(inspector);
  expect(toast()).toBe('Privacy mode is on: personal details are hidden.');
  await togglePrivacy(inspector);
  expect(toast()).toBe('Privacy mode is off.');
});

it('a repeated message restarts the time for which it is shown', async () => {
  vi.useFakeTimers();
  const { inspector } = buildInspector();
  await copyId(inspector);
  vi.advanceTimersByTime(4_000);
  await copyId(inspector);
  vi.advanceTimersByTime(4_000);
  expect(toast()).not.toBeNull();
  vi.advanceTimersByTime(1_000);
  expect(toast()).toBeNull();
  vi.useRealTimers();
});
