/**
 * Puts slips together in a hidden window of its own: sandboxed, in memory, without preload, network or scripts of its own,
 * and destroyed when it has served. Printing and sealing use the same.
 */
import { BrowserWindow, type Session, type WebContents } from 'electron';
import { drawingScript } from './draw-slips';
import type { SlipSheet } from './slip-pages';

/**
 * @param openSession - A session in memory, without network and without permissions.
 * @param act - What is done with the page that they stand on.
 * @throws what `act` throws, or when the page's process ends. What it throws could quote the script, and with it
 *   passcodes: callers say that it failed and no more.
 */
export async function withSlips<T>(openSession: () => Session, sheets: readonly SlipSheet[], act: (page: WebContents) => Promise<T>): Promise<T> {
  const window = new BrowserWindow({ show: false, title: 'Slips', webPreferences: { session: openSession(), sandbox: true, contextIsolation: true, nodeIntegration: false, devTools: false, spellcheck: false } });
  const { webContents } = window;
  try {
    const isGone = new Promise<never>((_, reject) => webContents.once('render-process-gone', () => reject(new Error('The page of the slips is gone.'))));
    const draw = async () => {
      await window.loadURL('about:blank');
      await webContents.executeJavaScript(drawingScript(sheets));
      return act(webContents);
    };
    return await Promise.race([draw(), isGone]);
  } finally {
    window.destroy();
  }
}
