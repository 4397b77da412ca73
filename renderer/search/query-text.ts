import type { Query } from '../../electron/lookup/query';
import { mask } from '../privacy/personal';

/** What a person would type to ask this. */
export function textOf(query: Query): string {
  return 'id' in query ? query.id : query.email;
}

/** The same for the screen, where privacy mode masks an e-mail address. */
export function shownTextOf(query: Query, isPrivate: boolean): string {
  return isPrivate && 'email' in query ? mask : textOf(query);
}
