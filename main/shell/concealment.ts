/**
 * When a revealed passcode must disappear. Losing the focus conceals it; a locked screen, a sleeping machine and the end
 * of the operator's session at the machine end the hand-over. That takes a moment, so the passcode is concealed first.
 * Linux has no lock-screen event in Electron, so there only focus, time-outs, suspend and shut-down act.
 */
import type { BrowserWindow, PowerMonitor } from 'electron';

export type Concealment = { readonly conceal: () => void; readonly endHandOvers: () => void };

export function watchConcealment(window: BrowserWindow, powerMonitor: PowerMonitor, { conceal, endHandOvers }: Concealment): void {
  window.on('blur', conceal);
  window.on('minimize', conceal);
  window.on('hide', conceal);
  const end = () => {
    conceal();
    endHandOvers();
  };
  // One statement each, not a loop: every name has its own overload.
  powerMonitor.on('lock-screen', end);
  powerMonitor.on('suspend', end);
  powerMonitor.on('shutdown', end);
  // Windows says it to the window, and only there: before anybody may object, and once it is certain.
  window.on('query-session-end', end);
  window.on('session-end', end);
}
