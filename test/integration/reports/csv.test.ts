import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord, safeCell } from '../../../main/adapters/reports/csv-cell';
import { LINE_COLUMNS } from '../../../main/adapters/reports/line-columns';
import { givenReporter } from './given-reporter';
import { headOf, HOSTILE, lineOf, sourceOf } from './given-report';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 12 }), fc.constantFrom(...HOSTILE.filter(({ length }) => length < 100)));

describe('a record of CSV', () => {
  it('is what csv-stringify writes of safe cells, whatever they hold', () => {
    fc.assert(fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (cells) => {
      expect(csvRecord(cells)).toBe(stringify([cells.map(safeCell)], { quoted: true, quoted_empty: true, record_delimiter: 'windows' }));
    }), { numRuns: 3000 });
  });

  it('begins no cell with a formula under any separator', () => {
    fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
      const record = csvRecord(cells).slice(0, -2);
      const begun = record.split(/[,;|\t"\r\n]/u).filter((part) => /^[=+\-@]/u.test(part));
      expect(begun).toEqual([]);
    }), { numRuns: 2000 });
  });
});

describe('lines as CSV', () => {
  it('have a head, one record a line, and the names as they are but for an apostrophe', async () => {
    const { write, file } = givenReporter();
    const lines = HOSTILE.map((displayName, index) => lineOf(index, { person: { id: 'p', displayName, userPrincipalName: 'p@contoso.example' } }));
    expect(await write(headOf('csv'), sourceOf({ lines }))).toMatchObject({ ok: true, value: { rows: lines.length, signedBy: null } });
    const bytes = readFileSync(file());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const rows = parse(bytes, { bom: true, columns: true }) as readonly Record<string, string>[];
    expect(rows.map((row) => row.Person)).toEqual(HOSTILE.map((name) => Buffer.from(safeCell(name)).toString()));
    expect(Object.keys(rows[0]!)).toEqual(LINE_COLUMNS.map(({ heading }) => heading));
    expect([rows[0]!['Ends (UTC)'], rows[0]!['Open findings']]).toEqual(['2026-03-02T10:15:00.000Z', '1']);
  });
});
