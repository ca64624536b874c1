/**
 * What a route of the demo tenant gets and gives: one Graph request, whether it came over HTTP or inside a `$batch`.
 *
 * Independent of the rest of the app on purpose: tests count from this tenant's log and state.
 */
import type { Person } from './directory/person';
import type { RoleName } from './directory/roles';

/** Who holds the token, with the directory roles that are active and the scopes the token carries. */
export type Caller = {
  readonly person: Person;
  readonly roles: ReadonlySet<RoleName>;
  /** Null when the tenant's own token is in use: it stands for an app that was consented every scope. */
  readonly scopes: ReadonlySet<string> | null;
  /** Whether the session holds a proof of multifactor authentication. */
  readonly hasMfa: boolean;
};

export type GraphRequest = {
  readonly method: string;
  /** Decoded, without the version: `/users/{id}/manager` is `['users', '{id}', 'manager']`. */
  readonly segments: readonly string[];
  readonly query: Query;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined when there was none. */
  readonly body: unknown;
  readonly caller: Caller;
  /** Scheme, host and port the caller used; absolute links are built on it. */
  readonly origin: string;
  readonly requestId: string;
  /** What the caller called its request; the request id when it gave it no name. */
  readonly clientRequestId: string;
  readonly at: Date;
};

export type Query = {
  readonly values: ReadonlyMap<string, string>;
  /** Name and value as they came, still percent-encoded, in their order. */
  readonly raw: readonly (readonly [name: string, value: string])[];
};

export type GraphResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out: no body at all. A number is sent as text/plain, everything else as JSON. */
  readonly body?: unknown;
};

/**
 * A refusal in Graph's own terms. It is thrown because it starts deep inside a parser and ends at the one place that
 * writes the error envelope; it never leaves the demo tenant.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A refusal in the older envelope, which a few operations still use. */
export class OldEnvelopeRefusal extends Refusal {}

/** @param rest - What follows `$metadata#` in `@odata.context`. */
export function contextOf(request: GraphRequest, rest: string): string {
  return `${request.origin}/v1.0/$metadata#${rest}`;
}

/** Graph's advanced query capabilities are switched on by this header. Source: Graph concept page on advanced queries. */
export function isEventual(request: GraphRequest): boolean {
  return request.headers.get('consistencylevel')?.trim().toLowerCase() === 'eventual';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
