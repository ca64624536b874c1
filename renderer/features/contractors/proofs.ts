/** What the journal proves about access that was ended: the outcomes of acts that were read back. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { JournalAction, JournalEntry } from '../../../shared/domain/journal-entry';
import { counted } from './counted';

export type Proof = { readonly id: string; readonly at: string; readonly words: string; readonly entry: JournalEntry };

/** @param history - Newest first. */
export function proofsOf(history: readonly JournalEntry[]): readonly Proof[] {
  return history.flatMap((entry) => {
    const words = entry.phase === 'outcome' && entry.result === 'succeeded' ? (WORDS[entry.action]?.(entry.detail) ?? '') : '';
    return words === '' ? [] : [{ id: entry.id, at: entry.at, words, entry }];
  });
}

type Detail = JournalEntry['detail'];

/** Empty: that outcome proves nothing. */
const WORDS: Readonly<Partial<Record<JournalAction, (detail: Detail) => string>>> = {
  'pass.revoke': ({ proven }) => (proven === true ? 'Pass revoked, proven gone' : ''),
  'grant.end': grantText,
  'account.disable': ({ proven }) => (proven === true ? 'Account disabled, read back as disabled' : ''),
  'sessions.revoke': () => 'Sign-in sessions revoked, taken by Entra',
  'access.end': accessText,
};

function grantText({ proven, targetName, stillHeld }: Detail): string {
  if (proven !== true) return '';
  const what = typeof targetName === 'string' && targetName !== '' ? displayText(targetName) : 'Grant';
  return `${what} ended, proven gone${typeof stillHeld === 'number' && stillHeld > 0 ? '; the person still held the same by another path' : ''}`;
}

function accessText({ steps, planned, notRead }: Detail): string {
  if (typeof steps !== 'number') return '';
  const later = typeof planned === 'number' && planned > 0 ? `, ${planned} of them put off until PIM takes the removal` : '';
  return `End access: ${counted(steps, 'step')}${later}${typeof notRead === 'string' && notRead !== '' ? '; not everything could be read' : ''}`;
}
