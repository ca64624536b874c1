/**
 * Lines as a workbook: typed columns, a head that stays and filters, a further sheet where one is full, and a last one that says
 * what this is. Written row by row: no library that is kept does that without holding the rows, and the part of the format that
 * is needed is small (docs/adr/0013).
 */
import { SHEET_ROWS } from '../../../shared/domain/history/export';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import type { ReportHead, ReportSource } from '../../ports/reports';
import { aboutRows } from './about';
import { rowsDigest } from './rows-digest';
import type { Written } from './text-file';
import { sheetEnd, sheetRow, sheetStart, textSheet } from './xlsx-sheet';
import { sheetPart, workbookParts, type Sheet } from './xlsx-parts';
import { writeZip } from './zip-file';

/** @param sheetRows - Rows of a sheet, the head among them; smaller in tests. */
export function writeXlsx(head: ReportHead, source: ReportSource, file: string, sheetRows: number = SHEET_ROWS): Promise<Written> {
  return writeZip(file, new Date(head.madeAt), async (add) => {
    const digest = rowsDigest();
    const rest = oneByOne(source, digest.add);
    const sheets: Sheet[] = [];
    let next = await rest.next();
    do {
      let rows = 1;
      const sheet = async function* () {
        yield sheetStart();
        for (let text = ''; ; next = await rest.next()) {
          const line = next.done === true || rows >= sheetRows ? null : next.value;
          const isFull = line === null;
          if (line) {
            text += sheetRow(line);
            rows += 1;
          }
          if (text.length > PIECE || isFull) {
            yield text;
            text = '';
          }
          if (isFull) break;
        }
        yield sheetEnd(rows);
      };
      await add(sheetPart(sheets.length), sheet());
      sheets.push({ name: sheets.length === 0 ? 'History' : `History ${sheets.length + 1}`, rows });
    } while (next.done !== true);

    await add(sheetPart(sheets.length), [textSheet([...aboutRows(head, digest.count(), digest.hex()), ['Times', 'In UTC']])]);
    sheets.push({ name: 'About', rows: null });
    for (const [name, content] of workbookParts(sheets)) await add(name, [content]);
    return digest.count();
  });
}

/** Characters of XML that go to the disk at once. */
const PIECE = 64 * 1024;

async function* oneByOne(source: ReportSource, taken: (lines: readonly HistoryLine[]) => void): AsyncGenerator<HistoryLine, undefined> {
  for await (const lines of source.lines()) {
    taken(lines);
    yield* lines;
  }
  return undefined;
}
