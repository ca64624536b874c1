import { useMemo, useState } from 'react';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import { useRead } from '../../bridge/use-read';
import { zoneName } from '../../ui/time-text';
import { useNow } from '../../ui/use-now';
import type { Only } from './detail-pane';
import type { Names } from './filter-text';
import { filterOf, NOTHING_WANTED, type Wanted } from './wanted';

/** How often it is looked whether a day has begun. Milliseconds. */
const DAY_LOOK_MS = 30_000;

export type WantedState = {
  readonly wanted: Wanted;
  readonly setWanted: (wanted: Wanted) => void;
  readonly setText: (text: string) => void;
  readonly setOnly: (only: Only, line: HistoryLine) => void;
  /** As the main process takes it; the same object until something is really another. */
  readonly filter: HistoryFilter;
  readonly names: Names;
  /** Good enough to name days by. */
  readonly now: Date;
};

/** What the view is to show, and the names of whom it is narrowed down to. */
export function useWanted(): WantedState {
  const [wanted, setWanted] = useState<Wanted>(NOTHING_WANTED);
  const [learnt, setLearnt] = useState<Names>(new Map());
  const now = useNow(DAY_LOOK_MS);
  const facets = useRead('history.facets', {}).data;
  const key = JSON.stringify(filterOf(wanted, now, zoneName));
  const filter = useMemo(() => JSON.parse(key) as HistoryFilter, [key]);
  const names = useMemo(() => new Map([...(facets?.operators ?? []).map(({ id, displayName }) => [id, displayName] as const), ...learnt]), [facets, learnt]);

  const setOnly = (only: Only, line: HistoryLine) => {
    const who = only === 'person' ? line.person : line.operator;
    if (only === 'ticket') setWanted({ ...wanted, lines: { ...wanted.lines, ticket: line.ticket } });
    else if (who && who.id !== '') {
      const id = who.id.toLowerCase();
      setLearnt(new Map(learnt).set(id, who.displayName));
      setWanted({ ...wanted, lines: { ...wanted.lines, [only === 'person' ? 'personId' : 'operatorId']: id } });
    }
  };
  return { wanted, setWanted, setText: (text) => setWanted((old) => (old.lines.text === text ? old : { ...old, lines: { ...old.lines, text } })), setOnly, filter, names, now };
}
