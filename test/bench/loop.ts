/**
 * What a run is compared with: the official Graph client with its own links for redirects, repeats, telemetry and sending, one
 * create after another. Its link for tokens takes https alone, which the demo tenant does not speak; ours adds the header.
 */
import { Client, type Context, HTTPMessageHandler, type Middleware, RedirectHandler, RedirectHandlerOptions, RetryHandler, RetryHandlerOptions, TelemetryHandler } from '@microsoft/microsoft-graph-client';
import type { DeskPlace } from '../support/desk-messages';

class TokenLink implements Middleware {
  readonly #token: string;
  #next: Middleware | null = null;

  constructor(token: string) {
    this.#token = token;
  }

  async execute(context: Context): Promise<void> {
    context.options = { ...context.options, headers: { ...(context.options?.headers as Readonly<Record<string, string>> | undefined), Authorization: `Bearer ${this.#token}` } };
    await this.#next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }
}

/** @returns ms for all of them. @throws what the client throws. */
export async function issueInLoop({ origin, accessToken }: DeskPlace, ids: readonly string[]): Promise<number> {
  const links = [new TokenLink(accessToken), new RetryHandler(new RetryHandlerOptions()), new RedirectHandler(new RedirectHandlerOptions()), new TelemetryHandler(), new HTTPMessageHandler()];
  const client = Client.initWithMiddleware({ baseUrl: `${origin}/`, middleware: links });
  const begun = performance.now();
  for (const id of ids) {
    const pass: unknown = await client.api(`/users/${id}/authentication/temporaryAccessPassMethods`).post({ lifetimeInMinutes: 60, isUsableOnce: true });
    if (typeof (pass as { readonly temporaryAccessPass?: unknown }).temporaryAccessPass !== 'string') throw new Error('a create answered without a passcode');
  }
  return performance.now() - begun;
}
