import type { Problem } from './problem';

/**
 * The result of a use case: a value or a problem. Failures are returned and not thrown, because
 * Electron reduces an error that an IPC handler throws to its message.
 */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (problem: Problem): Result<never> => ({ ok: false, problem });
