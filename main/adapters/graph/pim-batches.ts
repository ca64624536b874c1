/**
 * More reads than one `$batch` holds: as many batches as it takes, a few at a time. PIM publishes no limit of its own and
 * asks for few calls, so what is throttled waits within its batch.
 */
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { batch, BATCH_MAXIMUM, type BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';

/** Worth waiting for: without it nothing is granted and nothing counts as ended. Seconds. */
const PATIENCE_SECONDS = 10;
const BATCHES_AT_A_TIME = 3;

/** The key is the caller's, unique among the reads. */
export type KeyedRead = readonly [key: string, read: BatchRead];

/**
 * The token is asked for people alone: one from Entra carries every scope already consented, and what is missing is
 * refused item by item.
 *
 * @returns an answer for every key, or the failure of the first batch that failed as a whole.
 */
export async function readAll(graph: Graph, reads: readonly KeyedRead[]): Promise<Result<Readonly<Record<string, Answer>>, AppError>> {
  const batches = Array.from({ length: Math.ceil(reads.length / BATCH_MAXIMUM) }, (_, index) => reads.slice(index * BATCH_MAXIMUM, (index + 1) * BATCH_MAXIMUM));
  const answers: Record<string, Answer> = {};
  for (let next = 0; next < batches.length; next += BATCHES_AT_A_TIME) {
    const together = batches.slice(next, next + BATCHES_AT_A_TIME);
    const sent = await Promise.all(together.map((part) => batch<string>(graph, Object.fromEntries(part), { features: ['people'], patienceSeconds: PATIENCE_SECONDS })));
    for (const each of sent) {
      if (!each.ok) return each;
      Object.assign(answers, each.value);
    }
  }
  return ok(answers);
}
