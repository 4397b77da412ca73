import { expect, it, vi } from 'vitest';
import type { Settings } from '../../../electron/contract/settings';
import { createLoadPhoto } from '../../../electron/photo/load-photo';
import type { PhotoCache } from '../../../electron/photo/photo-cache';
import { buildLookUp, buildSettings } from '../builders';

const profile_image = 'https://images.example.com/ann.png';
const address = 'app://inspector/photo/1';

function setUp(chosen: Partial<Settings> = {}) {
  const photos = {
    load: vi.fn<PhotoCache['load']>(() => Promise.resolve(address)),
    read: vi.fn<PhotoCache['read']>(),
    clear: vi.fn<PhotoCache['clear']>(),
  };
  return { photos, loadPhoto: createLoadPhoto({ settings: () => buildSettings(chosen), photos }) };
}

it('loads the photo that the user’s profile_image names', async () => {
  const { photos, loadPhoto } = setUp();
  expect(await loadPhoto(buildLookUp({ profile_image }))).toBe(address);
  expect(photos.load).toHaveBeenCalledExactlyOnceWith(profile_image);
});

const lookUpOfAnn = buildLookUp({ profile_image });
const inSampleData = buildLookUp({ profile_image }, { environment: 'sample' });

it.each<[string, typeof lookUpOfAnn, Partial<Settings>]>([
  [
    'a user that was looked up before the server was changed',
    lookUpOfAnn,
    { baseUrl: 'https://there.example/v1' },
  ],
  ['a user without a picture', buildLookUp({ profile_image: null }), {}],
  ['a profile_image of the wrong type', buildLookUp({ profile_image: { url: profile_image } }), {}],
  ['a sample user', inSampleData, { environment: 'sample' }],
  ['a sample user, after the change to a server', inSampleData, {}],
  ['any user before the welcome screen was answered', lookUpOfAnn, { environment: null }],
  ['any user if photos are switched off', lookUpOfAnn, { showPhotos: false }],
])('loads nothing for %s', async (_, lookUp, settings) => {
  const { photos, loadPhoto } = setUp(settings);
  expect(await loadPhoto(lookUp)).toBeNull();
  expect(photos.load).not.toHaveBeenCalled();
});
