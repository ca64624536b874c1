import { useState } from 'react';
import { toggled } from '../../ui/list/toggled';
import type { Entry } from './entry';

export type Selection = {
  readonly ids: ReadonlySet<string>;
  /** @returns who is selected after it; so do the others. */
  readonly toggle: (id: string) => ReadonlySet<string>;
  /** Everybody shown from the one chosen last to this one. */
  readonly extendTo: (id: string, shown: readonly Entry[]) => ReadonlySet<string>;
  readonly set: (ids: readonly string[]) => ReadonlySet<string>;
};

/** Who is selected, by id: reading the list again leaves it as it is. */
export function useSelection(start: readonly string[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(start));
  const [last, setLast] = useState<string | null>(null);
  const put = (next: ReadonlySet<string>) => {
    setIds(next);
    return next;
  };
  const toggle = (id: string) => {
    setLast(id);
    return put(toggled(ids, id));
  };
  return {
    ids,
    toggle,
    extendTo: (id, shown) => {
      const from = shown.findIndex((entry) => entry.id === last);
      const to = shown.findIndex((entry) => entry.id === id);
      if (from < 0 || to < 0) return toggle(id);
      const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setLast(id);
      return put(new Set([...ids, ...range.map((entry) => entry.id)]));
    },
    set: (next) => put(new Set(next)),
  };
}
