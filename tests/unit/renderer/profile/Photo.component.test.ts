import { mount, tick, unmount, type Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { describe, expect, it, vi } from 'vitest';
import type { LookUp } from '../../../../electron/contract/look-up';
import { ok } from '../../../../electron/contract/result';
import type { Settings } from '../../../../electron/contract/settings';
import Photo from '../../../../renderer/profile/Photo.svelte';
import WithState from '../../../gallery/WithState.svelte';
import { buildLookUp, deferred } from '../../builders';
import { buildState } from '../fake-bridge';
import { renderIn } from '../render-in';

const lookUpOf = (id: string, fields: Record<string, unknown> = {}) =>
  buildLookUp({
    id,
    full_name: 'Ann Bee',
    profile_image: `https://images.example.com/${id}.png`,
    ...fields,
  });

const withoutName = { full_name: null, first_name: null, last_name: null };

const found = (url: string | null) => ok({ url });
const ann = 'app://inspector/photo/ann';

type Options = {
  readonly lookUp?: LookUp;
  readonly isMasked?: boolean;
  readonly settings?: Partial<Settings>;
  readonly photo?: string | null;
};

/** Renders the photo of a user, by default one whose photo the main process can load. */
function show({
  lookUp = lookUpOf('usr_ann'),
  isMasked = false,
  settings = {},
  photo = ann,
}: Options = {}) {
  const { state, bridge } = buildState(settings);
  bridge.photo.load.mockResolvedValue(found(photo));
  const { container, rerender } = renderIn(state, Photo, { lookUp, isMasked });
  const painted = () => container.querySelector<HTMLImageElement>('img:not([hidden])')?.src ?? null;
  const initials = () => container.textContent.trim();
  return { bridge, container, rerender, painted, initials };
}

describe('the photo component', () => {
  it('shows the initials at once, and the photo once it is decoded', async () => {
    const { bridge, painted, initials } = show();
    expect([initials(), painted()]).toEqual(['AB', null]);
    await vi.waitFor(() => expect(painted()).toBe(ann));
    expect(bridge.photo.load).toHaveBeenCalledExactlyOnceWith({ id: 'usr_ann' });
  });

  it.each([
    [{ ...withoutName, email: 'kim@example.com' }, 'K'],
    [{ ...withoutName, email: '' }, 'U'],
  ])(
    'takes initials from the e-mail address or the id of a user without a name: %j',
    (fields, letters) => {
      expect(show({ lookUp: lookUpOf('usr_ann', fields) }).initials()).toBe(letters);
    },
  );

  it('keeps the initials if there is no photo', async () => {
    const { bridge, container, initials } = show({ photo: null });
    await vi.waitFor(() => expect(bridge.photo.load).toHaveResolved());
    await tick();
    expect(container.querySelector('img')).toBeNull();
    expect(initials()).toBe('AB');
  });

  it('keeps the initials if the photo can’t be decoded', async () => {
    const decode = vi
      .spyOn(HTMLImageElement.prototype, 'decode')
      .mockRejectedValue(new Error('EncodingError'));
    const { painted } = show();
    await vi.waitFor(() => expect(decode).toHaveBeenCalled());
    await tick();
    expect(painted()).toBeNull();
  });
});

describe('no photo is requested', () => {
  it.each<[string, Options]>([
    ['while values are masked', { isMasked: true }],
    ['while photos are switched off', { settings: { showPhotos: false } }],
    ['without a URL', { lookUp: lookUpOf('usr_ann', { profile_image: null }) }],
    ['for a text that is not a URL', { lookUp: lookUpOf('usr_ann', { profile_image: 'ann.png' }) }],
    [
      'for a URL without HTTPS',
      { lookUp: lookUpOf('usr_ann', { profile_image: 'http://images.example.com/a.png' }) },
    ],
    [
      'for a URL of the wrong type',
      { lookUp: lookUpOf('usr_ann', { profile_image: ['https://x'] }) },
    ],
  ])('%s', async (_, options) => {
    const { bridge, container } = show(options);
    await tick();
    expect(bridge.photo.load).not.toHaveBeenCalled();
    expect(container.querySelector('img')).toBeNull();
  });
});

it('masking removes the photo and the initials', async () => {
  const { container, initials, painted, rerender } = show();
  await vi.waitFor(() => expect(painted()).toBe(ann));
  await rerender({ isMasked: true });
  expect([initials(), painted()]).toEqual(['', null]);
  expect(container.querySelector('svg')).not.toBeNull();
});

it('a photo that arrives after the user changed is dropped', async () => {
  const { bridge, painted, rerender } = show();
  const late = deferred<ReturnType<typeof found>>();
  bridge.photo.load.mockReturnValueOnce(late.promise).mockResolvedValueOnce(found(null));
  await rerender({ lookUp: lookUpOf('usr_late') });
  await rerender({ lookUp: lookUpOf('usr_bob') });
  late.resolve(found('app://inspector/photo/late'));
  await tick();
  await tick();
  expect(painted()).toBeNull();
});

it('a new photo URL of one user replaces the photo', async () => {
  const { bridge, painted, rerender } = show();
  await vi.waitFor(() => expect(painted()).toBe(ann));
  bridge.photo.load.mockResolvedValue(found('app://inspector/photo/new'));
  await rerender({
    lookUp: lookUpOf('usr_ann', { profile_image: 'https://images.example.com/new.png' }),
  });
  await vi.waitFor(() => expect(painted()).toBe('app://inspector/photo/new'));
});

it('a repeated lookup of one user keeps the photo element', async () => {
  const { state, bridge } = buildState();
  bridge.photo.load.mockResolvedValue(found(ann));
  // Testing Library's `rerender` changes all props. On the card, only the lookup changes.
  const lookUps = new SvelteMap([['newest', lookUpOf('usr_ann')]]);
  const props = {
    appState: state,
    component: Photo as Component<Record<string, unknown>>,
    isMasked: false,
    get lookUp() {
      return lookUps.get('newest') ?? lookUpOf('nobody');
    },
  };
  const mounted = mount(WithState, { target: document.body, props });
  await vi.waitFor(() => expect(document.querySelector('img')).not.toBeNull());
  const photo = document.querySelector('img');
  lookUps.set('newest', lookUpOf('usr_ann', { post_code: '8005' }));
  await tick();
  expect(document.querySelector('img')).toBe(photo);
  expect(bridge.photo.load).toHaveBeenCalledTimes(1);
  await unmount(mounted);
});
