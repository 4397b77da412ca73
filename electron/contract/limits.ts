/**
 * Limits that the main process and the renderer share. Lengths count UTF-16 code units, as
 * JavaScript's `length` does.
 */
export const limits = {
  /** The longest user id that is sent or read. */
  idLength: 2_000,
  /** No mail server accepts a longer address (https://www.rfc-editor.org/errata/eid1690). */
  emailLength: 254,
  /** Far more than a server accepts in a header. */
  keyLength: 10_000,
  /** The longest note about a person. */
  noteLength: 2_000,
  /** The longest text in the history's search field. */
  historySearchLength: 2_000,
  /** The longest text in the search box, and the longest text for the clipboard. */
  textLength: 2_000_000,
  /** The most people in one removal or export: as many as the history can hold. */
  selectedIds: 100_000,
  /** The longest base URL and the longest proxy address. */
  urlLength: 2_000,
  /** The longest `host:port` of a proxy. */
  proxyHostLength: 300,
  /** The longest user name and the longest password for a proxy. */
  proxyLoginLength: 1_000,
  /** The longest retention of answers and lookups, in days. */
  retentionDays: 3_650,
  /** The highest number of lookups that the history keeps. */
  historyEntries: 100_000,
  /** The longest timeout of a lookup that can be set, in seconds. */
  timeOutSeconds: 120,
} as const;
