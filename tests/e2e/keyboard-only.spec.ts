import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures/test';

test('the whole app works with the keyboard alone', async ({ launch, api }) => {
  const { inspector } = await launch();
  const { page } = inspector;
  const { keyboard } = page;
  const tabTo = async (target: Locator, key = 'Tab') => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press(key);
    }
    throw new Error(`${key} does not reach ${String(target)}.`);
  };

  // First start: choose a server, then enter its key.
  await expect(inspector.welcome.keyField).toBeFocused();
  await tabTo(page.getByText('Another server?'));
  await keyboard.press('Enter');
  await tabTo(page.getByLabel('Address of the server'));
  await keyboard.press('ControlOrMeta+A');
  await keyboard.insertText(api.baseUrl);
  await keyboard.press('Enter');
  await page
    .getByText(/Lookups go to .* now/)
    .first()
    .waitFor();
  await tabTo(inspector.welcome.keyField, 'Shift+Tab');
  await keyboard.insertText(api.apiKey);
  await keyboard.press('Enter');

  // Two lookups: the search box keeps the focus for the next one.
  await expect(inspector.searchBox).toBeFocused();
  for (const id of ['usr_sample_inactive', 'usr_sample_active']) {
    await keyboard.insertText(id);
    await keyboard.press('Enter');
    await expect(inspector.card.getByText(id).first()).toBeVisible();
    await expect(inspector.searchBox).toBeFocused();
  }

  // Card: verify the caller, read raw data, see a time in several zones, open the copy menu.
  await tabTo(page.getByRole('tab', { name: 'Profile' }));
  await keyboard.press('ArrowRight');
  await tabTo(page.getByRole('textbox', { name: 'First name' }));
  await keyboard.insertText('mara');
  await keyboard.press('Enter');
  await expect(page.getByText('Match', { exact: true })).toBeVisible();
  await tabTo(page.getByRole('tab', { name: 'Verify the caller' }), 'Shift+Tab');
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel').locator('pre')).toBeVisible();
  await keyboard.press('Home');
  await tabTo(
    inspector.card
      .getByRole('button')
      .filter({ has: page.locator('time') })
      .first(),
  );
  await expect(page.getByRole('tooltip')).toContainText('UTC');
  await tabTo(inspector.card.getByRole('button', { name: 'Copy', exact: true }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await keyboard.press('Enter');
  const ticket = page.getByRole('dialog', { name: 'Text for a ticket' });
  await expect(ticket).toBeVisible();
  await keyboard.press('Escape');
  await expect(ticket).toBeHidden();

  // History, settings, and a problem with its details.
  await tabTo(inspector.history.entries.first().getByRole('button').first(), 'Shift+Tab');
  await keyboard.press('ArrowDown');
  await expect(inspector.card).toContainText('Not checked since.');
  await tabTo(inspector.button('Settings'), 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(page.getByRole('checkbox', { name: 'Show profile pictures' }));
  await keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Show profile pictures' })).not.toBeChecked();
  await keyboard.press('Escape');
  await expect(inspector.button('Settings')).toBeFocused();
  await keyboard.press('ControlOrMeta+K');
  await keyboard.insertText('usr_mock_not_found');
  await keyboard.press('Enter');
  await expect(inspector.problem('There is no such account')).toBeVisible();
  await tabTo(page.getByText('Details for IT', { exact: true }));
  await keyboard.press('Enter');
  await expect(inspector.button('Copy for IT')).toBeVisible();
  await tabTo(inspector.button('Change the ID'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(inspector.searchBox).toBeFocused();
});
