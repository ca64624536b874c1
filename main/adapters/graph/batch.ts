/**
 * Many reads in one exchange: Graph's `$batch`, for GET only, so that asking again can never do anything twice.
 *
 * The answers come in any order and each has its own status. A throttled item is asked again after the longest wait that
 * any of them asked for: Microsoft's SDKs leave that to the caller. Bounds: {@link BATCH_MAXIMUM} reads, {@link ROUNDS}
 * rounds, and the caller's patience in seconds of waiting; more of both in the background. Where there is no `$batch`, each read goes alone.
 * Source: Graph "Combine multiple HTTP requests using JSON batching".
 */
import { z } from 'zod';
import type { Feature } from '../../../shared/domain/features';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import { type Answer, carried, NO_ANSWER } from './call';
import { claimsChallenge } from './claims-challenge';
import type { Graph } from './client';
import { readOneByOne } from './one-by-one';
import { parse } from './parse';
import { isRepeatable } from './retry';
import { backoffSeconds, retryAfterSeconds } from './retry-after';

export type BatchRead = {
  /** As {@link Call.path}: below the version. */
  readonly path: string;
  readonly isEventual?: boolean;
};

export type BatchOptions = {
  readonly features: readonly Feature[];
  /** Seconds of waiting for throttled items, all rounds together. What is throttled then stays so in the result. */
  readonly patienceSeconds: number;
  readonly signal?: AbortSignal | undefined;
};

export const BATCH_MAXIMUM = 20;
const ROUNDS = 3;

/** Of work that nobody waits for: what is throttled waits for as long as it is told to. Rounds, and seconds of waiting. */
const BACKGROUND_ROUNDS = 8;
const BACKGROUND_PATIENCE_SECONDS = 3_600;

/** Answers to the envelope itself that say: there is no such thing here, or not by POST. */
const NO_BATCH_STATUSES: ReadonlySet<number> = new Set([404, 405, 501]);
/** The Graphs that were found to be without it; they are not asked again. */
const WITHOUT_BATCH = new WeakSet<Graph>();

const Envelope = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

/** @returns an answer for every key, or the failure of the batch as a whole. */
export async function batch<K extends string>(
  graph: Graph,
  reads: Readonly<Record<K, BatchRead>>,
  { features, patienceSeconds, signal }: BatchOptions,
): Promise<Result<Readonly<Record<K, Answer>>, AppError>> {
  const all = Object.entries<BatchRead>(reads);
  if (all.length > BATCH_MAXIMUM) throw new RangeError(`A batch holds at most ${BATCH_MAXIMUM} requests.`);
  const complete = (found: ReadonlyMap<string, Answer>) => Object.fromEntries(all.map(([key]) => [key, found.get(key) ?? NO_ANSWER])) as Record<K, Answer>;
  const alone = async () => {
    const found = await readOneByOne(graph, all, { features, patienceSeconds, signal });
    return found.ok ? ok(complete(found.value)) : found;
  };
  if (WITHOUT_BATCH.has(graph)) return alone();
  const answers = new Map<string, Answer>();
  let pending = all;
  let claims: string | undefined;
  const rounds = graph.isBackground ? BACKGROUND_ROUNDS : ROUNDS;
  let patience = graph.isBackground ? BACKGROUND_PATIENCE_SECONDS : patienceSeconds;

  for (let round = 1; pending.length > 0; round += 1) {
    const sent = await sendRound(graph, pending, features, claims, signal);
    // What an earlier round brought stays; what it left open keeps its own refusal.
    if (!sent.ok && (round === 1 || sent.error.kind === 'cancelled')) return sent;
    if (!sent.ok) break;
    const { value: found } = sent;
    if (found === 'no-batch') {
      WITHOUT_BATCH.add(graph);
      return alone();
    }
    for (const [key] of pending) answers.set(key, found.get(key) ?? NO_ANSWER);
    if (round === rounds) break;

    const answerOf = (key: string): Answer => answers.get(key) ?? NO_ANSWER;
    const challenge = claims === undefined ? pending.map(([key]) => claimsChallenge(answerOf(key))).find((found) => found !== null) : undefined;
    if (challenge != null) {
      claims = challenge;
      pending = pending.filter(([key]) => claimsChallenge(answerOf(key)) !== null);
      continue;
    }
    pending = pending.filter(([key]) => isRepeatable(answerOf(key).status));
    const waits = pending.map(([key]) => retryAfterSeconds(answerOf(key).header('Retry-After'), graph.clock.now()) ?? backoffSeconds(round));
    const seconds = Math.max(0, ...waits);
    if (pending.length === 0 || seconds > patience) break;
    patience -= seconds;
    const aborted = await waitFor(graph, seconds, signal);
    if (aborted !== null) return err(aborted);
  }
  return ok(complete(answers));
}

async function sendRound(
  graph: Graph,
  pending: readonly (readonly [string, BatchRead])[],
  features: readonly Feature[],
  claims: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Result<ReadonlyMap<string, Answer> | 'no-batch', AppError>> {
  const requests = pending.map(([id, { path, isEventual }]) => ({
    id,
    method: 'GET',
    url: path,
    // The header belongs to the item: Graph does not hand the envelope's headers down.
    ...(isEventual ? { headers: { ConsistencyLevel: 'eventual' } } : {}),
  }));
  const sent = await graph.send({ method: 'POST', path: '/$batch', body: { requests }, features, effect: 'read', claims, signal });
  if (!sent.ok) return sent;
  if (NO_BATCH_STATUSES.has(sent.value.status)) return ok('no-batch');
  const envelope = parse(sent.value, Envelope, { feature: features[0] ?? 'people', what: 'resource', effect: 'read' });
  if (!envelope.ok) return envelope;
  return ok(new Map(envelope.value.responses.map(({ id, status, headers, body }) => [id, { status, header: headerIn(headers ?? {}), body }])));
}

function headerIn(headers: Readonly<Record<string, unknown>>): Answer['header'] {
  const lowered = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = lowered.get(name.toLowerCase());
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  };
}

async function waitFor(graph: Graph, seconds: number, signal: AbortSignal | undefined): Promise<AppError | null> {
  try {
    await graph.wait(seconds * 1000, signal);
    return null;
  } catch (cause) {
    const error = carried(cause);
    if (error === null) throw cause;
    return error;
  }
}
