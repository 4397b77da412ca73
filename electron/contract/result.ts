import type { Problem } from './problem';

/** How every use case answers: a value or a coded problem, never a thrown string. Survives structured cloning. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (problem: Problem): Result<never> => ({ ok: false, problem });
