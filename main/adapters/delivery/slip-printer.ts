/**
 * Prints slips through the system's print dialog, all of a run as one job.
 *
 * The system's print service may keep the job, and on Linux GTK's dialog passes it on in a temporary file; the dialogs
 * that offer slips say so, and the desk policy can forbid slips.
 */
import type { Session, WebContents } from 'electron';
import { err, ok } from '../../../shared/result';
import type { Printer } from '../../ports/delivery';
import { slipSheets } from './slip-pages';
import { withSlips } from './slip-window';

/** @param openSession - A session in memory, without network and without permissions. */
export function createSlipPrinter(openSession: () => Session): Printer {
  return {
    print: async (slips, layout) => {
      if (slips.length === 0) return ok(null);
      try {
        return await withSlips(openSession, slipSheets(slips, layout), printed);
      } catch {
        // The cause could quote the script, and with it passcodes.
        return err({ kind: 'print-failed', reason: 'other' });
      }
    },
  };
}

function printed(page: WebContents): ReturnType<Printer['print']> {
  return new Promise((resolve) => {
    page.print({ silent: false, printBackground: false }, (isDone, reason) => {
      if (isDone) resolve(ok(null));
      else resolve(err({ kind: 'print-failed', reason: /cancel/i.test(reason) ? 'cancelled' : /printer|device/i.test(reason) ? 'no-printer' : 'other' }));
    });
  });
}
