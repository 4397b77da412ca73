import { expect, it, vi } from 'vitest';
import { createSessionHistory } from '../../../electron/history/session-history';
import { createLoadPhoto } from '../../../electron/photo/load-photo';
import type { Photos } from '../../../electron/photo/photos';
import type { Settings } from '../../../electron/settings/settings';
import { buildLookUp, buildSettings } from '../builders';

const profile_image = 'https://images.example.com/ann.png';
const address = 'app://inspector/photo/1';

/** Ann was looked up on the server and in the sample data. */
function setUp(chosen: Partial<Settings> = {}) {
  const history = createSessionHistory();
  history.remember(buildLookUp({ id: 'usr_ann', profile_image }));
  history.remember(buildLookUp({ id: 'usr_ann', profile_image }, { environment: 'sample' }));
  history.remember(buildLookUp({ id: 'usr_null', profile_image: null }));
  history.remember(buildLookUp({ id: 'usr_odd', profile_image: { url: profile_image } }));
  const photos = {
    load: vi.fn<Photos['load']>(() => Promise.resolve(address)),
    read: vi.fn<Photos['read']>(),
  };
  const settings = () => buildSettings(chosen);
  return { photos, loadPhoto: createLoadPhoto({ settings, history, photos }) };
}

it('the photo is the one that the answer about this person names', async () => {
  const { photos, loadPhoto } = setUp();
  expect(await loadPhoto('usr_ann')).toBe(address);
  expect(photos.load).toHaveBeenCalledExactlyOnceWith(profile_image);
});

it.each<[string, string, Partial<Settings>]>([
  ['somebody who was not looked up', 'usr_bob', {}],
  ['an address in the place of an id', profile_image, {}],
  ['somebody looked up on another server', 'usr_ann', { baseUrl: 'https://there.example/v1' }],
  ['somebody without a picture', 'usr_null', {}],
  ['a picture of the wrong type', 'usr_odd', {}],
  ['somebody made up', 'usr_ann', { environment: 'sample' }],
  ['anybody before the welcome screen was answered', 'usr_ann', { environment: null }],
  ['anybody where photos are switched off', 'usr_ann', { showPhotos: false }],
])('there is none, and nothing is fetched, for %s', async (_, id, settings) => {
  const { photos, loadPhoto } = setUp(settings);
  expect(await loadPhoto(id)).toBeNull();
  expect(photos.load).not.toHaveBeenCalled();
});
