import type { HistoryEntry, PastLookUp } from '../contract/history';

/** A person in an export, with all stored lookups, newest first. */
export type ExportedEntry = Omit<HistoryEntry, 'lookUps'> & {
  readonly lookUps: readonly PastLookUp[];
};

/**
 * The columns of the CSV file. It has one row per person, so that a spreadsheet can sort and count.
 */
const columns: readonly (readonly [string, (entry: ExportedEntry) => string | number])[] = [
  ['environment', ({ environment }) => environment],
  ['id', ({ id }) => id],
  ['name', ({ name }) => name ?? ''],
  ['email', ({ email }) => email ?? ''],
  ['organization', ({ organization }) => organization ?? ''],
  ['status', ({ isActive }) => (isActive === null ? '' : isActive ? 'active' : 'inactive')],
  ['looked_up_at', ({ lookedUpAt }) => lookedUpAt],
  ['outcome', ({ outcome }) => outcome],
  ['found_at', ({ foundAt }) => foundAt ?? ''],
  ['look_ups', ({ lookUps }) => lookUps.length],
  ['pinned', ({ isPinned }) => (isPinned ? 'yes' : 'no')],
  ['note', ({ note }) => note],
];

/** Without it, Excel does not read a CSV file as UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * Text that a spreadsheet would run as a formula, after skipping white space
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

type Entries = Iterable<ExportedEntry> | AsyncIterable<ExportedEntry>;

/** Yields the entries as CSV (RFC 4180), one line at a time. Formulas get a leading apostrophe. */
export async function* csvOf(entries: Entries): AsyncGenerator<string> {
  yield byteOrderMark + lineOf(columns.map(([name]) => name));
  for await (const entry of entries) yield lineOf(columns.map(([, valueOf]) => valueOf(entry)));
}

function lineOf(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

/** Yields the entries as a JSON array, one line at a time. */
export async function* jsonOf(entries: Entries): AsyncGenerator<string> {
  let isFirst = true;
  for await (const entry of entries) {
    yield `${isFirst ? '[' : ','}\n  ${JSON.stringify(entry)}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}
