import type { StartData } from '../../electron/contract/start';
import { queryText } from '../search/query-text';
import type { Lookups } from './lookups.svelte';
import { queryOfPhase } from './phase';

/** Opens what the page showed before its process was lost. */
export async function restoreSession(
  lookups: Lookups,
  restored: StartData['restored'],
): Promise<void> {
  if (!restored?.query) return;
  const { query, isFound, searchText } = restored;
  if (isFound && 'id' in query) await lookups.openFromHistory(query.id);
  if (lookups.phase.name !== 'found') await lookups.lookUp(query);
  // Unless the person is typing there already.
  if (lookups.searchText === queryText(query)) lookups.searchText = searchText;
}

/** Tells the main process from now on what is open, so that it can be restored if this page is lost. */
export function reportSession(lookups: Lookups): void {
  $effect.root(() => {
    $effect(() => {
      const { searchText, phase } = lookups;
      const isFound = phase.name === 'found';
      void window.inspector.app.rememberPage({ searchText, query: queryOfPhase(phase), isFound });
    });
  });
}
