import type { ProblemKind } from './problem';

/** What a sample user is an example of. The renderer has a title for each. */
export type SampleUserKind =
  | 'active'
  | 'inactive'
  | 'never-verified'
  | 'never-logged-in'
  | 'all-null'
  | 'extra-field'
  | 'missing-field'
  | 'wrong-type'
  | 'long-values'
  | 'non-latin'
  | 'right-to-left'
  | 'contradictions'
  | 'spaces';

/** An id of the sample data and what it leads to: a kind of user or a kind of problem. */
export type SampleId =
  | { readonly of: 'user'; readonly id: string; readonly shows: SampleUserKind }
  | { readonly of: 'problem'; readonly id: string; readonly shows: ProblemKind };
