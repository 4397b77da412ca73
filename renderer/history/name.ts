import type { HistoryEntry } from '../../electron/contract/history';
import { readable } from '../ui/readable';

/** What a sentence calls somebody: in privacy mode, and where no name is known, the id. */
export function nameOf({ name, email, id }: HistoryEntry, isPrivate: boolean): string {
  return isPrivate ? id : readable(name ?? email ?? id);
}
