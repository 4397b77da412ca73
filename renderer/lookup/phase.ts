import type { ChangesSince } from '../../electron/contract/history';
import type { LookUp, Query } from '../../electron/contract/look-up';
import type { Problem } from '../../electron/contract/problem';
import { textOfField } from '../../electron/contract/user';
import type { Oddity } from '../search/oddity';
import { toDisplayText } from '../ui/display-text';

/** What the main area shows. */
export type Phase =
  | { readonly name: 'idle' }
  /**
   * The text in the search box may not be what was meant; the person decides whether it is sent. The oddity is null
   * where nothing in the text was recognised.
   */
  | { readonly name: 'question'; readonly text: string; readonly oddity: Oddity | null }
  /** A link asks for an id; the person decides whether it is looked up. */
  | { readonly name: 'link'; readonly id: string }
  | { readonly name: 'loading'; readonly query: Query; readonly idCount: number }
  | {
      readonly name: 'found';
      readonly lookUp: LookUp;
      /** Whether the answer comes from the history and not from the server just now. */
      readonly isRemembered: boolean;
      /** What differs from the lookup before; null if none is known. */
      readonly changes: ChangesSince | null;
      readonly idCount: number;
    }
  | {
      readonly name: 'problem';
      readonly query: Query | null;
      readonly problem: Problem;
      readonly idCount: number;
    };

/** The query that leads to what the main area shows, or null if none does. */
export function queryOfPhase(phase: Phase): Query | null {
  switch (phase.name) {
    case 'idle':
    case 'question':
    case 'link':
      return null;
    case 'found': {
      const { id, email } = phase.lookUp;
      return id === '' && email !== undefined ? { email } : { id };
    }
    case 'loading':
    case 'problem':
      return phase.query;
  }
}

/** Whether the main area is about a user id, found or not. */
export function isAboutId(phase: Phase, id: string): boolean {
  if (phase.name === 'found')
    return phase.lookUp.id === id || textOfField(phase.lookUp.user.fields.id) === id;
  const query = phase.name === 'problem' || phase.name === 'loading' ? phase.query : null;
  return query !== null && 'id' in query && query.id === id;
}

/** The name of the user on the screen; null if there is none, or if privacy mode hides it. */
export function nameOnScreen(phase: Phase, isPrivate: boolean): string | null {
  if (phase.name !== 'found' || isPrivate || phase.lookUp.user.name === null) return null;
  return toDisplayText(phase.lookUp.user.name);
}
