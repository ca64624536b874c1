/**
 * The window's own session has no way out. The content security policy forbids connections, but WebRTC and name look-ups
 * are not its business, and it is the page's own process that keeps it. What is here is kept by the browser process: every
 * request but for our own page is cancelled, and what asks no one (WebRTC over TCP, a preconnect) finds a proxy that is
 * not there; UDP is taken away in `window.ts`. Graph and the sign-in service are spoken to over other sessions.
 */
import type { Session } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-url';

/** The discard port of this machine. `<-loopback>`: loopback goes there too, which Chromium would otherwise leave out. */
const NOWHERE = { proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' };

/** @param allowDevTools - From source only: the developer tools are pages of the same session. */
export function isolateWindowSession(session: Pick<Session, 'setProxy' | 'webRequest'>, { allowDevTools }: { readonly allowDevTools: boolean }): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url, allowDevTools) }));
  void session.setProxy(NOWHERE);
}

function isAllowed(url: string, allowDevTools: boolean): boolean {
  return url.startsWith(`${APP_SCHEME}://${APP_HOST}/`) || (allowDevTools && url.startsWith('devtools://'));
}
