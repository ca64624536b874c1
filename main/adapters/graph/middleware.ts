/**
 * Our own links of the client's middleware chain. Each is a function from call to call: what it does before and after
 * `next` is all there is to it. None of the client's stock handlers is used: its retry repeats a POST after a 504.
 */
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { Call } from './call';

/**
 * Travels with one request through the chain, in the place the client keeps for that. The client knows it by its
 * constructor, hence a class.
 */
export class Passage {
  readonly call: Call;
  /** The whole body, set by the last link: it is read under the same time limit as the rest of the exchange. */
  text = '';
  #parsed: { readonly text: string; readonly body: unknown } = { text: '', body: undefined };

  constructor(call: Call) {
    this.call = call;
  }

  /** The body as JSON; undefined where it is empty or none. */
  get body(): unknown {
    if (this.#parsed.text !== this.text) this.#parsed = { text: this.text, body: jsonOf(this.text) };
    return this.#parsed.body;
  }
}

/** The parser's own message quotes what it could not read, which may hold a passcode: it goes no further than here. */
function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param next - Sends the request on. May be called again: every link sets its own headers anew. */
export type Link = (context: Context, passage: Passage, next: () => Promise<void>) => Promise<void>;

/** The chain in the order given; the last link must not call `next`. */
export function chainOf(links: readonly Link[]): Middleware[] {
  return links.map((link) => {
    let following: Middleware | null = null;
    return {
      setNext: (next) => {
        following = next;
      },
      execute: async (context) => {
        const passage = context.middlewareControl?.getMiddlewareOptions(Passage);
        if (!(passage instanceof Passage)) throw new Error('A Graph request was sent without its call.');
        await link(context, passage, async () => {
          if (following === null) throw new Error('The last link of the Graph middleware chain called next.');
          await following.execute(context);
        });
      },
    };
  });
}

/** Adds headers to the request; the client keeps them as a plain record. */
export function addHeaders(context: Context, headers: Readonly<Record<string, string>>): void {
  context.options = { ...context.options, headers: { ...(context.options?.headers as Readonly<Record<string, string>> | undefined), ...headers } };
}
