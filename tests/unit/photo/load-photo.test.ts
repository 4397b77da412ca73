import { expect, it, vi } from 'vitest';
import type { Settings } from '../../../electron/contract/settings';
import { createLoadPhoto } from '../../../electron/photo/load-photo';
import type { Photos } from '../../../electron/photo/photo-store';
import { buildLookUp, buildSettings } from '../builders';

const profile_image = 'https://images.example.com/ann.png';
const address = 'app://inspector/photo/1';

function setUp(chosen: Partial<Settings> = {}) {
  const photos = {
    load: vi.fn<Photos['load']>(() => Promise.resolve(address)),
    read: vi.fn<Photos['read']>(),
    clear: vi.fn<Photos['clear']>(),
  };
  return { photos, loadPhoto: createLoadPhoto({ settings: () => buildSettings(chosen), photos }) };
}

it('the photo is the one that the answer about this person names', async () => {
  const { photos, loadPhoto } = setUp();
  expect(await loadPhoto(buildLookUp({ profile_image }))).toBe(address);
  expect(photos.load).toHaveBeenCalledExactlyOnceWith(profile_image);
});

const ann = buildLookUp({ profile_image });
const inSampleData = buildLookUp({ profile_image }, { environment: 'sample' });

it.each<[string, typeof ann, Partial<Settings>]>([
  [
    'somebody looked up before another server was set',
    ann,
    { baseUrl: 'https://there.example/v1' },
  ],
  ['somebody without a picture', buildLookUp({ profile_image: null }), {}],
  ['a picture of the wrong type', buildLookUp({ profile_image: { url: profile_image } }), {}],
  ['somebody made up', inSampleData, { environment: 'sample' }],
  ['somebody made up, once a server is set', inSampleData, {}],
  ['anybody before the welcome screen was answered', ann, { environment: null }],
  ['anybody where photos are switched off', ann, { showPhotos: false }],
])('there is none, and nothing is fetched, for %s', async (_, lookUp, settings) => {
  const { photos, loadPhoto } = setUp(settings);
  expect(await loadPhoto(lookUp)).toBeNull();
  expect(photos.load).not.toHaveBeenCalled();
});
