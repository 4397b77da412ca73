import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));

const { errorDetails } = await import('../../../electron/recovery/uncaught-errors');

it('the details of an error are its class, code and stack, without its message', () => {
  const error = Object.assign(new TypeError('Ann Example\n    of usr_ann\nak_1'), {
    code: 'ENOSPC',
  });
  error.stack = `TypeError: ${error.message}\n    at open (/app/main.cjs:1:2)\n    at /app/main.cjs:3:4`;
  expect(errorDetails(error)).toEqual({
    error: 'TypeError',
    code: 'ENOSPC',
    stack: 'at open (/app/main.cjs:1:2) | at /app/main.cjs:3:4',
  });
});

it('a long stack is truncated', () => {
  const error = new Error('a');
  error.stack = `Error: a${'\n    at f (/app/main.cjs:1:2)'.repeat(50)}`;
  expect(String(errorDetails(error)['stack']).split(' | ')).toHaveLength(8);
});

it.each([['Ann Example'], [undefined], [{ name: 'Ann' }]])(
  'a thrown value that is no error yields only its type: %j',
  (thrown) => {
    expect(errorDetails(thrown)).toEqual({ error: typeof thrown });
  },
);
