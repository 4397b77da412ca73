import type { HistoryEntry, ExportFormat } from '../../electron/contract/history';

/** The dialogs that the history panel opens. `about` names the action that the dialog confirms. */
export type HistoryDialogState =
  | { readonly about: 'note'; readonly entry: HistoryEntry }
  | { readonly about: 'remove'; readonly entries: readonly HistoryEntry[] }
  | {
      readonly about: 'export';
      readonly format: ExportFormat;
      readonly ids: readonly string[] | null;
    }
  | { readonly about: 'clear' };
