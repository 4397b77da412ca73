import type { HistoryEntry, PastLookUp } from '../contract/history';

/** A person in an export, with every lookup that is kept, newest first. */
export type ExportedEntry = Omit<HistoryEntry, 'lookUps'> & {
  readonly lookUps: readonly PastLookUp[];
};
/** The columns of the CSV file, and the value of an entry in each: a row a person, as spreadsheets can sort and count. */
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

/** Excel takes a CSV file for UTF-8 only where it begins with this. */
const byteOrderMark = '\uFEFF';

/** What a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection; it skips leading white space. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

type Entries = Iterable<ExportedEntry> | AsyncIterable<ExportedEntry>;

/** The entries as CSV (RFC 4180), a piece of text a line. */
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

/** The entries as a JSON array, a piece of text a line. */
export async function* jsonOf(entries: Entries): AsyncGenerator<string> {
  let isFirst = true;
  for await (const entry of entries) {
    yield `${isFirst ? '[' : ','}\n  ${JSON.stringify(entry)}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}
