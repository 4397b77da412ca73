import { expect, test } from './fixtures/test';

test('an address that would not protect the key is rejected', async ({ ready, api }) => {
  await ready.settings.open();
  const field = ready.settings.dialog.getByLabel('Address of the server');
  for (const address of [
    'http://api.example.com/v1',
    'ftp://x',
    'nonsense',
    'https://user:pass@example.com/v1',
    'https://x.example/v1?a=b',
  ]) {
    await ready.settings.useServer(address);
    await expect(ready.settings.dialog.getByRole('alert')).toContainText(
      "This address can't be used.",
    );
    await expect(field).toHaveValue(address);
  }
  await ready.settings.close();
  await ready.lookUp('usr_sample_active');
  await expect(ready.card).toBeVisible();
  expect(api.requests.at(-1)?.rawPath).toBe('/v1/user/usr_sample_active');
});

test('the language changes at once and survives a restart', async ({ launch }) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await first.inspector.settings.open();
  await first.inspector.page.getByLabel('Language').selectOption('de');
  await expect(first.inspector.page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await first.electron.close();

  const { inspector } = await launch();
  await expect(inspector.page.getByRole('heading', { name: 'Wen suchen Sie?' })).toBeVisible();
  await expect(inspector.page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the theme changes at once and applies before the next start shows a window', async ({
  launch,
}) => {
  const first = await launch();
  await first.inspector.welcome.trySampleData();
  await first.inspector.settings.open();
  const background = () =>
    first.inspector.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await first.inspector.page.getByLabel('Colours').selectOption('light');
  await expect.poll(background).toBe('rgb(244, 244, 241)');
  await first.inspector.page.getByLabel('Colours').selectOption('dark');
  await expect.poll(background).toBe('rgb(22, 24, 28)');
  await first.electron.close();

  const { electron, inspector } = await launch();
  await inspector.searchBox.waitFor();
  expect(await electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  const backgrounds = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getBackgroundColor()),
  );
  expect(backgrounds).toEqual(['#16181C']);
});

test('transitions are off if the system asks for reduced motion', async ({ ready }) => {
  const duration = () =>
    ready.button('Look up').evaluate((button) => getComputedStyle(button).transitionDuration);
  await expect.poll(duration).toBe('0.12s');
  await ready.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(duration).toBe('0s');
});

test('the settings show the licences of the dependencies', async ({ ready }) => {
  await ready.settings.open();
  const about = ready.page.getByRole('dialog').locator('section').filter({ hasText: 'About' });
  await about.getByText('Licences of the software').click();
  const keytar = about.locator('details details').filter({ has: ready.page.getByText(/^keytar /) });
  await keytar.getByText(/^keytar /).click();
  await expect(keytar.getByText(/Permission is hereby granted/)).toBeVisible();
});
