import type { Query } from '../../electron/contract/look-up';
import { mask } from '../privacy/personal-fields';
import { hasFormOfId } from './search-text';

/** What a text that was not recognised is looked up as: an e-mail address if it holds an `@`, or else an id. */
export function queryFor(text: string): Query {
  return text.includes('@') ? { email: text } : { id: text };
}

/** What a person would type to ask this. */
export function queryText(query: Query): string {
  return 'id' in query ? query.id : query.email;
}

/** The same for the screen, where privacy mode masks all but an id. */
export function maskedQueryText(query: Query, isPrivate: boolean): string {
  const text = queryText(query);
  return isPrivate && !hasFormOfId(text) ? mask : text;
}
