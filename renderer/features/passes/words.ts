import type { PassLife, PassRow } from '../../../shared/domain/pass-life';
import { PASS_STATE, type StateTone } from '../../ui/pass-state-text';
import type { EntryState } from './pass-entry';

export const STATE: Readonly<Record<EntryState, { readonly words: string; readonly tone: StateTone }>> = {
  ...PASS_STATE,
  'disabled-by-policy': { words: 'Switched off by policy', tone: 'warning' },
  none: { words: 'No pass', tone: 'neutral' },
  'not-read': { words: 'Not read', tone: 'warning' },
};

export const ORIGIN: Readonly<Record<PassRow['origin'], string>> = {
  tapdesk: 'At this desk',
  outside: 'Outside this desk',
  unknown: 'Not known',
};

export const USED: Readonly<Record<PassLife['used'] | 'no-pass', string>> = {
  yes: 'Yes',
  'signed-in': 'Has signed in since',
  no: 'No',
  'not-known': 'Not known',
  'no-pass': '',
};

/** "1 pass", "3 passes". */
export const passes = (count: number) => `${count} ${count === 1 ? 'pass' : 'passes'}`;
/** "1 person", "3 people". */
export const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;
