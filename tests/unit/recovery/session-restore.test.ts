import { expect, it } from 'vitest';
import { createSessionRestore } from '../../../electron/recovery/session-restore';

const ann = { searchText: 'usr_ann', query: { id: 'usr_ann' }, isFound: true };

it('a usual start begins with nothing, whatever was open before', () => {
  const whatWasOpen = createSessionRestore();
  expect(whatWasOpen.take()).toBeNull();
  whatWasOpen.remember(ann);
  expect(whatWasOpen.take()).toBeNull();
});

it('what was open last is there once after the page was lost', () => {
  const whatWasOpen = createSessionRestore();
  whatWasOpen.remember({ ...ann, searchText: 'a' });
  whatWasOpen.remember(ann);
  whatWasOpen.rendererCrashed(true);
  expect(whatWasOpen.take()).toEqual(ann);
  expect(whatWasOpen.take()).toBeNull();
});

it('what may be the reason stays away, and what was typed comes back', () => {
  const whatWasOpen = createSessionRestore();
  whatWasOpen.remember(ann);
  whatWasOpen.rendererCrashed(false);
  expect(whatWasOpen.take()).toEqual({ searchText: 'usr_ann', query: null, isFound: false });
});
