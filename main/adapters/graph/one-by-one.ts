/**
 * What a `$batch` would have brought, where a Graph has none: each read as a request of its own, side by side. Throttling
 * and claims challenges are then settled by the middleware, for each read alone.
 */
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchOptions, BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';

/** @returns as a batch does: an answer for every key, or why there was none at all. */
export async function readOneByOne(
  graph: Graph,
  reads: readonly (readonly [string, BatchRead])[],
  { features, patienceSeconds, signal }: BatchOptions,
): Promise<Result<ReadonlyMap<string, Answer>, AppError>> {
  const answers = new Map<string, Answer>();
  const failures: (Result<Answer, AppError> & { readonly ok: false })[] = [];
  await Promise.all(
    reads.map(async ([key, { path, isEventual }]) => {
      const sent = await graph.send({ method: 'GET', path, features, effect: 'read', isEventual, patienceSeconds, signal });
      if (!sent.ok) failures.push(sent);
      answers.set(key, sent.ok ? sent.value : NO_ANSWER);
    }),
  );
  // One read that got no answer is a gap, like an item that a batch left out; nothing at all is a failure.
  const whole = failures.find(({ error }) => error.kind === 'cancelled') ?? (failures.length === reads.length ? failures[0] : undefined);
  return whole ?? ok(answers);
}
