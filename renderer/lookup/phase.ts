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
   * The text may not be the intended id or e-mail address. The agent decides whether to send it.
   * The oddity is null if the text was not recognized at all.
   */
  | { readonly name: 'question'; readonly text: string; readonly oddity: Oddity | null }
  /** A long text is being searched for an id. */
  | { readonly name: 'reading' }
  /** A link contains an id. The agent decides whether to look it up. */
  | { readonly name: 'link'; readonly id: string }
  | { readonly name: 'loading'; readonly query: Query; readonly idCount: number }
  | {
      readonly name: 'found';
      readonly lookUp: LookUp;
      /** Whether the answer comes from the history instead of a new response. */
      readonly isRemembered: boolean;
      /**
       * How the answer differs from the previous one; null if there is none, or none is known yet.
       */
      readonly changes: ChangesSince | null;
      readonly idCount: number;
    }
  | {
      readonly name: 'problem';
      readonly query: Query | null;
      readonly problem: Problem;
      readonly idCount: number;
    };

/** The query whose card, progress or problem the main area shows; null if there is none. */
export function queryOfPhase(phase: Phase): Query | null {
  switch (phase.name) {
    case 'idle':
    case 'question':
    case 'reading':
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

/** Whether the main area shows the card, the progress or a problem of a user id. */
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
