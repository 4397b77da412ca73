import type { HistoryEntry } from '../../electron/history/session-history';

/** As many as can be taken in at a glance. */
export const mostMatches = 8;

/**
 * Finds the remembered users in whose name, e-mail address and id every word of a text occurs, whatever its case and
 * accents.
 *
 * @param history newest first, and so are the matches
 * @returns at most `mostMatches`; none for a text without words
 */
export function findInHistory(history: readonly HistoryEntry[], text: string): readonly HistoryEntry[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const matches: HistoryEntry[] = [];
  for (const entry of history) {
    // The line breaks keep a word from reaching from one value into the next.
    const values = folded([entry.name, entry.email, entry.id].join('\n'));
    if (words.every((word) => values.includes(word))) matches.push(entry);
    if (matches.length === mostMatches) break;
  }
  return matches;
}

/** Upper case folds more than lower case does: ß becomes SS, and the two small sigmas one. */
function folded(text: string): string {
  return text.normalize('NFKC').toUpperCase().normalize('NFKD').replace(/\p{M}/gu, '');
}
