/** The settings and functions that an administrator can lock. */
export type Lock =
  | 'baseUrl'
  | 'environments'
  | 'retention'
  | 'updates'
  | 'photos'
  | 'sampleData'
  | 'export'
  | 'verify';

/** A server that a policy names. */
export type NamedServer = { readonly name: string; readonly baseUrl: string };

/** Why a policy file can't be used. */
export type Flaw =
  | { readonly reason: 'unreadable' | 'too-large' | 'not-trusted' | 'not-utf8' }
  /** `at` is the first syntax error; line and column count from 1. */
  | {
      readonly reason: 'not-json';
      readonly at: { readonly line: number; readonly column: number } | null;
    }
  /** The entries that are unknown, missing, duplicate or invalid, such as `locked.exprot`. */
  | { readonly reason: 'not-fitting'; readonly places: readonly string[] };

/** The part of a policy that the renderer needs. */
export type PolicyOnPage = {
  /** The organization that manages this computer; null if there is no valid policy. */
  readonly managedBy: string | null;
  readonly locked: readonly Lock[];
  /** The servers that the policy names, in its order. */
  readonly environments: readonly NamedServer[];
  readonly allowsSampleData: boolean;
  readonly allowsExport: boolean;
  readonly allowsVerify: boolean;
  /** Why the policy file can't be used, and its path; null if it is valid or absent. */
  readonly flaw: (Flaw & { readonly file: string }) | null;
};
