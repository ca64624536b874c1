import { SAVED_FILTERS_MAXIMUM } from '../../../shared/settings';
import { useSettings } from '../../bridge/settings';
import { BUILT_IN, kept, opened, type Saved } from './saved';
import type { Wanted } from './wanted';

export type SavedFilters = {
  /** Built in first; in this order they answer to Alt+1, Alt+2, … */
  readonly all: readonly Saved[];
  /** There is room for one more. */
  readonly hasRoom: boolean;
  /** One of the operator's own with that name is replaced. */
  readonly keep: (name: string, wanted: Wanted, now: Date) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (name: string) => void;
};

/** Filters by name: the app's and the operator's own, which are kept with their settings. */
export function useSaved(timeZone: string): SavedFilters {
  const { settings, change } = useSettings();
  const own = settings.savedFilters;
  const set = (savedFilters: typeof own) => change({ savedFilters: [...savedFilters] });
  return {
    all: [...BUILT_IN, ...own.map((one) => opened(one, timeZone))],
    hasRoom: own.length < SAVED_FILTERS_MAXIMUM,
    keep: (name, wanted, now) => {
      const next = kept(name, wanted, now, timeZone);
      set(own.some((one) => one.name === next.name) ? own.map((one) => (one.name === next.name ? next : one)) : [...own, next].slice(0, SAVED_FILTERS_MAXIMUM));
    },
    rename: (from, to) => set(own.filter(({ name }) => name === from || name !== to.trim()).map((one) => (one.name === from ? { ...one, name: to.trim() } : one))),
    remove: (name) => set(own.filter((one) => one.name !== name)),
  };
}
