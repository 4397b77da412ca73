import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { KeyCheck } from '../../../../electron/contract/key';
import { failed, ok, type Result } from '../../../../electron/contract/result';
import KeyForm from '../../../../renderer/key/KeyForm.svelte';
import { announcement } from '../../../../renderer/ui/announcer.svelte';
import { deferred } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

async function show(props: { onsaved?: () => void; ondismiss?: () => void } = {}) {
  const parts = buildState({ environment: null });
  const { unmount } = renderIn(parts.state, KeyForm, { ...props });
  await tick();
  const field = screen.getByLabelText<HTMLInputElement>('API key');
  const type = (value: string) => fireEvent.input(field, { target: { value } });
  const save = () => fireEvent.click(button('Save key'));
  return { ...parts, field, type, save, unmount };
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const nextAnnouncement = async () => {
  await tick();
  return announcement().trim();
};

describe('the field', () => {
  it('hides the key, has the focus, and says where the key is stored', async () => {
    const { field } = await show();
    expect([field.type, field.autocomplete]).toEqual(['password', 'off']);
    expect(document.activeElement).toBe(field);
    const hint = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toContain(
      "The key goes into the system's keyring (Secret Service) on this computer. It is never shown again.",
    );
  });

  it('says which server the key is for', async () => {
    const { field } = await show();
    const hint = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toContain('api.example.com');
  });

  it('rejects a pasted text of several lines', async () => {
    const { bridge, field } = await show();
    const paste = (text: string) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      return fireEvent(
        field,
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    };
    expect(await paste('ak_1\n')).toBe(true);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await paste('ak_1\r\nak_2')).toBe(false);
    expect(screen.getByRole('alert').textContent).toContain('The key has a line break in it');
    expect(bridge.key.save).not.toHaveBeenCalled();
  });

  it('sends the key to main as it was pasted', async () => {
    const { bridge, type, save } = await show();
    await type(' "ak_1" ');
    await save();
    expect(bridge.key.save).toHaveBeenCalledExactlyOnceWith({ key: ' "ak_1" ', keep: 'stored' });
  });

  it('is empty after the key is saved', async () => {
    const onsaved = vi.fn();
    const { field, type, save } = await show({ onsaved });
    await type('ak_secret');
    await save();
    await expect.poll(() => field.value).toBe('');
    expect(document.body.innerHTML).not.toContain('ak_secret');
    expect(onsaved).toHaveBeenCalledOnce();
  });

  it('keeps a refused key, so that it can be corrected', async () => {
    const onsaved = vi.fn();
    const { bridge, field, type, save } = await show({ onsaved });
    bridge.key.save.mockResolvedValue(failed({ kind: 'key-refused', status: 401 }));
    await type('ak_wrong');
    await save();
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The server did not accept the key',
    );
    expect([field.value, field.getAttribute('aria-invalid')]).toEqual(['ak_wrong', 'true']);
    expect(document.activeElement).toBe(field);
    expect(onsaved).not.toHaveBeenCalled();
  });
});

it('a key that the server refuses shows whom to ask, and details for them', async () => {
  const { bridge, type, save } = await show();
  bridge.key.save.mockResolvedValue(failed({ kind: 'key-refused', status: 401, traceId: 'req_1' }));
  await type('ak_wrong');
  await save();
  expect(await screen.findByText(/Ask the administrator/)).toBeTruthy();
  expect(document.querySelector('details')?.textContent).toMatch(/req_1/);
});

it('a key that the agent can correct refers to no one else', async () => {
  const { bridge, type, save } = await show();
  bridge.key.save.mockResolvedValue(failed({ kind: 'key-empty' }));
  await type(' ');
  await save();
  await screen.findByRole('alert');
  expect(document.querySelector('details')).toBeNull();
});

it('the key can’t be saved again while it is being checked', async () => {
  const { bridge, type, save } = await show();
  const checked = deferred<Result<KeyCheck>>();
  bridge.key.save.mockReturnValue(checked.promise);
  await type('ak_1');
  await save();
  expect(button('Checking the key …').disabled).toBe(true);
  checked.resolve(failed({ kind: 'key-empty' }));
  await expect.poll(() => button('Save key').disabled).toBe(false);
});

describe('leaving the form', () => {
  it('cancels a running check', async () => {
    const { bridge, type, save, unmount } = await show();
    bridge.key.save.mockReturnValue(new Promise(() => undefined));
    await type('ak_1');
    await save();
    unmount();
    expect(bridge.key.cancelSave).toHaveBeenCalledOnce();
  });

  it('cancels nothing without a running check', async () => {
    const { bridge, unmount } = await show();
    unmount();
    expect(bridge.key.cancelSave).not.toHaveBeenCalled();
  });
});

it('a key can’t be saved while the address field contains an unusable address', async () => {
  const { state } = await show();
  state.settings.isAddressWrong = true;
  await tick();
  expect(button('Save key').disabled).toBe(true);
});

describe('the result is announced', () => {
  it.each([
    ['accepted', 'The key works and is saved.'],
    [
      'unchecked',
      'The key is saved, but it could not be checked. The first lookup will show whether it works.',
    ],
  ] as const)('for a key that is %s', async (check, words) => {
    const { bridge, type, save } = await show();
    bridge.key.save.mockResolvedValue(ok(check));
    await type('ak_1');
    await save();
    await expect.poll(nextAnnouncement).toBe(words);
  });
});

describe('without a keychain', () => {
  it.each(['keychain-missing', 'keychain-locked', 'keychain-failed'] as const)(
    'the problem is shown, and the key can be kept until the app quits: %s',
    async (kind) => {
      const { bridge, field, type, save } = await show();
      bridge.key.save.mockResolvedValueOnce(failed({ kind }));
      await type('ak_1');
      await save();
      await screen.findByRole('alert');
      expect(field.value).toBe('ak_1');
      await fireEvent.click(button('Use it until I quit'));
      expect(bridge.key.save).toHaveBeenLastCalledWith({ key: 'ak_1', keep: 'this-session' });
      await expect.poll(() => field.value).toBe('');
      expect(await nextAnnouncement()).toBe('The key works. It is kept until you quit.');
      expect(screen.queryByRole('alert')).toBeNull();
    },
  );

  it('the form does not offer to keep the key for the session before saving failed', async () => {
    await show();
    expect(screen.queryByRole('button', { name: 'Use it until I quit' })).toBeNull();
  });

  it('the form does not offer to keep a key that the server refuses', async () => {
    const { bridge, type, save } = await show();
    bridge.key.save.mockResolvedValue(failed({ kind: 'key-refused', status: 401 }));
    await type('ak_1');
    await save();
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: 'Use it until I quit' })).toBeNull();
  });
});

describe('the cancel button', () => {
  it('closes the form without saving', async () => {
    const ondismiss = vi.fn();
    const { bridge } = await show({ ondismiss });
    await fireEvent.click(button('Cancel'));
    expect(ondismiss).toHaveBeenCalledOnce();
    expect(bridge.key.save).not.toHaveBeenCalled();
  });

  it('is absent on the welcome screen', async () => {
    await show();
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });
});
