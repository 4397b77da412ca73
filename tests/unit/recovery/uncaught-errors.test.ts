import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));

const { detailsOf } = await import('../../../electron/recovery/uncaught-errors');

it('an error is told by its kind, its code and its place, and not by its message', () => {
  const error = Object.assign(new TypeError('Ann Example\n    of usr_ann\nak_1'), {
    code: 'ENOSPC',
  });
  error.stack = `TypeError: ${error.message}\n    at open (/app/main.cjs:1:2)\n    at /app/main.cjs:3:4`;
  expect(detailsOf(error)).toEqual({
    error: 'TypeError',
    code: 'ENOSPC',
    stack: 'at open (/app/main.cjs:1:2) | at /app/main.cjs:3:4',
  });
});

it('a long stack is cut off', () => {
  const error = new Error('a');
  error.stack = `Error: a${'\n    at f (/app/main.cjs:1:2)'.repeat(50)}`;
  expect(String(detailsOf(error)['stack']).split(' | ')).toHaveLength(8);
});

it.each([['Ann Example'], [undefined], [{ name: 'Ann' }]])(
  'what is no error tells nothing: %j',
  (thrown) => {
    expect(detailsOf(thrown)).toEqual({ error: typeof thrown });
  },
);
