/**
 * The main process of an app that does nothing but print and seal slips, with the adapters of the real one: bundled and
 * started in a real Electron by `slip-desk.ts`, which reaches it through the global below.
 */
import { app, BrowserWindow, session } from 'electron';
import { createSealedPdf } from '../../main/adapters/delivery/sealed-pdf';
import { createSlipPrinter } from '../../main/adapters/delivery/slip-printer';
import { saveSealed } from '../../main/adapters/reports/sealed-file';
import type { Printer, SealedPdf } from '../../main/ports/delivery';

export type SlipDesk = { readonly printer: Printer; readonly pdf: SealedPdf };

const openSession = () => {
  const sealed = session.fromPartition('slip', { cache: false });
  sealed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  return sealed;
};

const slipDesk: SlipDesk = { printer: createSlipPrinter(openSession), pdf: createSealedPdf(openSession, saveSealed) };
Object.assign(globalThis, { slipDesk });

// Whoever starts it waits for a window.
void app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));
