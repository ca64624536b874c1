/**
 * Prints a slip through the system's print dialog. The slip is put together in a hidden window of its own: sandboxed, in
 * memory, without preload, network or scripts of its own, and destroyed when the dialog is closed. Its text is set as
 * text, never as markup, so that no display name can add to it.
 *
 * The system's print service may keep the job, and on Linux GTK's dialog passes it on in a temporary file; the hand-over
 * dialog says so, and the desk policy can forbid slips.
 */
import { BrowserWindow, type Session } from 'electron';
import { err, ok } from '../../../shared/result';
import type { Printer, Slip } from '../../ports/delivery';

/** @param openSession - A session in memory, without network and without permissions. */
export function createSlipPrinter(openSession: () => Session): Printer {
  return {
    print: async (slip) => {
      const window = new BrowserWindow({ show: false, title: 'Slip', webPreferences: { session: openSession(), sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false, spellcheck: false } });
      try {
        await window.loadURL('about:blank');
        await window.webContents.executeJavaScript(`(${drawSlip.toString()})(${JSON.stringify(linesOf(slip))})`);
        return await printed(window);
      } catch {
        // The cause could quote the script, and with it the passcode.
        return err({ kind: 'print-failed', reason: 'other' });
      } finally {
        window.destroy();
      }
    },
  };
}

type Lines = { readonly style: string; readonly lines: readonly { readonly kind: string; readonly text: string }[] };

const STYLE = `body { font: 13pt/1.5 system-ui, sans-serif; margin: 24mm 20mm; color: #000; }
.title { font-size: 18pt; font-weight: 600; margin: 0 0 6mm; } .passcode { font: 600 22pt/1.6 monospace; letter-spacing: .08em; border: 1px solid #000; padding: 4mm 6mm; margin: 6mm 0; }
p { margin: 0 0 3mm; overflow-wrap: anywhere; } .small { font-size: 10pt; margin-top: 8mm; }`;

function linesOf({ displayName, userPrincipalName, passcode, validUntil, isUsableOnce, card }: Slip): Lines {
  return {
    style: STYLE,
    lines: [
      { kind: 'title', text: 'Temporary Access Pass' },
      { kind: 'text', text: displayName },
      { kind: 'text', text: `User name: ${userPrincipalName}` },
      { kind: 'passcode', text: passcode },
      { kind: 'text', text: `${isUsableOnce ? 'Can be used once. ' : ''}Ends ${validUntil}.` },
      ...card.map((step, index) => ({ kind: 'text', text: `${index + 1}. ${step}` })),
      { kind: 'small', text: 'Destroy this slip once you have signed in.' },
    ],
  };
}

/** Runs in the slip's window, so it may use nothing from around it. */
function drawSlip({ style, lines }: Lines): void {
  const { document } = globalThis as unknown as { readonly document: SlipDocument };
  const sheet = document.createElement('style');
  sheet.textContent = style;
  document.head.append(sheet);
  for (const { kind, text } of lines) {
    const line = document.createElement('p');
    line.className = kind;
    line.textContent = text;
    document.body.append(line);
  }
}

type SlipElement = { textContent: string; className: string };
type SlipDocument = { readonly head: { append(element: SlipElement): void }; readonly body: { append(element: SlipElement): void }; createElement(name: string): SlipElement };

function printed(window: BrowserWindow): ReturnType<Printer['print']> {
  return new Promise((resolve) => {
    window.webContents.print({ silent: false, printBackground: false }, (isDone, reason) => {
      if (isDone) resolve(ok(null));
      else resolve(err({ kind: 'print-failed', reason: /cancel/i.test(reason) ? 'cancelled' : /printer|device/i.test(reason) ? 'no-printer' : 'other' }));
    });
  });
}
