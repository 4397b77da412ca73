import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessibilityViolations } from './fixtures/accessibility';
import { noKeychain } from './fixtures/keyring';
import { expect, test } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

const people = ['usr_sample_active', 'usr_sample_inactive', 'usr_sample_all_null'];

/** Looks people up in this order. The last one is then at the top of the list. */
async function lookUpAll(inspector: InspectorPage, ids: readonly string[] = people): Promise<void> {
  for (const id of ids) {
    await inspector.lookUp(id);
    await expect(inspector.card.getByText(id).first()).toBeVisible();
  }
}

test('the list has one entry per person, newest first, and opens it without a request', async ({
  ready,
  api,
}) => {
  await lookUpAll(ready, ['usr_sample_active', 'usr_sample_inactive', 'usr_sample_active']);
  await ready.lookUp('usr_mock_not_found');
  await expect(ready.problem('There is no such account')).toBeVisible();
  await expect(ready.history.entries).toHaveCount(3);
  await expect(ready.history.entries.first()).toContainText('There is no such account');
  await expect(ready.history.entries.nth(1)).toContainText('Mara Oyelaran');
  await expect(ready.history.panel.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(ready.history.note).toHaveCount(0);

  const sent = api.requests.length;
  await ready.history.openEntry('usr_sample_inactive');
  await expect(ready.card).toContainText('Not checked since.');
  await expect(ready.searchBox).toHaveValue('usr_sample_inactive');
  expect(api.requests).toHaveLength(sent);
  await ready.button('Look up again').click();
  await expect(ready.card).not.toContainText('Not checked since.');
  expect(api.requests).toHaveLength(sent + 1);
});

test('each environment has a history of its own, which survives a restart', async ({
  launch,
  api,
}) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await lookUpAll(first.inspector, ['usr_sample_active']);
  await expect(first.inspector.history.panel).toContainText(new URL(api.baseUrl).host);
  await first.inspector.settings.open();
  await first.inspector.button('Use sample data').click();
  await first.inspector.settings.close();
  await expect(first.inspector.history.entries).toHaveCount(0);
  await expect(first.inspector.card).toBeHidden();
  await lookUpAll(first.inspector, ['usr_sample_inactive']);
  await first.electron.close();

  const { inspector } = await launch();
  await expect(inspector.history.entries).toHaveText(/usr_sample_inactive/);
  await inspector.button('Use the real server').click();
  await expect(inspector.history.entries).toHaveText(/Mara Oyelaran/);
});

test('without a keychain nothing is kept after quitting, and a note says so', async ({
  launch,
}) => {
  const first = await launch({ env: noKeychain });
  await first.inspector.welcome.trySampleData();
  await lookUpAll(first.inspector, ['usr_sample_active']);
  await expect(first.inspector.history.note).toContainText('kept only until you quit');
  await expect(first.inspector.history.entries).toHaveCount(1);
  await first.electron.close();

  const { inspector } = await launch({ env: noKeychain });
  await expect(inspector.history.note).toBeVisible();
  await expect(inspector.history.entries).toHaveCount(0);
});

test('the list is searched while typing, and filtered', async ({ ready }) => {
  const { history, page } = ready;
  await lookUpAll(ready);
  await ready.lookUp('usr_mock_not_found');
  await expect(history.entries).toHaveCount(4);
  await history.search.fill('öyel');
  await expect(history.entries).toHaveText(/Mara Oyelaran/);
  await history.search.fill('nobody');
  await expect(history.panel).toContainText('Nobody found.');
  await history.search.press('Escape');
  await expect(history.panel).toContainText('4 people');
  await history.show('Problems');
  await expect(history.entries).toHaveText(/usr_mock_not_found/);
  await history.show('Pinned');
  await expect(history.entries).toHaveCount(0);
  expect(await accessibilityViolations(page)).toEqual([]);
});

