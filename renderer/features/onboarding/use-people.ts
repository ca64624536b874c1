import { useMemo, useState } from 'react';
import type { OnboardingBy } from '../../../shared/domain/onboarding';
import type { AppError } from '../../../shared/errors';
import { useRead } from '../../bridge/use-read';
import { useDebounced } from '../../ui/use-debounced';
import { type Entry, fromDirectory, fromList } from './entry';
import type { Group } from './group-field';
import { type Csv, useCsv } from './use-csv';
import { choiceOf, DEFAULT_CREATED_DAYS, DEFAULT_WINDOW, type HireWindow, type Way } from './ways';

/** Reading everybody takes many requests, so it is done again on request and after an act only. Milliseconds. */
const FRESH_MS = 10 * 60_000;
/** Days are asked for once no digit has been typed for so long, milliseconds. */
const DEBOUNCE_MS = 350;
const NOBODY: readonly Entry[] = [];
/** Stands in where nothing is asked. */
const NO_CHOICE: OnboardingBy = { by: 'hire-date', pastDays: 0, comingDays: 0 };

export type People = {
  readonly way: Way;
  readonly window: HireWindow;
  readonly createdDays: number;
  readonly group: Group | null;
  readonly csv: Csv;
  readonly setWay: (way: Way) => void;
  readonly setWindow: (window: HireWindow) => void;
  readonly setCreatedDays: (days: number) => void;
  readonly setGroup: (group: Group | null) => void;
  readonly entries: readonly Entry[];
  /** Names the list: another one begins with its own selection and filter. */
  readonly listKey: string;
  /** Null before anything was read. */
  readonly readAt: string | null;
  readonly isReading: boolean;
  readonly isComplete: boolean;
  readonly error: AppError | null;
  readonly refresh: () => void;
};

/** Whom the view is about, by one of four ways; what each was set to is there on the way back. */
export function usePeople(): People {
  const [way, setWay] = useState<Way>('hire-date');
  const [window, setWindow] = useState<HireWindow>(DEFAULT_WINDOW);
  const [createdDays, setCreatedDays] = useState(DEFAULT_CREATED_DAYS);
  const [group, setGroup] = useState<Group | null>(null);
  const [settledWindow] = useDebounced(window, DEBOUNCE_MS);
  const [settledDays] = useDebounced(createdDays, DEBOUNCE_MS);
  const csv = useCsv();
  const choice = choiceOf({ way, window: settledWindow, createdDays: settledDays, groupId: group?.id ?? null });
  const list = useRead('onboarding.list', { choice: choice ?? NO_CHOICE }, { enabled: choice !== null, staleTime: FRESH_MS });

  const found = choice === null ? undefined : list.data;
  const csvRead = way === 'csv' && csv.state.state === 'read' ? csv.state : null;
  const ids = useMemo(() => csvRead?.list.people.map(({ personId }) => personId) ?? [], [csvRead]);
  const named = useRead('onboarding.list', { choice: ids.length === 0 ? NO_CHOICE : { by: 'people', ids } }, { enabled: ids.length > 0, staleTime: FRESH_MS });
  const joiners = ids.length > 0 ? named.data?.people : undefined;
  const entries = useMemo(() => (found ? fromDirectory(found.people) : csvRead ? fromList(csvRead.list.people, joiners) : NOBODY), [found, csvRead, joiners]);
  return {
    way,
    window,
    createdDays,
    group,
    csv,
    setWay,
    setWindow,
    setCreatedDays,
    setGroup,
    entries,
    listKey: [way, way === 'group' ? (group?.id ?? '') : '', csvRead?.number ?? ''].join(' '),
    readAt: found?.readAt ?? csvRead?.readAt ?? null,
    isReading: (choice !== null && list.isFetching) || (way === 'csv' && csv.state.state === 'reading'),
    isComplete: found?.isComplete ?? true,
    error: choice !== null ? list.error : ids.length > 0 ? named.error : null,
    refresh: () => {
      if (choice !== null) void list.refetch();
      else if (ids.length > 0) void named.refetch();
    },
  };
}
