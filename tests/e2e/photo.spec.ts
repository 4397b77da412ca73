import { readImageHeader } from '../../electron/photo/image-header';
import { startPhotoHost, type PhotoHost } from '../mock-api/photo-host';
import { photoHostSwitches } from './fixtures/photo-host-switches';
import { expect, test as base } from './fixtures/test';
import type { InspectorPage } from './pages/inspector-page';

const test = base.extend<{ pictures: PhotoHost }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright requires a pattern, even an empty one
  pictures: async ({}, use) => {
    const host = await startPhotoHost(true);
    await use(host);
    await host.stop();
  },
  inspector: async ({ launch, pictures }, use) => {
    await use((await launch({ args: photoHostSwitches(pictures.port) })).inspector);
  },
});

const userWith = (id: string, picture: string) => ({
  id,
  full_name: 'Ann Bee',
  profile_image: `https://images.example.com${picture}`,
});

const widthOf = (inspector: InspectorPage) =>
  inspector.photo.evaluate((image: HTMLImageElement) => image.naturalWidth);

/** The main process's response to the page's request for a photo. */
const loadPhoto = (inspector: InspectorPage, id: string) =>
  inspector.page.evaluate((id) => window.inspector.photo.load({ id }), id);

const noPhoto = { ok: true, value: { url: null } };

test('a photo is shown, and its host receives no key, cookie or referrer', async ({
  ready,
  api,
  pictures,
}) => {
  api.setUser('usr_ann', userWith('usr_ann', '/photo.png'));
  api.setUser('usr_bob', userWith('usr_bob', '/another.png'));
  await ready.lookUp('usr_ann');
  await expect(ready.photo).toBeVisible();
  expect(await widthOf(ready)).toBe(2);
  await ready.lookUp('usr_bob');
  await expect(ready.card).toContainText('usr_bob');
  await expect(ready.photo).toBeVisible();

  expect(pictures.requests.map(({ rawPath }) => rawPath)).toEqual(['/photo.png', '/another.png']);
  for (const { method, headers } of pictures.requests) {
    expect(method).toBe('GET');
    expect(headers['user-agent']).toMatch(/^AccountInspector\/\S+ \(\w+\)$/);
    expect(headers.cookie).toBeUndefined();
    expect(headers.referer).toBeUndefined();
    expect(headers.origin).toBeUndefined();
    expect(JSON.stringify(headers)).not.toContain(api.apiKey);
  }
});

test('a photo is requested once per session', async ({ ready, api, pictures }) => {
  api.setUser('usr_ann', userWith('usr_ann', '/photo.png'));
  await ready.lookUp('usr_ann');
  await expect(ready.photo).toBeVisible();
  await ready.lookUp('usr_sample_inactive');
  await expect(ready.photo).toHaveCount(0);
  await ready.history.openEntry('Ann Bee');
  await expect(ready.photo).toBeVisible();
  await ready.button('Look up again').click();
  await expect(ready.card).toContainText('looked up now');
  await expect(ready.photo).toBeVisible();
  expect(pictures.requests).toHaveLength(1);
});

for (const picture of ['/sign-in.png', '/photo.svg', '/missing.png', '/moved.png', '/bomb.png']) {
  test(`initials stay if the file is not a usable picture: ${picture}`, async ({
    ready,
    api,
    pictures,
  }) => {
    api.setUser('usr_ann', userWith('usr_ann', picture));
    await ready.lookUp('usr_ann');
    await expect(ready.card.getByText('AB', { exact: true })).toBeVisible();
    expect(await loadPhoto(ready, 'usr_ann')).toEqual(noPhoto);
    await expect(ready.photo).toHaveCount(0);
    expect(pictures.requests.map(({ rawPath }) => rawPath)).toEqual([picture]);
  });
}

test('the header of a picture encoded by Chromium is read correctly', async ({ inspector }) => {
  const types = ['image/png', 'image/jpeg', 'image/webp'];
  const pictures = await inspector.page.evaluate((types) => {
    const canvas = document.createElement('canvas');
    canvas.width = 7;
    canvas.height = 5;
    return types.map((type) => canvas.toDataURL(type).split(',')[1] ?? '');
  }, types);
  expect(pictures.map((picture) => readImageHeader(Buffer.from(picture, 'base64')))).toEqual(
    types.map((contentType) => ({ contentType, pixels: 35 })),
  );
});

test('initials stay if the picture is damaged', async ({ ready, api }) => {
  api.setUser('usr_ann', userWith('usr_ann', '/damaged.png'));
  await ready.lookUp('usr_ann');
  const decoded = ready.photo.evaluate((image: HTMLImageElement) => image.decode());
  await expect(decoded).rejects.toThrow('EncodingError');
  await expect(ready.photo).toBeHidden();
  await expect(ready.card.getByText('AB', { exact: true })).toBeVisible();
});

test('no photo is requested if photos are switched off', async ({ ready, api, pictures }) => {
  api.setUser('usr_ann', userWith('usr_ann', '/photo.png'));
  api.setUser('usr_bob', userWith('usr_bob', '/another.png'));
  await ready.lookUp('usr_ann');
  await expect(ready.photo).toBeVisible();
  await ready.settings.open();
  await expect(ready.settings.showPhotos).toBeChecked();
  await ready.settings.showPhotos.uncheck();
  await ready.settings.close();
  await expect(ready.photo).toHaveCount(0);

  await ready.lookUp('usr_bob');
  await expect(ready.card).toContainText('usr_bob');
  expect(await loadPhoto(ready, 'usr_bob')).toEqual(noPhoto);
  expect(await loadPhoto(ready, 'usr_ann')).toEqual(noPhoto);
  expect(pictures.requests).toHaveLength(1);
});

test('no photo is requested for sample data', async ({ inspector, pictures }) => {
  await inspector.welcome.trySampleData();
  await inspector.lookUp('usr_sample_active');
  await expect(inspector.card.getByText('MO', { exact: true })).toBeVisible();
  expect(await loadPhoto(inspector, 'usr_sample_active')).toEqual(noPhoto);
  expect(pictures.requests).toEqual([]);
});
