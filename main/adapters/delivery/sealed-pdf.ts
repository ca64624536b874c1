/** Slips as an encrypted PDF: the pages that would be printed, drawn and encrypted in memory. */
import type { Session } from 'electron';
import { err, ok } from '../../../shared/result';
import type { SealedPdf } from '../../ports/delivery';
import { isPdfKey, newPdfKey } from './pdf-key';
import { type SlipSheet, slipSheets } from './slip-pages';
import { withSlips } from './slip-window';

/** People in what is drawn at once: the time that drawing takes grows with the square of the pages. */
const DRAWN_AT_ONCE = 100;

/**
 * @param openSession - A session in memory, without network and without permissions.
 * @param save - Writes files that the operator chose; see `SealedPdf.save`.
 */
export function createSealedPdf(openSession: () => Session, save: SealedPdf['save']): SealedPdf {
  const draw = (sheets: readonly SlipSheet[]) => withSlips(openSession, sheets, (page) => page.printToPDF({ pageSize: 'A4', printBackground: false }));
  return {
    newKey: newPdfKey,
    save,
    make: async (slips, layout, key) => {
      // A PDF has a page at least; and a key that a person chose would protect nothing.
      if (slips.length === 0 || !isPdfKey(key)) return err({ kind: 'print-failed', reason: 'other' });
      const drawn: Uint8Array[] = [];
      try {
        for (const sheets of batchesOf(slipSheets(slips, layout))) drawn.push(await draw(sheets));
        const { encryptPdfs } = await import('./encrypt-pdfs');
        return ok(await encryptPdfs(drawn, key));
      } catch {
        // The cause could quote the script, and with it passcodes.
        return err({ kind: 'print-failed', reason: 'other' });
      } finally {
        drawn.forEach((plain) => plain.fill(0));
      }
    },
  };
}

/** Whole sheets, in their order; a manager with more people than that is drawn alone. */
function batchesOf(sheets: readonly SlipSheet[]): readonly (readonly SlipSheet[])[] {
  const batches: SlipSheet[][] = [];
  let people = Infinity;
  for (const sheet of sheets) {
    people += sheet.parts.length;
    if (people <= DRAWN_AT_ONCE) batches.at(-1)?.push(sheet);
    else {
      batches.push([sheet]);
      people = sheet.parts.length;
    }
  }
  return batches;
}
