/* eslint-disable no-control-regex -- control characters are exactly what is looked for */
/** The exports in a real spreadsheet program: opened, and saved again as CSV. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { safeCell } from '../../../main/adapters/reports/csv-cell';
import { writeXlsx } from '../../../main/adapters/reports/xlsx';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { temporaryFolder } from '../../support/temporary';
import { givenReporter } from './given-reporter';
import { headOf, HOSTILE, lineOf, sourceOf } from './given-report';

const hasOffice = spawnSync('soffice', ['--version'], { timeout: 60_000 }).status === 0;
if (!hasOffice) console.warn('SKIPPED: exports were NOT opened in a spreadsheet program. LibreOffice (soffice) is not installed.');
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

const hostile = HOSTILE.map((displayName, index) => lineOf(index, { person: { id: 'p', displayName, userPrincipalName: 'p@contoso.example' } }));

/** Sheet by sheet as CSV, fields in quotes, formulas as they would be shown in a cell's line: with their sign. */
function converted(file: string): readonly Record<string, string>[] {
  const folder = temporaryFolder();
  // Separator 44, quote 34, UTF-8 76, from row 1, … , text in quotes, as shown false, formulas true.
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,true', '--outdir', folder, ...(file.endsWith('.csv') ? ['--infilter=CSV:44,34,76,1'] : []), file], { stdio: 'ignore', timeout: 180_000 });
  return parse(readFileSync(join(folder, `${file.split('/').at(-1)!.split('.')[0]!}.csv`)), { bom: true, columns: true, relax_column_count: true });
}

const part = (file: string, name: string) => execFileSync('unzip', ['-p', file, name], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** What XML cannot hold is shown; line ends are one. */
const inXml = (name: string) => Buffer.from(name.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0))).replace(/\r\n/g, '\n')).toString();

describe.skipIf(!hasOffice)('LibreOffice', () => {
  it('opens the workbook, runs nothing of it, and gives every name back', async () => {
    const { write, file } = givenReporter();
    expect(await write(headOf('xlsx'), sourceOf({ lines: hostile }), 'out.xlsx')).toMatchObject({ ok: true });
    const rows = converted(file('out.xlsx'));
    expect(rows.map((row) => row.Person)).toEqual(HOSTILE.map(inXml));
    expect([rows[0]!['Time (UTC)'], rows[0]!['Open findings']]).toEqual(['2026-03-02 09:15:00', '1']);
  }, 240_000);

  it('opens the CSV, runs nothing of it, and gives every name back behind its apostrophe', async () => {
    const { write, file } = givenReporter();
    const names = HOSTILE.filter((name) => !/[\u0000\r]/.test(name));
    expect(await write(headOf('csv'), sourceOf({ lines: names.map((displayName, index) => lineOf(index, { person: { id: 'p', displayName, userPrincipalName: 'p@contoso.example' } })) }), 'out.csv')).toMatchObject({ ok: true });
    const rows = converted(file('out.csv'));
    expect(rows.map((row) => row.Person)).toEqual(names.map((name) => Buffer.from(safeCell(name)).toString()));
  }, 240_000);
});

describe.skipIf(!hasUnzip)('the workbook', () => {
  const split = async (lines: readonly HistoryLine[], sheetRows: number) => {
    const file = join(temporaryFolder(), 'out.xlsx');
    await writeXlsx(headOf('xlsx'), sourceOf({ lines }), file, sheetRows);
    return file;
  };

  it('goes on with another sheet where one is full, and repeats its head', async () => {
    const file = await split(Array.from({ length: 25 }, (_, index) => lineOf(index)), 11);
    const names = [...part(file, 'xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    const rows = names.map((_, index) => [...part(file, `xl/worksheets/sheet${index + 1}.xml`).matchAll(/<row>/g)].length);
    expect([names, rows.slice(0, 3)]).toEqual([['History', 'History 2', 'History 3', 'About'], [11, 11, 6]]);
    expect(spawnSync('unzip', ['-t', file]).status).toBe(0);
  });

  it('makes no empty sheet where the lines end with a sheet, and one where there are none', async () => {
    const names = async (count: number) => [...part(await split(Array.from({ length: count }, (_, index) => lineOf(index)), 11), 'xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    expect([await names(20), await names(0)]).toEqual([['History', 'History 2', 'About'], ['History', 'About']]);
  });

  it('keeps its head in sight, filters, types its columns, and says what it is', async () => {
    const file = await split([lineOf(1)], 11);
    const sheet = part(file, 'xl/worksheets/sheet1.xml');
    expect([sheet.includes('state="frozen"'), sheet.includes('<autoFilter ref="A1:AA2"/>'), sheet.includes('<c s="2"><v>46083.385416666664</v></c>'), sheet.includes('<c><v>1</v></c>'), sheet.includes('<f>')]).toEqual([true, true, true, true, false]);
    const about = part(file, 'xl/worksheets/sheet2.xml');
    for (const wanted of ['Passes of March 2026, “=1+1”', 'Europe/Berlin', 'f'.repeat(64), 'Sign-ins were not read.', 'SHA-256 of the lines', 'In UTC']) expect(about).toContain(wanted);
  });
});
