import { expect, test } from './fixtures/test';
import { NativeMenu } from './pages/native-menu';

const id = 'usr_sample_active';

test('shortcuts focus the search box, repeat the lookup and switch privacy mode', async ({
  ready,
  api,
}) => {
  const { keyboard } = ready.page;
  await ready.lookUp(id);
  await expect(ready.card).toBeVisible();

  await ready.card.getByRole('tab').first().focus();
  await keyboard.press('ControlOrMeta+K');
  await expect(ready.searchBox).toBeFocused();
  await ready.card.getByRole('tab').first().focus();
  await keyboard.press('/');
  await expect(ready.searchBox).toBeFocused();
  await expect(ready.searchBox).toHaveValue(id);

  const asked = () => api.requests.filter(({ rawPath }) => rawPath === `/v1/user/${id}`).length;
  await keyboard.press('ControlOrMeta+R');
  await expect.poll(asked).toBe(2);
  await keyboard.press('F5');
  await expect.poll(asked).toBe(3);

  await keyboard.press('ControlOrMeta+Shift+H');
  await expect(ready.toast).toHaveText('Privacy mode is on: personal details are hidden.');
  await keyboard.press('ControlOrMeta+Shift+H');
  await expect(ready.toast).toHaveText('Privacy mode is off.');
});

test('a single key is text in a field and a command elsewhere', async ({ ready }) => {
  const { page, searchBox } = ready;
  await searchBox.press('?');
  await searchBox.press('/');
  await expect(searchBox).toHaveValue('?/');

  await ready.button('Settings').focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Ctrl');
  await expect(list).toContainText('Bring back the last search');
});

test('a dialog keeps the focus, blocks shortcuts and returns the focus', async ({ ready }) => {
  const { page, settings } = ready;
  const { keyboard } = page;
  await ready.button('Settings').focus();
  await keyboard.press('ControlOrMeta+,');
  await expect(settings.dialog).toBeVisible();
  await expect(settings.dialog.getByRole('button', { name: 'Close' })).toBeFocused();

  await keyboard.press('Shift+Tab');
  await expect(settings.dialog.locator(':focus')).toHaveCount(1);
  await keyboard.press('ControlOrMeta+K');
  await keyboard.press('?');
  await expect(settings.dialog.locator(':focus')).toHaveCount(1);
  await expect(page.getByRole('dialog')).toHaveCount(1);

  await keyboard.press('Escape');
  await expect(settings.dialog).toBeHidden();
  await expect(ready.button('Settings')).toBeFocused();
});

test('the native menu runs the same commands in the app’s language', async ({ launch }) => {
  const { electron, inspector } = await launch();
  const menu = new NativeMenu(electron);
  await inspector.welcome.trySampleData();
  await inspector.lookUp(id);
  await expect(inspector.card).toBeVisible();

  await menu.click('Privacy mode');
  await expect.poll(() => menu.checked()).toEqual(['Privacy mode']);
  await menu.click('Go to the search box');
  await expect(inspector.searchBox).toBeFocused();

  await menu.click('Settings…');
  await expect(inspector.settings.dialog).toBeVisible();
  await menu.click('Keyboard shortcuts');
  // Privacy mode works while a dialog is open, because others may see the screen.
  await menu.click('Privacy mode');
  await expect.poll(() => menu.checked()).toEqual([]);
  await expect(inspector.page.getByRole('dialog')).toHaveCount(1);

  await inspector.page.getByLabel('Language').selectOption('de');
  await expect.poll(() => menu.titles()).toContain('&Bearbeiten');
});

test('the context menu edits in a field, copies a selection and stays closed elsewhere', async ({
  launch,
}) => {
  const { electron, inspector } = await launch();
  const menu = new NativeMenu(electron);
  await inspector.welcome.trySampleData();
  await inspector.lookUp(id);
  await expect(inspector.card).toBeVisible();
  await menu.recordContextMenus();

  await inspector.card.locator('footer').click({ button: 'right', position: { x: 1, y: 1 } });
  await inspector.searchBox.click({ button: 'right' });
  const editing = ['Cut', 'Copy', 'Paste', 'separator', 'Select all'];
  await expect.poll(() => menu.contextMenus()).toEqual([editing]);

  await inspector.card.getByRole('heading', { level: 1 }).selectText();
  await inspector.card
    .getByRole('heading', { level: 1 })
    .click({ button: 'right', position: { x: 20, y: 12 } });
  await expect.poll(() => menu.contextMenus()).toEqual([editing, ['Copy']]);
});

test('every plus key zooms in, minus zooms out and 0 resets the zoom', async ({ launch }) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.keyField.waitFor();
  const press = (keyCode: string) =>
    electron.evaluate(({ BrowserWindow }, key) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: ['control'] });
    }, keyCode);
  const level = () =>
    electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel(),
    );
  await press('=');
  await expect.poll(level).toBe(0.5);
  await press('numadd');
  await expect.poll(level).toBe(1);
  await press('-');
  await expect.poll(level).toBe(0.5);
  await press('0');
  await expect.poll(level).toBe(0);
});

test('a restart puts the window where it was', async ({ launch }) => {
  const bounds = { x: 60, y: 40, width: 900, height: 620 };
  const first = await launch();
  await first.inspector.welcome.keyField.waitFor();
  await first.electron.evaluate(
    ({ BrowserWindow }, left) => BrowserWindow.getAllWindows()[0]?.setBounds(left),
    bounds,
  );
  await first.electron.close();

  const second = await launch();
  await second.inspector.welcome.keyField.waitFor();
  const opened = await second.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(opened).toEqual(bounds);
});
