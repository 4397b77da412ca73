import type { Query } from '../../electron/contract/look-up';
import { mask } from '../privacy/personal-fields';
import { hasFormOfId } from './search-text';

/** The query for a text that was not recognized: by e-mail address if it has an `@`, or by id. */
export function queryFor(text: string): Query {
  return text.includes('@') ? { email: text } : { id: text };
}

/** The text in the search box for a query. */
export function queryText(query: Query): string {
  return 'id' in query ? query.id : query.email;
}

/** The text of a query on the screen. Privacy mode masks everything except ids. */
export function maskedQueryText(query: Query, isPrivate: boolean): string {
  const text = queryText(query);
  return isPrivate && !hasFormOfId(text) ? mask : text;
}
