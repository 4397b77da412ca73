import { render } from '@testing-library/svelte';
import { mount, tick, unmount } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { describe, expect, it, vi } from 'vitest';
import type { LookUp } from '../../../../electron/contract/look-up';
import { ok } from '../../../../electron/contract/result';
import type { Settings } from '../../../../electron/contract/settings';
import Photo from '../../../../renderer/profile/Photo.svelte';
import { buildLookUp, deferred } from '../../builders';
import { buildInspector } from '../fake-bridge';

const lookUpOf = (id: string, fields: Record<string, unknown> = {}) =>
  buildLookUp({
    id,
    full_name: 'Ann Bee',
    profile_image: `https://images.example.com/${id}.png`,
    ...fields,
  });

const nameless = { full_name: null, first_name: null, last_name: null };

const found = (url: string | null) => ok({ url });
const ann = 'app://inspector/photo/ann';

type Shown = {
  readonly lookUp?: LookUp;
  readonly isMasked?: boolean;
  readonly settings?: Partial<Settings>;
  readonly photo?: string | null;
};

/** The circle of somebody with a photo, and what of it can be seen. */
function show({
  lookUp = lookUpOf('usr_ann'),
  isMasked = false,
  settings = {},
  photo = ann,
}: Shown = {}) {
  const { inspector, bridge } = buildInspector(settings);
  bridge.photo.load.mockResolvedValue(found(photo));
  const { container, rerender } = render(Photo, { inspector, lookUp, isMasked });
  const painted = () => container.querySelector<HTMLImageElement>('img:not([hidden])')?.src ?? null;
  const initials = () => container.textContent.trim();
  return { bridge, container, rerender, painted, initials };
}

describe('the circle', () => {
  it('shows the initials at once, and the photo when it is there', async () => {
    const { bridge, painted, initials } = show();
    expect([initials(), painted()]).toEqual(['AB', null]);
    await vi.waitFor(() => expect(painted()).toBe(ann));
    expect(bridge.photo.load).toHaveBeenCalledExactlyOnceWith({ id: 'usr_ann' });
  });

  it.each([
    [{ ...nameless, email: 'kim@example.com' }, 'K'],
    [{ ...nameless, email: '' }, 'U'],
  ])('shows initials of what there is: %j', (fields, letters) => {
    expect(show({ lookUp: lookUpOf('usr_ann', fields) }).initials()).toBe(letters);
  });

  it('stays with the initials where there is no photo', async () => {
    const { bridge, container, initials } = show({ photo: null });
    await vi.waitFor(() => expect(bridge.photo.load).toHaveResolved());
    await tick();
    expect(container.querySelector('img')).toBeNull();
    expect(initials()).toBe('AB');
  });

  it('stays with the initials where the photo can’t be decoded', async () => {
    const decode = vi
      .spyOn(HTMLImageElement.prototype, 'decode')
      .mockRejectedValue(new Error('EncodingError'));
    const { painted } = show();
    await vi.waitFor(() => expect(decode).toHaveBeenCalled());
    await tick();
    expect(painted()).toBeNull();
  });
});

describe('no photo is asked for', () => {
  it.each<[string, Shown]>([
    ['where values are masked', { isMasked: true }],
    ['where photos are switched off', { settings: { showPhotos: false } }],
    ['without an address', { lookUp: lookUpOf('usr_ann', { profile_image: null }) }],
    ['with a word for an address', { lookUp: lookUpOf('usr_ann', { profile_image: 'ann.png' }) }],
    [
      'without encryption',
      { lookUp: lookUpOf('usr_ann', { profile_image: 'http://images.example.com/a.png' }) },
    ],
    [
      'with an address of the wrong type',
      { lookUp: lookUpOf('usr_ann', { profile_image: ['https://x'] }) },
    ],
  ])('%s', async (_, how) => {
    const { bridge, container } = show(how);
    await tick();
    expect(bridge.photo.load).not.toHaveBeenCalled();
    expect(container.querySelector('img')).toBeNull();
  });
});

it('a mask takes the photo and the initials away', async () => {
  const { container, initials, painted, rerender } = show();
  await vi.waitFor(() => expect(painted()).toBe(ann));
  await rerender({ isMasked: true });
  expect([initials(), painted()]).toEqual(['', null]);
  expect(container.querySelector('svg')).not.toBeNull();
});

it('a photo that comes when somebody else is shown is dropped', async () => {
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

it('another picture of the same person takes the place of the first', async () => {
  const { bridge, painted, rerender } = show();
  await vi.waitFor(() => expect(painted()).toBe(ann));
  bridge.photo.load.mockResolvedValue(found('app://inspector/photo/new'));
  await rerender({
    lookUp: lookUpOf('usr_ann', { profile_image: 'https://images.example.com/new.png' }),
  });
  await vi.waitFor(() => expect(painted()).toBe('app://inspector/photo/new'));
});

it('a photo stays where it is when the same person is looked up again', async () => {
  const { inspector, bridge } = buildInspector();
  bridge.photo.load.mockResolvedValue(found(ann));
  // Testing Library changes all props at once; on the card only the lookup changes.
  const lookUps = new SvelteMap([['newest', lookUpOf('usr_ann')]]);
  const props = {
    inspector,
    isMasked: false,
    get lookUp() {
      return lookUps.get('newest') ?? lookUpOf('nobody');
    },
  };
  const mounted = mount(Photo, { target: document.body, props });
  await vi.waitFor(() => expect(document.querySelector('img')).not.toBeNull());
  const photo = document.querySelector('img');
  lookUps.set('newest', lookUpOf('usr_ann', { post_code: '8005' }));
  await tick();
  expect(document.querySelector('img')).toBe(photo);
  expect(bridge.photo.load).toHaveBeenCalledTimes(1);
  await unmount(mounted);
});
