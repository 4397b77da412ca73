import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import type { LoadedPolicy } from '../../../../electron/policy/policy-file';
import Welcome from '../../../../renderer/onboarding/Welcome.svelte';
import { baseUrl, buildPolicy, flawedPolicy, noPolicy } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

async function show(policy: LoadedPolicy) {
  renderIn(buildState({ environment: null }, null, policy).state, Welcome);
  await tick();
}
const sampleData = () => screen.queryByRole('button', { name: 'Try it with sample data' });
const address = () => screen.queryByLabelText(/^Address of the server/);

it('offers another server and sample data', async () => {
  await show(noPolicy);
  expect(sampleData()).not.toBeNull();
  expect(screen.getByText('Another server?')).toBeTruthy();
  expect(address()).not.toBeNull();
});

it('offers neither if a policy locks both, and shows the server', async () => {
  await show(buildPolicy({ locked: { baseUrl, sampleData: false } }));
  expect(sampleData()).toBeNull();
  expect(screen.queryByText('Another server?')).toBeNull();
  expect(address()).toBeNull();
  expect(screen.getByText(baseUrl)).toBeTruthy();
});

it('asks for the environment before the key', async () => {
  const environments = [{ name: 'Production', baseUrl }];
  await show(buildPolicy({ defaults: { environments } }));
  const select = screen.getByRole('combobox', { name: 'Environment' });
  const key = screen.getByLabelText('API key');
  expect(select.compareDocumentPosition(key)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(document.activeElement).toBe(key);
});

it('shows why the policy can’t be used', async () => {
  await show(flawedPolicy);
  expect(screen.getByRole('note').textContent).toContain('locked.exprot');
  expect(address()).toBeNull();
});
