import { filesContaining } from './fixtures/files-containing';
import { noKeychain } from './fixtures/keyring';
import { expect, test } from './fixtures/test';

test('without a keychain the key is kept only until quitting, never on the disk, after consent', async ({
  launch,
  api,
  profile,
}) => {
  const first = await launch({ env: noKeychain });
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await expect(first.inspector.page.getByRole('alert')).toContainText(
    'This computer offers no keychain',
  );
  await first.inspector.button('Use it until I quit').click();
  await first.inspector.lookUp('usr_sample_active');
  await expect(first.inspector.card).toBeVisible();
  await first.electron.close();

  expect(await filesContaining([profile], api.apiKey)).toEqual([]);
  const { inspector } = await launch({ env: noKeychain });
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('This computer offers no keychain')).toBeVisible();
});

test('with a locked keychain the app asks for a key and uses it until quitting', async ({
  launch,
  keyring,
  api,
}) => {
  const first = await launch();
  await first.inspector.welcome.useServer(api.baseUrl);
  await first.inspector.welcome.enterKey(api.apiKey);
  await expect(first.inspector.searchBox).toBeVisible();
  await first.electron.close();
  keyring.lock();

  const { inspector } = await launch();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.problem('The keychain did not hand over the key')).toBeVisible();
  await inspector.button('Enter a key').click();
  await inspector.settings.enterKey(api.apiKey);
  await inspector.button('Use it until I quit').click();
  await expect(inspector.settings.dialog).toBeHidden();
  await expect(inspector.card).toBeVisible();
});
