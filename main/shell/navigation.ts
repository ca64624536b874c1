/**
 * The window shows our page and nothing else: no navigation, no redirect, no new window, no webview, no frame.
 * Electron security checklist, items 11 to 14.
 */
import type { App } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-url';

/** A reload of our own page is no navigation away; everything else is. */
function isOwnPage(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${APP_SCHEME}:` && host === APP_HOST;
  } catch {
    return false;
  }
}

export function refuseNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault: () => void }, url: string) => {
      if (!isOwnPage(url)) event.preventDefault();
    };
    contents.on('will-navigate', (event, url) => refuse(event, url));
    contents.on('will-redirect', (event, url) => refuse(event, url));
    contents.on('will-frame-navigate', (event) => refuse(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
