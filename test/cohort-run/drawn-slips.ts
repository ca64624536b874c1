/** Draws slips as a plain PDF without Electron: the same sheets and texts as on paper, a line each, a page a sheet or more. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { SlipSheet } from '../../main/adapters/delivery/slip-pages';

const PAGE = [595, 842] as const;
const LINE = 14;
const LINES_PER_PAGE = 55;
/** What the built-in font has; a name with other letters is not what is looked at here. */
const UNDRAWABLE = /[^\x20-\x7e]/g;

export async function drawnSlips(sheets: readonly SlipSheet[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Courier);
  for (const { head, parts } of sheets) {
    const texts = [...head, ...parts.flat()].map(({ text }) => text.replace(UNDRAWABLE, '?'));
    for (let from = 0; from < texts.length; from += LINES_PER_PAGE) {
      const page = document.addPage([...PAGE]);
      texts.slice(from, from + LINES_PER_PAGE).forEach((text, index) => page.drawText(text, { x: 20, y: PAGE[1] - 30 - index * LINE, size: 9, font }));
    }
  }
  return document.save();
}
