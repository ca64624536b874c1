/**
 * The way to Microsoft Graph v1.0: the official client over our own middleware.
 *
 * `send` answers with whatever Graph said, of whatever status, or with the reason why there is no answer. It throws
 * only what is neither Graph's nor the network's doing: a bug.
 */
import { Client, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Clock, Log } from '../../ports/desk';
import type { TokenSource } from '../../ports/session';
import { authenticating, graphOrigin } from './authentication';
import { type Answer, type Call, carried } from './call';
import { chainOf, Passage } from './middleware';
import { createPace, type Pace } from './pace';
import { pacing } from './pacing';
import { pause, type Wait } from './pause';
import { retrying } from './retry';
import { countPeople } from './tenant-size';
import { type Fetch, sending, TIME_LIMIT_MS } from './transport';

export type GraphOptions = {
  /** Scheme, host and port of Graph; https, unless `allowLoopbackHttp`. */
  readonly origin: string;
  readonly tokens: TokenSource;
  readonly fetch: Fetch;
  /** A new GUID each time. */
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  /** For the demo tenant inside the process only: `http://127.0.0.1:port`. */
  readonly allowLoopbackHttp?: boolean;
  /** For tests. */
  readonly timeLimitMs?: number;
  readonly wait?: Wait;
};

export type Graph = {
  readonly origin: string;
  /** True where nobody waits for the answers; see `background`. */
  readonly isBackground?: boolean;
  readonly clock: Clock;
  readonly wait: Wait;
  /** How fast Graph lets this desk go: one for all that is sent here. */
  readonly pace: Pace;
  readonly send: (call: Call) => Promise<Result<Answer, AppError>>;
  /** Permissions in the operator's newest token, as the sign-in service names them; null when it did not say. */
  readonly scopes: TokenSource['scopes'];
  /** How far Graph's clock was ahead of this machine's at the last answer, ms, to about a second; null before any. */
  readonly clockSkewMs: () => number | null;
};

export const VERSION = 'v1.0';

export function createGraph({ origin: place, tokens, fetch, newId, clock, log, allowLoopbackHttp = false, timeLimitMs = TIME_LIMIT_MS, wait = pause }: GraphOptions): Graph {
  const origin = graphOrigin(place, allowLoopbackHttp);
  const pace = createPace({ clock, wait });
  const client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    defaultVersion: VERSION,
    middleware: chainOf([retrying({ clock, wait }), pacing(pace), authenticating({ origin, tokens }), sending({ fetch, newId, timeLimitMs, log })]),
  });

  let skew: number | null = null;

  const graph: Graph = {
    origin,
    pace,
    clockSkewMs: () => skew,
    clock,
    wait,
    scopes: () => tokens.scopes(),
    send: async (call) => {
      const passage = new Passage(call);
      // Raw: status, headers and body of every answer are ours to judge; the client's error keeps too little of them.
      const request = client.api(call.path).middlewareOptions([passage]).responseType(ResponseType.RAW);
      if (call.isEventual) request.header('ConsistencyLevel', 'eventual');
      try {
        const response = await dispatch(request, call);
        const serverTime = Date.parse(response.headers.get('Date') ?? '');
        if (!Number.isNaN(serverTime)) skew = serverTime - clock.now().getTime();
        return ok({ status: response.status, header: (name) => response.headers.get(name), body: passage.body });
      } catch (cause) {
        const error = carried(cause);
        if (error === null) throw cause;
        return err(error);
      }
    },
  };
  pace.askForSize(() => countPeople(graph));
  return graph;
}

function dispatch(request: GraphRequest, { method, body }: Call): Promise<Response> {
  if (method === 'POST') return request.post(body);
  if (method === 'PATCH') return request.patch(body);
  return method === 'DELETE' ? request.delete() : request.get();
}

