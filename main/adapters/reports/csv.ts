/**
 * Lines as CSV: RFC 4180, UTF-8 with a byte order mark (Excel needs it), every cell quoted and safe against formula injection,
 * instants in UTC. Nothing but the head and the rows: a comment would be a row to every program that reads it.
 */
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import type { ReportSource } from '../../ports/reports';
import { csvRecord } from './csv-cell';
import { inUtc, LINE_COLUMNS, type Column } from './line-columns';
import { writeText, type Written } from './text-file';

const BYTE_ORDER_MARK = '\uFEFF';

export function writeCsv(source: ReportSource, file: string): Promise<Written> {
  return writeText(file, async (write) => {
    await write(BYTE_ORDER_MARK + csvRecord(LINE_COLUMNS.map(({ heading }) => heading)));
    let rows = 0;
    for await (const lines of source.lines()) {
      let text = '';
      for (const line of lines) text += csvRecord(LINE_COLUMNS.map((column) => cellOf(column, line)));
      await write(text);
      rows += lines.length;
    }
    return rows;
  });
}

function cellOf(column: Column, line: HistoryLine): string {
  switch (column.type) {
    case 'text':
      return column.cell(line) ?? '';
    case 'instant': {
      const at = column.cell(line);
      return at === null ? '' : inUtc(at);
    }
    case 'number':
      return String(column.cell(line));
  }
}
