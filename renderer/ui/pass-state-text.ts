import type { PassState } from '../../shared/domain/pass';

export type StateTone = 'neutral' | 'danger' | 'warning' | 'success';

/** The states of a pass, in the words of the tables and panels. */
export const PASS_STATE: Readonly<Record<PassState, { readonly words: string; readonly tone: StateTone }>> = {
  live: { words: 'Live', tone: 'success' },
  'not-yet-valid': { words: 'Not valid yet', tone: 'warning' },
  used: { words: 'Used', tone: 'neutral' },
  expired: { words: 'Expired', tone: 'neutral' },
  'disabled-by-policy': { words: 'Switched off by the tenant’s policy', tone: 'warning' },
  unusable: { words: 'Not usable', tone: 'neutral' },
};
