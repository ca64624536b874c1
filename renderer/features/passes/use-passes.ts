import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { PassRow } from '../../../shared/domain/pass-life';
import type { AppError } from '../../../shared/errors';
import type { Output } from '../../../shared/ipc/contract';
import { tell } from '../../bridge/desk';
import { checkInTurn } from './check-in-turn';
import { laidOver, type PassEntry } from './pass-entry';

export type Candidates = Output<'passes.candidates'>;

export type Progress = {
  readonly checked: number;
  readonly total: number;
  /** Epoch milliseconds at which reading goes on after a pause Microsoft asked for. */
  readonly pausedUntil: number | null;
};

export type PassesRead = {
  /** Null before the first answer. */
  readonly candidates: Candidates | null;
  readonly entries: readonly PassEntry[];
  /** Null while nothing is read; `total` 0 while the people to ask about are gathered. */
  readonly progress: Progress | null;
  readonly error: AppError | null;
  /** People who have not been asked about yet, because reading failed or was stopped. */
  readonly left: readonly string[];
  /** Gathers the people anew and asks about all of them. */
  readonly refresh: () => void;
  readonly stop: () => void;
  /** Asks about those who are left. */
  readonly goOn: () => void;
  /** Asks about some again, without a word. @returns what kept it from being done. */
  readonly recheck: (ids: readonly string[], waits: boolean) => Promise<AppError | null>;
  readonly reviewed: (personId: string, review: NonNullable<PassRow['review']>) => void;
};

const NOBODY: readonly string[] = [];

/**
 * The passes of everybody who may have one. What was read stays, with its age, whatever fails later. All reading ends
 * when the view is left. Shown again, it goes on where it was stopped, or begins anew: meanwhile passes were issued and
 * revoked elsewhere in the window.
 */
export function usePasses(): PassesRead {
  const [candidates, setCandidates] = useState<Candidates | null>(null);
  const [byPerson, setByPerson] = useState<ReadonlyMap<string, PassEntry>>(new Map());
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [left, setLeft] = useState(NOBODY);
  const main = useRef<AbortController | null>(null);
  const shown = useRef<AbortController | null>(null);

  const take = (rows: readonly PassRow[]) =>
    setByPerson((old) => {
      const next = new Map(old);
      for (const row of rows) next.set(keyOf(row.personId), laidOver(old.get(keyOf(row.personId)), row));
      return next;
    });

  const begin = () => {
    main.current?.abort();
    const run = new AbortController();
    main.current = run;
    setError(null);
    setProgress({ checked: 0, total: 0, pausedUntil: null });
    return run;
  };
  const end = (run: AbortController, rest: readonly string[], failure: AppError | null) => {
    // Another reading has taken over.
    if (main.current !== run) return;
    main.current = null;
    setProgress(null);
    setLeft(rest);
    setError(failure);
  };
  const check = async (run: AbortController, ids: readonly string[]) => {
    const isCurrent = () => main.current === run;
    setProgress({ checked: 0, total: ids.length, pausedUntil: null });
    const { left: rest, error: failure } = await checkInTurn(ids, {
      signal: run.signal,
      onRows: take,
      onProgress: (checked) => isCurrent() && setProgress({ checked, total: ids.length, pausedUntil: null }),
      onPause: (pausedUntil) => isCurrent() && setProgress((old) => old && { ...old, pausedUntil }),
    });
    end(run, rest, failure);
  };
  const refresh = async () => {
    const run = begin();
    const reply = await tell('passes.candidates', {});
    if (run.signal.aborted) {
      end(run, left, null);
      return;
    }
    if (!reply.ok) {
      end(run, left, reply.error);
      return;
    }
    setCandidates(reply.value);
    await check(run, reply.value.candidates.map(({ personId }) => personId));
  };
  const goOn = () => check(begin(), left);
  const recheck = async (ids: readonly string[], waits: boolean) => {
    const signal = shown.current?.signal ?? AbortSignal.abort();
    return (await checkInTurn(ids, { signal, onRows: take, waits })).error;
  };

  const show = useEffectEvent(() => {
    if (candidates !== null && left.length > 0 && error === null) void goOn();
    else void refresh();
  });
  useEffect(() => {
    shown.current = new AbortController();
    // After this effect: reading begins with a change of state.
    const timer = setTimeout(show);
    return () => {
      clearTimeout(timer);
      shown.current?.abort();
      main.current?.abort();
    };
  }, []);

  return {
    candidates,
    entries: useMemo(() => [...byPerson.values()], [byPerson]),
    progress,
    error,
    left,
    refresh: () => void refresh(),
    stop: () => main.current?.abort(),
    goOn: () => void goOn(),
    recheck,
    reviewed: (personId, review) =>
      setByPerson((old) => {
        const entry = old.get(keyOf(personId));
        return entry ? new Map(old).set(keyOf(personId), { ...entry, review }) : old;
      }),
  };
}

const keyOf = (personId: string) => personId.toLowerCase();
