import type { HistoryEntry, ExportFormat } from '../../electron/contract/history';

/** What the history's panel asks before it does something. */
export type Question =
  | { readonly about: 'note'; readonly entry: HistoryEntry }
  | { readonly about: 'remove'; readonly entries: readonly HistoryEntry[] }
  | {
      readonly about: 'export';
      readonly format: ExportFormat;
      readonly ids: readonly string[] | null;
    }
  | { readonly about: 'clear' };
