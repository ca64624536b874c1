/**
 * One request to Graph and what came back, in this adapter's own words.
 *
 * A call names the features it is for, because they decide the scopes of its token, and its effect, because that
 * decides whether it may be repeated and what a missing answer means.
 */
import { GraphClientError } from '@microsoft/microsoft-graph-client';
import type { Feature } from '../../../shared/domain/features';
import type { AppError } from '../../../shared/errors';

/** `read` may be repeated. The others change or send something: without an answer, nobody knows whether they did. */
export type Effect = 'read' | 'issue' | 'revoke' | 'mail' | 'sessions' | 'disable' | 'grant' | 'end-grant';

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, percent-encoded, with a leading slash: `/users/{id}?$select=id`. */
  readonly path: string;
  readonly body?: unknown;
  readonly features: readonly Feature[];
  readonly effect: Effect;
  /** Sends `ConsistencyLevel: eventual`, without which Graph refuses its advanced queries. */
  readonly isEventual?: boolean | undefined;
  /** Decoded claims of a challenge that came inside a `$batch`; asks the token source for a token that has them. */
  readonly claims?: string | undefined;
  /** Seconds within which it may be repeated, where that is fewer than usual. */
  readonly patienceSeconds?: number | undefined;
  /** Nobody is waiting for it: it goes without priority, when the pace lets it. */
  readonly isBackground?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What Graph answered, of whatever status, alone or inside a `$batch`. */
export type Answer = {
  /** HTTP status; 0 where a batch came back without this item. */
  readonly status: number;
  /** @param name - In any case. */
  readonly header: (name: string) => string | null;
  /** Parsed JSON; undefined where the body was empty or no JSON. */
  readonly body: unknown;
};

/** Stands for an item that its batch left out. */
export const NO_ANSWER: Answer = { status: 0, header: () => null, body: undefined };

/**
 * Carries an expected outcome through the client as data. The client wraps what its middleware throws into a
 * `GraphError` that keeps a name and a string only; its own `GraphClientError` it lets pass untouched.
 */
export function carry(error: AppError): GraphClientError {
  const carrier = new GraphClientError(`Graph call ended: ${error.kind}`);
  carrier.customError = error;
  return carrier;
}

/** @returns what {@link carry} put in; null for anything else, which then is a bug and not an outcome. */
export function carried(cause: unknown): AppError | null {
  if (!(cause instanceof GraphClientError)) return null;
  return (cause.customError as AppError | undefined) ?? null;
}
