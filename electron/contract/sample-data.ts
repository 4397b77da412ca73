import type { ProblemKind } from './problem';

/** What a sample user demonstrates. The renderer has a title for each kind. */
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

/** An id of the sample data, and the kind of user or problem that a lookup of it shows. */
export type SampleId =
  | { readonly of: 'user'; readonly id: string; readonly shows: SampleUserKind }
  | { readonly of: 'problem'; readonly id: string; readonly shows: ProblemKind };
