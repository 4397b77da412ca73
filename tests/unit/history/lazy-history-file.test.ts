import { expect, it, vi } from 'vitest';
import { openAtFirstUse } from '../../../electron/history/lazy-history-file';

it('a database that can’t be opened at all costs nothing but the history, and is told by a code', async () => {
  const onFailure = vi.fn<(failure: string) => void>();
  const open = vi.fn(() =>
    Promise.reject(new Error("Cannot find package 'libsql' imported from /home/ann")),
  );
  const history = openAtFirstUse(open, onFailure);
  expect(history.write(() => 'kept')).toBeNull();
  expect(await history.state()).toEqual({ kept: 'nowhere' });
  expect(await history.use(() => 'something', 'nothing')).toBe('nothing');
  expect(history.write(() => 'kept')).toBeNull();
  expect(onFailure).toHaveBeenCalledExactlyOnceWith('failed');
});