test('the keyboard opens entries, pins one through its menu and removes one', async ({ ready }) => {
  const { history, page } = ready;
  await lookUpAll(ready);
  await history.entry('usr_sample_all_null').focus();
  await page.keyboard.press('ArrowDown');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(ready.card.getByRole('heading', { name: 'Mara Oyelaran' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(ready.card.getByText('usr_sample_inactive').first()).toBeVisible();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(history.menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(history.entries.nth(1).getByRole('img', { name: 'Pinned' })).toBeVisible();
  await expect(history.menu).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(history.entry('usr_sample_inactive')).toBeFocused();

  await page.keyboard.press('Delete');
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(ready.toast).toContainText('Removed: 1 person');
  await expect(history.entries).toHaveCount(2);
  await expect(history.entry('usr_sample_active')).toBeFocused();
});

test('pins and notes survive a restart and are found by filter and search', async ({ launch }) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await lookUpAll(first.inspector);
  await first.inspector.history.choose('Pin', 'usr_sample_active');
  await first.inspector.history.choose('Note …', 'usr_sample_inactive');
  const field = first.inspector.page.getByRole('dialog').getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('Xyzzynote waits for a call back');
  await first.inspector.history.confirm('Note about Jonas Lindqvist', 'Save note');
  await expect(first.inspector.history.entry('usr_sample_inactive')).toContainText(
    'Xyzzynote waits for a call back',
  );
  await first.electron.close();

  const { history } = (await launch()).inspector;
  await expect(history.entries).toHaveCount(3);
  await history.show('Pinned');
  await expect(history.entries).toHaveText(/Mara Oyelaran/);
  await history.show('All');
  await history.search.fill('call');
  await expect(history.entries).toHaveText(/Jonas Lindqvist/);
});

test('several selected people are removed, then all people', async ({ ready }) => {
  const { history, page } = ready;
  await lookUpAll(ready, [...people, 'usr_sample_non_latin']);
  await history.choose('Select several', 'usr_sample_active');
  await history.panel.getByRole('checkbox', { name: /usr_sample_inactive/ }).click();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(history.panel.getByRole('checkbox')).toHaveCount(0);

  await history.choose('Select several', 'usr_sample_active');
  await history.panel.getByRole('checkbox', { name: /usr_sample_inactive/ }).click();
  await ready.button('Remove 2 …').click();
  await history.confirm('Remove from recent lookups?', 'Remove');
  await expect(ready.toast).toContainText('Removed: 2 people');
  await expect(history.entries).toHaveCount(2);

  await history.choose('Clear all …');
  await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(/2 people/);
  await history.confirm('Clear all recent lookups?', 'Clear all');
  await expect(ready.toast).toContainText('Removed: 2 people');
  await expect(history.panel).toContainText('Accounts that you look up appear here.');
});

test('forgetting a person also removes them from the screen', async ({ ready }) => {
  const { history } = ready;
  await lookUpAll(ready, ['usr_sample_inactive', 'usr_sample_active', 'usr_sample_active']);
  await history.choose('Forget this person …', 'usr_sample_active');
  await history.confirm('Forget this person?', 'Forget');
  await expect(ready.toast).toHaveText('Removed: 1 person, 2 lookups and 1 answer.');
  await expect(ready.card).toBeHidden();
  await expect(ready.searchBox).toHaveValue('');
  await expect(ready.page.getByText('usr_sample_active')).toHaveCount(0);
  await expect(history.entries).toHaveText(/usr_sample_inactive/);
});

test('exports the search results, all people or a selection, after a warning', async ({
  launch,
  folder,
}) => {
  const { electron, inspector } = await launch();
  const { history, page } = inspector;
  await inspector.welcome.trySampleData();
  await lookUpAll(inspector);
  const file = join(folder, 'export.csv');
  const chooseInDialog = (filePath: string) =>
    electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === '', filePath: chosen });
    }, filePath);

  await history.search.fill('mara');
  await expect(history.entries).toHaveCount(1);
  await history.choose('Export as CSV …');
  const dialog = page.getByRole('dialog', { name: 'Export recent lookups' });
  await expect(dialog).toContainText('The file is not protected');
  await chooseInDialog(join(folder, 'missing', 'export.csv'));
  await dialog.getByRole('button', { name: 'Choose a place …' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The file was not written');
  await chooseInDialog(file);
  await history.confirm('Export recent lookups', 'Choose a place …');
  await expect(inspector.toast).toContainText('The file is saved.');
  const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('Mara Oyelaran');

  await history.search.fill('');
  await history.choose('Export as JSON …');
  await chooseInDialog(join(folder, 'export.json'));
  await history.confirm('Export recent lookups', 'Choose a place …');
  const found = [{ lookedUpAt: expect.stringContaining('T') as unknown, outcome: 'found' }];
  expect(JSON.parse(await readFile(join(folder, 'export.json'), 'utf8'))).toMatchObject(
    people.toReversed().map((id) => ({ id, environment: 'sample', lookUps: found })),
  );

  await history.choose('Select several', 'usr_sample_inactive');
  await inspector.button('Export 1 …').click();
  await chooseInDialog(join(folder, 'selection.csv'));
  await history.confirm('Export recent lookups', 'Choose a place …');
  const selection = await readFile(join(folder, 'selection.csv'), 'utf8');
  expect(people.filter((id) => selection.includes(id))).toEqual(['usr_sample_inactive']);
});
