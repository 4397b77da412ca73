import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedEntry } from '../../../electron/history/export';
import { csvOf, jsonOf, separatorFor, type Separator } from '../../../electron/history/export';

const lookUp = { lookedUpAt: '2026-03-01T12:00:00.000Z', outcome: 'found' } as const;
const entry: ExportedEntry = {
  environment: 'https://api.example.com/v1',
  id: 'usr_abc',
  name: 'Mara Oyelaran',
  email: 'mara@example.com',
  organization: null,
  isActive: true,
  lookedUpAt: '2026-03-01T12:00:00.000Z',
  outcome: 'found',
  foundAt: '2026-03-01T12:00:00.000Z',
  lookUps: [lookUp, lookUp, lookUp],
  isPinned: false,
  note: '',
};

async function concatenate(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

/** Parses CSV according to RFC 4180. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('CSV', () => {
  it('starts with a byte order mark and a header, and ends lines with CR LF', async () => {
    expect(await concatenate(csvOf([entry], ','))).toBe(
      '\uFEFF"environment","id","name","email","organization","status","looked_up_at","outcome","found_at","look_ups","pinned","note"\r\n' +
        '"https://api.example.com/v1","usr_abc","Mara Oyelaran","mara@example.com","","active","2026-03-01T12:00:00.000Z","found","2026-03-01T12:00:00.000Z",3,"no",""\r\n',
    );
  });

  it.each([
    '=1+1',
    '+49 30',
    '-2',
    '@SUM(A1)',
    '\tabc',
    '\rabc',
    '\nabc',
    ' =1',
    '\u00A0=1',
    '\u200B=1',
    '＝1',
    '﹦1',
    '-',
  ])('protects spreadsheets from the formula %j', async (note) => {
    expect(await concatenate(csvOf([{ ...entry, note }], ','))).toContain(`,"'${note}"\r\n`);
  });

  it.each(['1=1', 'a-b', "'=1", 'mara@example.com', ''])('does not change %j', async (note) => {
    expect(await concatenate(csvOf([{ ...entry, note }], ','))).toContain(`,"${note}"\r\n`);
  });

  it('preserves any text, apart from the apostrophe before a formula', async () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', '\r', '\n', 'a', '=', ';', ' ', 'é', '🙂'),
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (name, note) => {
        const [, row] = parseCsv(await concatenate(csvOf([{ ...entry, name, note }], ',')));
        expect(row).toHaveLength(12);
        // The texts contain no apostrophe of their own.
        expect(row?.[2]?.replaceAll("'", '')).toBe(name);
        expect(row?.[11]?.replaceAll("'", '')).toBe(note);
      }),
    );
  });

  it.each([
    ['Ann;=1+1', "Ann;'=1+1"],
    ['Ann,  +1', "Ann,'  +1"],
    ['Ann\t@SUM(A1)', "Ann\t'@SUM(A1)"],
    ['Ann\r\n-1', "Ann\r\n'-1"],
    ['Ann；＝1', "Ann；'＝1"],
    ['\t=1', "'\t'=1"],
    [';=1;=2', ";'=1;'=2"],
  ])('protects spreadsheets that split %j at another separator', async (note, protectedNote) => {
    for (const separator of [',', ';'] as const)
      expect(await concatenate(csvOf([{ ...entry, note }], separator))).toContain(
        `${separator}"${protectedNote}"\r\n`,
      );
  });

  it('starts no formula, whatever a spreadsheet takes for a separator', async () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', '\u200B', 'a', '=', '＠', '-'),
    });
    const separator = fc.constantFrom<Separator>(',', ';');
    await fc.assert(
      fc.asyncProperty(text, text, separator, async (name, note, separator) => {
        const csv = await concatenate(csvOf([{ ...entry, name, note }], separator));
        for (const cell of csv.split(/[,;\t\r\n]/))
          expect(cell).not.toMatch(/^[\s\p{Cf}"]*[=＠-]/u);
      }),
    );
  });

  it.each([
    ['en-US', ','],
    ['en-GB', ','],
    ['ja', ','],
    ['de-DE', ';'],
    ['fr-FR', ';'],
    ['de-CH', ';'],
    ['fr-CH', ';'],
    ['en-CH', ';'],
    ['pt-BR', ';'],
    ['C', ','],
    ['', ','],
  ])('separates cells for %j by %j', (locale, separator) => {
    expect(separatorFor(locale)).toBe(separator);
  });
});

describe('JSON', () => {
  it.each([0, 1, 3])('is an array of %i unchanged entries', async (count) => {
    const entries = Array.from({ length: count }, (_, index) => ({
      ...entry,
      note: `"${index}\n`,
    }));
    expect(JSON.parse(await concatenate(jsonOf(entries)))).toEqual(entries);
  });
});
