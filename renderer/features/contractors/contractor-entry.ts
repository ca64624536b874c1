/** A contractor as the table shows them: with the grants that the tenant's list has of them. */
import type { Contractor } from '../../../shared/domain/contractor';
import type { Output } from '../../../shared/ipc/contract';
import { isEverythingRead } from '../../ui/grant-sources';

/** Grants with an end. `isWhole`: every part of the list could be read, so that none is none. */
export type GrantCount = { readonly live: number; readonly future: number; readonly isWhole: boolean };

export type ContractorEntry = Contractor & {
  /** Null while the grants are read, or when that failed. */
  readonly grants: GrantCount | null;
};

export function joined(contractors: readonly Contractor[], grants: Output<'grants.list'> | undefined): readonly ContractorEntry[] {
  if (!grants) return contractors.map((contractor) => ({ ...contractor, grants: null }));
  const { sources } = grants;
  const isWhole = isEverythingRead(sources);
  const counts = new Map<string, { live: number; future: number }>();
  for (const { person, state } of grants.rows) {
    const key = person.id.toLowerCase();
    const count = counts.get(key) ?? { live: 0, future: 0 };
    // What PIM is still putting in place holds at any moment.
    if (state === 'future') count.future += 1;
    else count.live += 1;
    counts.set(key, count);
  }
  return contractors.map((contractor) => ({ ...contractor, grants: { ...(counts.get(contractor.id.toLowerCase()) ?? { live: 0, future: 0 }), isWhole } }));
}

/** "2 live, 1 future", "none", "none seen: not everything could be read". */
export function grantsText({ live, future, isWhole }: GrantCount): string {
  const parts = [live > 0 && `${live} live`, future > 0 && `${future} future`].filter(Boolean);
  if (parts.length === 0) return isWhole ? 'none' : 'none seen';
  return `${parts.join(', ')}${isWhole ? '' : ' or more'}`;
}
