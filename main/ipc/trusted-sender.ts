import type { IpcMainInvokeEvent } from 'electron';
import { APP_HOST, APP_SCHEME } from '../shell/app-url';

/** True for the app's own top frame. Compares scheme and host: `URL.origin` is 'null' for custom schemes. */
export function isAppFrame(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  if (frame?.parent !== null) return false;
  try {
    const { protocol, host } = new URL(frame.url);
    return protocol === `${APP_SCHEME}:` && host === APP_HOST;
  } catch {
    return false;
  }
}
