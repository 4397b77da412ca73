import { expect, it } from 'vitest';
import { createSessionRestore } from '../../../electron/recovery/session-restore';

const ann = { searchText: 'usr_ann', query: { id: 'usr_ann' }, isFound: true };

it('restores nothing without a crash', () => {
  const sessionRestore = createSessionRestore();
  expect(sessionRestore.take()).toBeNull();
  sessionRestore.remember(ann);
  expect(sessionRestore.take()).toBeNull();
});

it('restores the last state, once, after a crash', () => {
  const sessionRestore = createSessionRestore();
  sessionRestore.remember({ ...ann, searchText: 'a' });
  sessionRestore.remember(ann);
  sessionRestore.rendererCrashed(true);
  expect(sessionRestore.take()).toEqual(ann);
  expect(sessionRestore.take()).toBeNull();
});

it('restores only the search text if the user may have caused the crash', () => {
  const sessionRestore = createSessionRestore();
  sessionRestore.remember(ann);
  sessionRestore.rendererCrashed(false);
  expect(sessionRestore.take()).toEqual({ searchText: 'usr_ann', query: null, isFound: false });
});
