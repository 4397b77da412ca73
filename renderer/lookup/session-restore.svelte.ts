import type { StartData } from '../../electron/contract/start';
import { queryText } from '../search/query-text';
import type { Lookups } from './lookups.svelte';
import { queryOfPhase } from './phase';

/** Restores what the page showed before the renderer crashed. */
export async function restoreSession(
  lookups: Lookups,
  restored: StartData['restored'],
): Promise<void> {
  if (!restored?.query) return;
  const { query, isFound, searchText } = restored;
  if (isFound && 'id' in query) await lookups.openFromHistory(query.id);
  if (lookups.phase.name !== 'found') await lookups.lookUp(query);
  // Keeps text that the agent has typed in the meantime.
  if (lookups.searchText === queryText(query)) lookups.searchText = searchText;
}

/**
 * Reports to the main process what the page shows, after each change, so that the page can be
 * restored after a renderer crash.
 */
export function reportSession(lookups: Lookups): void {
  $effect.root(() => {
    $effect(() => {
      const { searchText, phase } = lookups;
      const isFound = phase.name === 'found';
      void window.inspector.app.rememberPage({ searchText, query: queryOfPhase(phase), isFound });
    });
  });
}
