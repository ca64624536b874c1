/**
 * One sign-in in the system browser, which can be given up at any moment. MSAL opens a server on loopback, waits for the
 * browser to come back to it and has no way to stop waiting; so giving up answers that server as a browser would whose
 * user declined. The server is closed by MSAL in every case.
 */
import { request as httpRequest } from 'node:http';
import type { AuthenticationResult, InteractiveRequest, PublicClientApplication } from '@azure/msal-node';
import { ANSWERED_PAGE, NOT_ANSWERED_PAGE } from './browser-pages';

/** The operator, a newer sign-in or the time limit ended it. */
export class BrowserGivenUp extends Error {
  override readonly name = 'BrowserGivenUp';
  /** Set when the answer had arrived all the same, and what came with it must be thrown away. */
  readonly late: AuthenticationResult | undefined;
  constructor(late?: AuthenticationResult) {
    super('given up');
    this.late = late;
  }
}

/** The system has no browser, or would not start it. */
export class BrowserNotOpened extends Error {
  override readonly name = 'BrowserNotOpened';
}

export type BrowserSignIn = { readonly answer: Promise<AuthenticationResult>; readonly giveUp: () => void };

type Options = {
  readonly client: Promise<Pick<PublicClientApplication, 'acquireTokenInteractive'>>;
  readonly request: Omit<InteractiveRequest, 'openBrowser' | 'successTemplate' | 'errorTemplate'>;
  readonly openBrowser: (url: string) => Promise<void>;
  /** How long the operator may take, in ms. */
  readonly limitInMs: number;
};

export function startBrowserSignIn({ client, request, openBrowser, limitInMs }: Options): BrowserSignIn {
  let waiting: URL | undefined;
  let ending: Error | undefined;

  const end = (why: Error) => {
    if (ending) return;
    ending = why;
    if (waiting) answerLoopback(waiting);
  };
  const giveUp = () => end(new BrowserGivenUp());

  const run = async (): Promise<AuthenticationResult> => {
    const timer = setTimeout(giveUp, limitInMs);
    try {
      const { acquireTokenInteractive } = bound(await client);
      const result = await acquireTokenInteractive({
        ...request,
        successTemplate: ANSWERED_PAGE,
        errorTemplate: NOT_ANSWERED_PAGE,
        openBrowser: async (url) => {
          if (ending) throw ending;
          waiting = new URL(url);
          // Not awaited: some systems report back only when the browser is closed again.
          openBrowser(url).catch(() => end(new BrowserNotOpened('no browser')));
        },
      });
      if (ending) throw new BrowserGivenUp(result);
      return result;
    } catch (cause) {
      throw cause instanceof BrowserGivenUp ? cause : (ending ?? cause);
    } finally {
      clearTimeout(timer);
    }
  };
  return { answer: run(), giveUp };
}

const bound = (client: Pick<PublicClientApplication, 'acquireTokenInteractive'>) => ({
  acquireTokenInteractive: client.acquireTokenInteractive.bind(client),
});

/** Time for the loopback server, in this same process, to take the answer, in ms. */
const LOOPBACK_LIMIT_IN_MS = 2_000;

function answerLoopback(authorizeUrl: URL): void {
  const state = authorizeUrl.searchParams.get('state') ?? '';
  const { port } = new URL(authorizeUrl.searchParams.get('redirect_uri') ?? '');
  const body = new URLSearchParams({ error: 'access_denied', state }).toString();
  const request = httpRequest({
    // MSAL listens on IPv4 alone, whatever `localhost` means here.
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) },
    timeout: LOOPBACK_LIMIT_IN_MS,
  });
  request.on('response', (response) => response.resume());
  // Refused means that the browser was first and the server is gone already.
  request.on('error', () => undefined);
  request.on('timeout', () => request.destroy());
  request.end(body);
}
