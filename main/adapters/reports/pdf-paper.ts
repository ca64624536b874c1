/**
 * A tagged A4 page, landscape, and what can be put on it: headings, paragraphs, tables, figures. Everything has its place in the
 * structure tree; what only decorates (lines, page numbers, a table's head on its further pages) is an artifact.
 * Source: ISO 32000-1, 14.7 and 14.8.
 */
import PDFDocument from 'pdfkit';
import { BOLD, REGULAR, regularFont, registerFonts, type FontName } from './pdf-fonts';
import { typesetter, type TextLine } from './pdf-lines';

/** Points. */
const PAGE = { width: 841.89, height: 595.28, margin: 36 } as const;
export const PAPER_WIDTH = PAGE.width - 2 * PAGE.margin;
const FOOT = 20;
const CELL_PADDING = 3;

type Element = ReturnType<PDFKit.PDFDocument['struct']>;
export type TableColumn = { readonly heading: string; /** Points. */ readonly width: number };
export type Paper = {
  readonly document: PDFKit.PDFDocument;
  readonly heading: (level: 1 | 2, text: string) => void;
  readonly paragraph: (text: string) => void;
  /** @param rows - One text a column; drawn as they come. `rowHeads`: the first column names its row. */
  readonly table: (columns: readonly TableColumn[], rows: Iterable<readonly string[]>, rowHeads?: boolean) => void;
  /** @param draw - Gets the upper left corner. `alt` says what it shows to who cannot see it. */
  readonly figure: (alt: string, height: number, draw: (x: number, y: number) => void) => void;
  readonly label: (text: string, x: number, y: number, width: number) => void;
  readonly end: () => void;
};

export function newPaper(title: string, madeAt: Date): Paper {
  const document = new PDFDocument({
    size: 'A4', layout: 'landscape', margin: PAGE.margin, autoFirstPage: false, pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true, compress: true,
    font: regularFont() as unknown as string,
    info: { Title: title, Producer: 'Tapdesk', Creator: 'Tapdesk', CreationDate: madeAt },
  });
  const fonts = registerFonts(document as unknown as Parameters<typeof registerFonts>[0]);
  const set = typesetter(fonts, (text, font, size) => document.font(font).fontSize(size).widthOfString(text));
  const root = document.struct('Document');
  document.addStructure(root);
  let y: number = PAGE.margin;
  let pages = 0;

  const put = (lines: readonly TextLine[], x: number, top: number, size: number) => {
    lines.forEach((line, index) => {
      let at = x;
      for (const { font, text, width } of line) {
        document.font(font).fontSize(size).text(text, at, top + index * size * LEADING, { lineBreak: false });
        at += width;
      }
    });
  };
  const artifact = (draw: () => void) => {
    document.markContent('Artifact', { type: 'Layout' });
    draw();
    document.endMarkedContent();
  };
  const turn = () => {
    document.addPage();
    pages += 1;
    y = PAGE.margin;
    const number = `Page ${pages}`;
    artifact(() => put([[{ font: REGULAR, text: number, width: 0 }]], PAGE.margin, PAGE.height - PAGE.margin - 8, 8));
  };
  const room = (height: number): boolean => {
    if (pages > 0 && y + height <= PAGE.height - PAGE.margin - FOOT) return false;
    turn();
    return true;
  };
  const block = (tag: string, text: string, font: FontName, size: number, after: number) => {
    const lines = set(text, { font, size, width: PAPER_WIDTH, maximumLines: 12, maximumCharacters: 2000 });
    const height = Math.max(1, lines.length) * size * LEADING;
    room(height + (tag === 'P' ? 0 : 60));
    root.add(document.struct(tag, {}, () => put(lines, PAGE.margin, y, size)));
    y += height + after;
  };

  const cellLines = (columns: readonly TableColumn[], texts: readonly string[], font: FontName) =>
    columns.map(({ width }, index) => set(texts[index] ?? '', { font, size: CELL_SIZE, width: width - 2 * CELL_PADDING, maximumLines: 4, maximumCharacters: 240 }));
  const heightOf = (cells: readonly (readonly TextLine[])[]) => Math.max(1, ...cells.map(({ length }) => length)) * CELL_SIZE * LEADING + 2 * CELL_PADDING;
  const eachCell = (columns: readonly TableColumn[], cells: readonly (readonly TextLine[])[], draw: (lines: readonly TextLine[], x: number, index: number) => void) => {
    let x: number = PAGE.margin;
    columns.forEach(({ width }, index) => {
      draw(cells[index] ?? [], x + CELL_PADDING, index);
      x += width;
    });
  };
  const rule = (strong: boolean) => artifact(() => void document.moveTo(PAGE.margin, y).lineTo(PAGE.margin + columnsWidth, y).lineWidth(strong ? 0.8 : 0.3).strokeColor('#666').stroke());
  let columnsWidth = PAPER_WIDTH;

  return {
    document,
    heading: (level, text) => block(`H${level}`, text, BOLD, level === 1 ? 18 : 13, 6),
    paragraph: (text) => block('P', text, REGULAR, 9, 4),
    table: (columns, rows, rowHeads = false) => {
      columnsWidth = columns.reduce((sum, { width }) => sum + width, 0);
      const head = cellLines(columns, columns.map(({ heading }) => heading), BOLD);
      const headHeight = heightOf(head);
      const table = document.struct('Table');
      root.add(table);
      room(headHeight * 3);
      const first = document.struct('TR');
      table.add(first);
      eachCell(columns, head, (lines, x) => first.add(headCell(document.struct('TH', {}, () => put(lines, x, y + CELL_PADDING, CELL_SIZE)), 'Column')));
      first.end();
      y += headHeight;
      rule(true);
      for (const row of rows) {
        const cells = cellLines(columns, row, REGULAR);
        const height = heightOf(cells);
        if (room(height)) {
          artifact(() => eachCell(columns, head, (lines, x) => put(lines, x, y + CELL_PADDING, CELL_SIZE)));
          y += headHeight;
          rule(true);
        }
        const line = document.struct('TR');
        table.add(line);
        eachCell(columns, cells, (lines, x, index) => {
          const draw = () => put(lines, x, y + CELL_PADDING, CELL_SIZE);
          line.add(rowHeads && index === 0 ? headCell(document.struct('TH', {}, draw), 'Row') : document.struct('TD', {}, draw));
        });
        line.end();
        y += height;
        rule(false);
      }
      table.end();
      y += 12;
    },
    figure: (alt, height, draw) => {
      room(height);
      root.add(document.struct('Figure', { alt }, () => draw(PAGE.margin, y)));
      y += height + 6;
    },
    label: (text, x, top, width) => put(set(text, { font: REGULAR, size: 7, width, maximumLines: 1, maximumCharacters: 60 }), x, top, 7),
    end: () => {
      root.end();
      document.end();
    },
  };
}

const LEADING = 1.25;
const CELL_SIZE = 7.5;

/** Says of which direction it is the head; pdfkit has no word for it. Source: ISO 32000-1, table 349. */
function headCell(element: Element, scope: 'Column' | 'Row'): Element {
  const { dictionary } = element as unknown as { readonly dictionary: { readonly data: Record<string, unknown> } };
  dictionary.data.A = { O: 'Table', Scope: scope };
  return element;
}
