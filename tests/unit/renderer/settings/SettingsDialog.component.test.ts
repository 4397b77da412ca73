import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { LoadedPolicy } from '../../../../electron/policy/policy-file';
import SettingsDialog from '../../../../renderer/settings/SettingsDialog.svelte';
import { baseUrl, buildPolicy, flawedPolicy, noPolicy } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const production = { name: 'Production', baseUrl };
const test = { name: 'Test', baseUrl: 'https://test.example.com/v1' };

async function show(policy: LoadedPolicy) {
  const parts = buildState({}, null, policy);
  const nothing = vi.fn();
  renderIn(parts.state, SettingsDialog, { isForKey: false, onclose: nothing });
  await tick();
  return parts;
}

const photos = () =>
  screen.getByRole<HTMLInputElement>('checkbox', { name: 'Show profile pictures' });
const updates = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /newer version/ });
const retention = () => [
  ...screen.getAllByRole<HTMLInputElement>('spinbutton', { name: /^Keep/ }),
  screen.getByRole<HTMLInputElement>('checkbox', { name: /^Keep pinned/ }),
];
const address = () => screen.queryByLabelText<HTMLInputElement>(/^Address of the server/);
const environments = () =>
  screen.queryByRole<HTMLSelectElement>('combobox', { name: 'Environment' });
const optionsOf = (select: HTMLSelectElement | null) =>
  [...(select?.options ?? [])].map(({ textContent }) => textContent.trim());
/** The description that screen readers read, without the characters that isolate text direction. */
const describedAs = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent.trim())
    .join(' | ')
    .replace(/[\u2068\u2069]/g, '');
const wholeText = () => document.body.textContent.replace(/[\u2068\u2069]/g, '');

describe('without a policy', () => {
  it('everything can be changed, and no organization is named', async () => {
    await show(noPolicy);
    expect([photos(), updates(), ...retention()].filter(({ disabled }) => disabled)).toEqual([]);
    expect(address()?.value).toBe(baseUrl);
    expect(environments()).toBeNull();
    expect(screen.queryByText('Use sample data')).not.toBeNull();
    expect(wholeText()).not.toMatch(/Set by|decides/);
  });
});

describe('with a policy', () => {
  it('locked settings are disabled and say who locked them', async () => {
    await show(
      buildPolicy({
        locked: { photos: false, updates: false, retention: {}, baseUrl, sampleData: false },
      }),
    );
    expect([photos(), updates(), ...retention()].filter(({ disabled }) => !disabled)).toEqual([]);
    for (const toggle of [photos(), updates()])
      expect(describedAs(toggle)).toMatch(/Set by IT Service Desk$/);
    for (const field of retention()) expect(describedAs(field)).toMatch(/Set by IT Service Desk$/);
    expect(address()).toBeNull();
    expect(screen.getByText(baseUrl)).toBeTruthy();
    expect(screen.queryByText('Use sample data')).toBeNull();
    expect(wholeText()).toContain('IT Service Desk decides on some of these settings.');
  });

  it('without locks everything can be changed', async () => {
    await show(buildPolicy({ defaults: { photos: false } }));
    expect(photos().disabled).toBe(false);
    expect(wholeText()).toContain(
      'IT Service Desk has set some of these settings. You can change them.',
    );
  });

  it('hidden characters in a name are made visible', async () => {
    await show(buildPolicy({ managedBy: 'IT\u202Eksed', locked: { photos: false } }));
    expect(describedAs(photos())).toContain('Set by IT[U+202E]ksed');
  });

  it('servers are listed by name, and another address can be entered', async () => {
    await show(buildPolicy({ defaults: { environments: [production, test] } }));
    expect(optionsOf(environments())).toEqual(['Production', 'Test', 'Another address …']);
    expect(environments()?.value).toBe(baseUrl);
    expect(address()).toBeNull();
  });

  it('a locked list offers no other address', async () => {
    await show(buildPolicy({ locked: { environments: [production, test] } }));
    expect(optionsOf(environments())).toEqual(['Production', 'Test']);
    expect(describedAs(screen.getByRole('combobox', { name: 'Environment' }))).toBe(
      'Set by IT Service Desk',
    );
    expect(address()).toBeNull();
  });

  it('a single locked server is shown as text, with its name', async () => {
    await show(buildPolicy({ locked: { environments: [production] } }));
    expect(environments()).toBeNull();
    expect(screen.getByText('Production')).toBeTruthy();
    expect(screen.getByText(baseUrl)).toBeTruthy();
  });
});

describe('with an invalid policy', () => {
  it('names the file and the cause, and copies both for IT', async () => {
    const { bridge } = await show(flawedPolicy);
    const note = screen.getByRole('note');
    expect(note.textContent).toContain('/etc/account-inspector/policy.json');
    expect(note.textContent).toContain(
      'Unknown, missing, there twice, or with a value that is not possible: locked.exprot',
    );
    await fireEvent.click(within(note).getByRole('button', { name: 'Copy for IT' }));
    expect(bridge.clipboard.writeText).toHaveBeenCalledExactlyOnceWith({
      text: [
        "The policy file can't be used",
        'File: /etc/account-inspector/policy.json',
        'Cause: Unknown, missing, there twice, or with a value that is not possible: locked.exprot',
        'App version: 1.2.3',
      ].join('\n'),
    });
  });

  it.each<[LoadedPolicy['flaw'], RegExp]>([
    [{ reason: 'unreadable' }, /can't be opened/],
    [{ reason: 'too-large' }, /larger than 1 MB/],
    [{ reason: 'not-trusted' }, /belong to root/],
    [{ reason: 'not-utf8' }, /not saved as UTF-8/],
    [{ reason: 'not-json', at: null }, /It is not JSON\./],
    [{ reason: 'not-json', at: { line: 3, column: 1 } }, /not JSON from line 3, column 1 on/],
    [{ reason: 'not-fitting', places: [] }, /but no policy/],
  ])('describes the cause: %j', async (flaw, words) => {
    await show({ ...noPolicy, flaw });
    expect(screen.getByRole('note').textContent).toMatch(words);
  });

  it('all settings that a policy can lock are disabled', async () => {
    await show(flawedPolicy);
    expect([photos(), updates(), ...retention()].filter(({ disabled }) => !disabled)).toEqual([]);
    expect(describedAs(photos())).toContain("Can't be changed as long as");
    expect(address()).toBeNull();
    expect(screen.getByText(baseUrl)).toBeTruthy();
  });
});
