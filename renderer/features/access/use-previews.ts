import { useEffect, useState } from 'react';
import type { AccessPreview } from '../../../shared/domain/end-access';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { ENRICH_MAXIMUM } from '../../../shared/ipc/sizes';
import { tell } from '../../bridge/desk';
import { wait } from '../../ui/wait';

/** How often the reading is put off for Microsoft's sake before it gives up. */
const PAUSES_MAXIMUM = 10;

/** People whom Entra would not show, and why: nothing can be begun for them. */
export type Refused = Output<'access.preview'>['refused'];

type Reading = {
  readonly previews: readonly AccessPreview[];
  readonly refused: Refused;
  /** How many people were asked about. */
  readonly asked: number;
  readonly error: AppError | null;
  readonly isReading: boolean;
};

/** What ending their access would do, ten people at a time, one after another. What was read stays when a later part fails. */
export function usePreviews(personIds: readonly string[]): Reading & { readonly goOn: () => void } {
  const [ids] = useState(personIds);
  const [reading, setReading] = useState<Reading>({ previews: [], refused: [], asked: 0, error: null, isReading: personIds.length > 0 });
  const { asked, isReading } = reading;

  useEffect(() => {
    if (!isReading) return;
    const run = new AbortController();
    void read(ids.slice(asked, asked + ENRICH_MAXIMUM), run.signal).then((reply) => {
      if (reply === null || run.signal.aborted) return;
      if (!reply.ok) {
        setReading((old) => ({ ...old, error: reply.error, isReading: false }));
        return;
      }
      const { previews, refused } = reply.value;
      const next = Math.min(ids.length, asked + ENRICH_MAXIMUM);
      setReading((old) => ({ ...old, previews: [...old.previews, ...previews], refused: [...old.refused, ...refused], asked: next, isReading: next < ids.length }));
    });
    return () => run.abort();
  }, [ids, asked, isReading]);

  return { ...reading, goOn: () => setReading((old) => ({ ...old, error: null, isReading: true })) };
}

/** Waits where Microsoft asks for a pause. Null: nobody waits for the answer any more. */
async function read(personIds: readonly string[], signal: AbortSignal) {
  for (let pauses = 0; ; pauses += 1) {
    const reply = await tell('access.preview', { personIds: [...personIds] });
    if (signal.aborted) return null;
    if (reply.ok || reply.error.kind !== 'throttled' || pauses >= PAUSES_MAXIMUM) return reply;
    await wait(Math.max(1, reply.error.retryAfterSeconds) * 1000, signal);
  }
}
