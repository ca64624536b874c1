/**
 * When a revealed passcode must disappear. Losing the focus conceals it; a locked screen or a sleeping machine ends the
 * hand-over. Linux has no lock-screen event in Electron, so there only focus, time-outs and suspend act.
 */
import type { BrowserWindow, PowerMonitor } from 'electron';

export type Concealment = { readonly conceal: () => void; readonly endHandOvers: () => void };

export function watchConcealment(window: BrowserWindow, powerMonitor: PowerMonitor, { conceal, endHandOvers }: Concealment): void {
  window.on('blur', conceal);
  window.on('minimize', conceal);
  window.on('hide', conceal);
  // Two statements, not a loop: each name has its own overload.
  powerMonitor.on('lock-screen', endHandOvers);
  powerMonitor.on('suspend', endHandOvers);
}
