/** Journal lines of passes, chained only in name: the pure functions over them look at neither hash. */
import type { JournalEntry } from '../../../../shared/domain/journal-entry';
import { at, OPERATOR, PERSON } from './given';

let seq = 0;
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export function line(change: Partial<JournalEntry> & { readonly minutes?: number } = {}): JournalEntry {
  const { minutes = 0, ...rest } = change;
  seq += 1;
  return {
    id: idOf(seq),
    at: at(minutes),
    phase: 'intent',
    action: 'pass.issue',
    intentId: null,
    result: null,
    tenantId: 'tenant',
    operator: { id: OPERATOR, displayName: 'Dana Operator', userPrincipalName: 'dana@contoso.example' },
    person: { id: PERSON, displayName: 'Ada Lindqvist', userPrincipalName: 'ada@contoso.example' },
    ticket: 'INC-1001',
    reason: 'Lost phone',
    detail: {},
    seq,
    previousHash: '0'.repeat(64),
    hash: '0'.repeat(64),
    ...rest,
  };
}

export const outcomeOf = (intent: JournalEntry, result: 'succeeded' | 'failed' | 'unknown', change: Partial<JournalEntry> = {}): JournalEntry =>
  line({ at: intent.at, action: intent.action, phase: 'outcome', result, intentId: intent.id, ...change });
