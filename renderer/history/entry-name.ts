import type { HistoryEntry } from '../../electron/contract/history';
import { toDisplayText } from '../ui/display-text';

/**
 * What a sentence calls a person: the name, or else the e-mail address, or else the id. In privacy
 * mode it is always the id.
 */
export function entryName({ name, email, id }: HistoryEntry, isPrivate: boolean): string {
  return isPrivate ? id : toDisplayText(name ?? email ?? id);
}
