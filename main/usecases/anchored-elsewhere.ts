/**
 * Heads of other desks' journals, from the places where this desk notes its own. The desk policy names those places, so that whoever
 * hands in a journal does not choose what it is held against. Whoever may write there can vouch for what they wrote themselves.
 */
import type { AnchoredHead } from '../../shared/domain/anchor';
import type { Anchor } from '../ports/anchors';
import type { Desk } from './desk';

export type AnchoredElsewhere = {
  /** @param names - Under which the desk may have noted them. @returns those of all places that can be read; an answer takes seconds at most. */
  readonly headsOf: (names: readonly string[]) => Promise<readonly AnchoredHead[]>;
};

/** For one opening: a place that could not be read is not asked for every journal of a folder again. */
export function anchoredElsewhere({ anchors }: Pick<Desk, 'anchors'>): AnchoredElsewhere {
  const away = new Set<Anchor>();
  return {
    headsOf: async (names) => {
      const heads: AnchoredHead[] = [];
      for (const anchor of anchors) {
        for (const name of new Set(names)) {
          const noted = away.has(anchor) ? null : await anchor.noted(name);
          if (noted?.ok === false) away.add(anchor);
          if (noted?.ok) for (const head of noted.value ?? []) heads.push(head);
        }
      }
      return heads;
    },
  };
}
