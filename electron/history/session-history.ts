import { textOf } from '../api/user';
import type { LookUp } from '../lookup/look-up-user';

/** What the list shows of one remembered user. */
export type HistoryEntry = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly isActive: boolean | null;
  /** ISO 8601. */
  readonly fetchedAt: string;
};

/** The lookups of this session: newest first, one entry a user, in memory only. */
export interface History {
  remember(lookUp: LookUp): void;
  list(environment: string): readonly HistoryEntry[];
  open(environment: string, id: string): LookUp | null;
}

/** More than anybody scrolls through in one session; bounds the memory to some megabytes. */
const mostEntries = 500;

export function createSessionHistory(): History {
  /** In the order of looking up, oldest first, as a Map keeps it. */
  const lookUps = new Map<string, LookUp>();
  const keyOf = (environment: string, id: string) => `${environment} ${id}`;

  return {
    remember(lookUp) {
      const key = keyOf(lookUp.environment, lookUp.id);
      lookUps.delete(key);
      lookUps.set(key, lookUp);
      const oldest = lookUps.keys().next();
      if (lookUps.size > mostEntries && !oldest.done) lookUps.delete(oldest.value);
    },
    list(environment) {
      return [...lookUps.values()]
        .filter((lookUp) => lookUp.environment === environment)
        .reverse()
        .map(entryOf);
    },
    open(environment, id) {
      return lookUps.get(keyOf(environment, id)) ?? null;
    },
  };
}

function entryOf({ id, user, fetchedAt }: LookUp): HistoryEntry {
  const { email, is_active } = user.fields;
  return {
    id,
    name: user.name,
    email: textOf(email),
    isActive: is_active.state === 'set' && typeof is_active.value === 'boolean' ? is_active.value : null,
    fetchedAt,
  };
}
