/** The rows of a sheet as XML, piece by piece. Texts are written in place (`inlineStr`): a table of shared ones would have to be held. */
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { LINE_COLUMNS, type Column } from './line-columns';
import { xmlText } from './xlsx-text';

/** Styles of `xlsx-parts.ts`, by their place. `text`: a cell that stays text when somebody edits it. */
const STYLE = { text: 1, instant: 2, heading: 3 } as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WIDTHS = { text: 24, instant: 20, number: 12 } as const;
const DAY_MS = 86_400_000;
/** Day 0 of the 1900 date system, so that 1 March 1900 is day 61 as in every spreadsheet. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

/** Everything before the rows: the head stays in sight, and filters it. @param rows - With the head; where the filter ends. */
export function sheetStart(): string {
  const columns = LINE_COLUMNS.map(({ type }, index) => `<col min="${index + 1}" max="${index + 1}" width="${WIDTHS[type]}" customWidth="1"/>`).join('');
  const heads = LINE_COLUMNS.map(({ heading }) => textCell(heading, STYLE.heading)).join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData><row>${heads}</row>`;
}

/** @param rows - In the sheet, the head among them. */
export function sheetEnd(rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(LINE_COLUMNS.length)}${rows}"/></worksheet>`;
}

export function sheetRow(line: HistoryLine): string {
  return `<row>${LINE_COLUMNS.map((column) => cell(column, line)).join('')}</row>`;
}

/** Two columns of text, for the sheet about the others. */
export function textSheet(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(([what, value]) => `<row>${textCell(what, STYLE.heading)}${textCell(value, STYLE.text)}</row>`).join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="100" customWidth="1"/></cols><sheetData>${cells}</sheetData></worksheet>`;
}

function cell(column: Column, line: HistoryLine): string {
  switch (column.type) {
    case 'text':
      return textCell(column.cell(line) ?? '', STYLE.text);
    case 'number':
      return `<c><v>${column.cell(line)}</v></c>`;
    case 'instant': {
      const at = column.cell(line);
      return at === null ? '<c/>' : `<c s="${STYLE.instant}"><v>${(Date.parse(at) - EPOCH_MS) / DAY_MS}</v></c>`;
    }
  }
}

function textCell(text: string, style: number): string {
  return text === '' ? '<c/>' : `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** 1 is A, 27 is AA. */
export function columnName(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? columnName(before) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}
