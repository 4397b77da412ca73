import type { HistoryEntry } from '../../electron/history/entry';
import type { ExportFormat } from '../../electron/history/save-export';

/** What the history's panel asks before it does something. */
export type Question =
  | { readonly about: 'note'; readonly entry: HistoryEntry }
  | { readonly about: 'remove'; readonly entries: readonly HistoryEntry[] }
  | { readonly about: 'export'; readonly format: ExportFormat; readonly ids: readonly string[] | null }
  | { readonly about: 'clear' };
