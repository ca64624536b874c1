/** One instance per user-data folder: a second start brings the first window forward and ends. */
import type { App, BrowserWindow } from 'electron';

/** @returns false when another instance runs; the caller must quit without touching anything. */
export function claimSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, currentWindow: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = currentWindow();
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return true;
}
