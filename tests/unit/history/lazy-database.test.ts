import { expect, it, vi } from 'vitest';
import { createLazyDatabase } from '../../../electron/history/lazy-database';

it('a database that can’t be opened makes no call fail, and is reported once, as a code', async () => {
  const onFailure = vi.fn<(failure: string) => void>();
  const open = vi.fn(() =>
    Promise.reject(new Error("Cannot find package 'libsql' imported from /home/ann")),
  );
  const history = createLazyDatabase(open, onFailure);
  expect(history.write(() => 'kept')).toBeNull();
  expect(await history.state()).toEqual({ kept: 'nowhere' });
  expect(await history.use(() => 'something', 'nothing')).toBe('nothing');
  expect(history.write(() => 'kept')).toBeNull();
  expect(onFailure).toHaveBeenCalledExactlyOnceWith('failed');
});
