/** CSV, taken apart by csv-parse. */
import { parse } from 'csv-parse/sync';
import type { ListReader } from '../../ports/lists';

const DELIMITERS = [',', ';', '\t'] as const;

export const csvLines: ListReader = async (text) => {
  const badAt = text.indexOf('\ufffd');
  // What was no UTF-8 became this sign when the file was read; a name with it would match nobody, or somebody else.
  if (badAt >= 0) return { problem: { kind: 'not-utf-8', line: lineAt(text, badAt), column: 1 } };
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const delimiter = DELIMITERS.reduce((best, sign) => (first.split(sign).length > first.split(best).length ? sign : best));
  try {
    const records = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, trim: true, skip_empty_lines: false }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    let before = 0;
    const lines = records.map(({ record, info }) => {
      const line = before + 1;
      before = info.lines;
      return { line, values: record };
    });
    return { lines: lines.filter(({ values }) => values.some((value) => value !== '')) };
  } catch (cause) {
    const { lines, column } = cause as { readonly lines?: unknown; readonly column?: unknown };
    return { problem: { kind: 'broken-quotes', line: typeof lines === 'number' ? Math.max(1, lines) : 1, column: typeof column === 'number' ? column + 1 : 1 } };
  }
};

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\r|\n/).length;
}
