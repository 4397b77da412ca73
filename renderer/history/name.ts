import type { HistoryEntry } from '../../electron/contract/history';
import { readable } from '../ui/readable';

/**
 * What a sentence calls a person: the name, or else the e-mail address, or else the id. In privacy
 * mode it is always the id.
 */
export function nameOf({ name, email, id }: HistoryEntry, isPrivate: boolean): string {
  return isPrivate ? id : readable(name ?? email ?? id);
}
