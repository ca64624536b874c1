import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useAnnounce } from '../../ui/live';
import { hasToBeRetried, isOver, type PersonState, runInTurn, summaryText } from './access-run';
import type { AccessDraft } from './access-form';

/** `asking`: nothing was sent. `paused`: the rest waits, in the journal as well. */
export type AccessPhase = 'asking' | 'beginning' | 'running' | 'paused' | 'over';

export type AccessAct = {
  readonly phase: AccessPhase;
  readonly states: ReadonlyMap<string, PersonState>;
  /** Why the act could not be begun. */
  readonly error: AppError | null;
  readonly begin: (draft: AccessDraft, personIds: readonly string[]) => void;
  /** Those it was begun for. */
  readonly personIds: readonly string[];
  /** With an id: that person once more. Else whoever is left. */
  readonly goOn: (personId?: string) => void;
  readonly pause: () => void;
};

/** One act of ending access for these people: begun once, then gone on with until nothing is left to try. */
export function useAccessAct(resumed: { readonly actId: string; readonly personIds: readonly string[] } | null): AccessAct {
  const announce = useAnnounce();
  const [actId, setActId] = useState(resumed?.actId ?? null);
  const [personIds, setPersonIds] = useState<readonly string[]>(resumed?.personIds ?? []);
  const [phase, setPhase] = useState<AccessPhase>(resumed === null ? 'asking' : 'running');
  const [states, setStates] = useState<ReadonlyMap<string, PersonState>>(new Map());
  const [error, setError] = useState<AppError | null>(null);
  const run = useRef<AbortController | null>(null);
  const isGone = useRef(false);
  // What the run saw last; state arrives one render later.
  const latest = useRef<ReadonlyMap<string, PersonState>>(states);

  /** @param all - Everybody of the act; `ids`: whose turn it is now. */
  const goThrough = async (id: string, ids: readonly string[], all: readonly string[]) => {
    if (run.current) return;
    const controller = new AbortController();
    run.current = controller;
    setPhase('running');
    await runInTurn({
      actId: id,
      personIds: ids,
      signal: controller.signal,
      onState: (personId, state) => {
        latest.current = new Map(latest.current).set(personId, state);
        setStates(latest.current);
      },
    });
    run.current = null;
    const ends = all.map((each) => latest.current.get(each) ?? { state: 'waiting' as const });
    setPhase(ends.every(isOver) ? 'over' : 'paused');
    announce(summaryText(ends), ends.some(hasToBeRetried) ? 'assertive' : 'polite');
  };
  const begin = (draft: AccessDraft, ids: readonly string[]) => {
    if (phase !== 'asking') return;
    setPhase('beginning');
    setError(null);
    void tell('access.begin', { personIds: [...ids], disable: draft.disable, reason: draft.reason.trim(), ticket: draft.ticket.trim() }).then((reply) => {
      if (!reply.ok) {
        setPhase('asking');
        setError(reply.error);
        return;
      }
      if (isGone.current) return;
      const { actId: begun, refused } = reply.value;
      setActId(begun);
      setPersonIds(ids);
      const why = new Map(refused.map((each) => [each.personId.toLowerCase(), each.error]));
      for (const id of ids) {
        const refusal = why.get(id.toLowerCase());
        if (refusal) latest.current = new Map(latest.current).set(id, { state: 'left-out', error: refusal });
      }
      setStates(latest.current);
      return goThrough(
        begun,
        ids.filter((id) => !why.has(id.toLowerCase())),
        ids,
      );
    });
  };
  const goOn = (personId?: string) => {
    const isLeft = (id: string) => !isOver(latest.current.get(id) ?? { state: 'waiting' });
    if (actId !== null) void goThrough(actId, personId === undefined ? personIds.filter(isLeft) : [personId], personIds);
  };

  // The operator has pressed "Resume": that was the word to go on.
  const goOnAtOnce = useEffectEvent(() => {
    if (resumed !== null) goOn();
  });
  useEffect(() => {
    isGone.current = false;
    goOnAtOnce();
    // Whoever closes the dialog stops it before the next person; what is left stays open and is shown as such.
    return () => {
      isGone.current = true;
      run.current?.abort();
    };
  }, []);

  return { phase, personIds, states, error, begin, goOn, pause: () => run.current?.abort() };
}
