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

/** What separates the cells of a CSV file. */
export type Separator = ',' | ';';

/**
 * The separator at which spreadsheets split a CSV file. They use the region's list separator: a
 * semicolon where numbers have a decimal comma, and in Switzerland and Liechtenstein.
 *
 * @param locale the system's locale, such as `de-CH`
 */
export function separatorFor(locale: string): Separator {
  try {
    if (/[-_](CH|LI)\b/i.test(locale)) return ';';
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ';' : ',';
  } catch {
    // Not a language tag, such as `C`.
    return ',';
  }
}

/**
 * The places in a text that could start a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection). A spreadsheet that splits at another
 * separator than the file's starts a cell after any comma, semicolon, tab or line break, because it
 * no longer sees the quotation marks. Includes full-width and small forms, which Excel accepts.
 */
const formulaStart =
  /(?<=^|[,;\t\r\n\v\f\u0085\u2028\u2029，；])(?=(?:[^\S\t\r\n]|[\p{Cf}"])*[=+\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\t\r\n])/gu;

type Entries = Iterable<ExportedEntry> | AsyncIterable<ExportedEntry>;

/** Yields the entries as CSV (RFC 4180), one line at a time. Formulas get a leading apostrophe. */
export async function* csvOf(entries: Entries, separator: Separator): AsyncGenerator<string> {
  const lineOf = (cells: readonly (string | number)[]) =>
    `${cells.map(cellOf).join(separator)}\r\n`;
  yield byteOrderMark + lineOf(columns.map(([name]) => name));
  for await (const entry of entries) yield lineOf(columns.map(([, valueOf]) => valueOf(entry)));
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(formulaStart, "'");
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
