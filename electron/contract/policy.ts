/** What an administrator can lock. */
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
  /** Where the file stops being JSON, counted from 1. */
  | {
      readonly reason: 'not-json';
      readonly at: { readonly line: number; readonly column: number } | null;
    }
  /** The entries that are unknown, missing, duplicate or invalid, such as `locked.exprot`. */
  | { readonly reason: 'not-fitting'; readonly places: readonly string[] };

/** What the renderer knows of a policy. */
export type PolicyOnPage = {
  /** Who manages this computer; null without a policy or with one that can't be used. */
  readonly managedBy: string | null;
  readonly locked: readonly Lock[];
  /** The servers that the policy names, in its order. */
  readonly environments: readonly NamedServer[];
  readonly allowsSampleData: boolean;
  readonly allowsExport: boolean;
  readonly allowsVerify: boolean;
  /** The file that can't be used, and why. */
  readonly flaw: (Flaw & { readonly file: string }) | null;
};
