/** What must be settled before a desk opens, and acts that are to be gone on with. */
import type { JournalAction, JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { selectEntries } from './select';

/**
 * What settles an outcome that was unknown: a later outcome of the same intent; a new pass for the person, which displaces
 * whatever was; a revoke of the very pass. A revoke of another pass does not: the lost one may have displaced that.
 * A grant or a block of an account is settled by an outcome of its own intent alone: another one says nothing about it. Of
 * several unknown outcomes of one intent the last stands for it.
 */
export const UNSETTLED_SEQS = `
  SELECT i.seq FROM open_intent p CROSS JOIN entry i ON i.seq = p.seq
    WHERE NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = i.id AND o.phase = 'outcome')
  UNION ALL
  SELECT u.seq FROM entry u WHERE u.phase = 'outcome' AND u.result = 'unknown' AND u.action IN ('pass.issue', 'pass.revoke')
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = u.intent_id AND o.phase = 'outcome' AND o.seq > u.seq)
    AND NOT EXISTS (SELECT 1 FROM entry l WHERE l.person_id = u.person_id COLLATE NOCASE AND l.seq > u.seq
      AND l.phase = 'outcome' AND l.result = 'succeeded' AND (l.action = 'pass.issue'
        OR (l.action = 'pass.revoke' AND json_extract(l.detail, '$.passId') = json_extract(u.detail, '$.passId'))))
  UNION ALL
  SELECT g.seq FROM entry g WHERE g.phase = 'outcome' AND g.result = 'unknown' AND g.action IN ('grant.make', 'grant.extend', 'grant.end', 'account.disable')
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = g.intent_id AND o.phase = 'outcome' AND (o.result <> 'unknown' OR o.seq > g.seq))`;

/**
 * See `Journal.unsettled`. A run stays open until it ends, and is gone on with or ended by the operator; what it had in the
 * air are acts of their own. Left out here and not in SQL, where the action would have to be read of every intent there is.
 */
export function unsettledOf(db: Db): readonly JournalEntry[] {
  return selectEntries(db, UNSETTLED_SEQS).filter(({ action, phase }) => !(action === 'run.begin' && phase === 'intent'));
}

/** See `Journal.openActs`. */
export function openActsOf(db: Db, actions: readonly JournalAction[]): readonly JournalEntry[] {
  return actions.length === 0 ? [] : selectEntries(db, openActSeqs(actions.length), ...actions);
}

export function openActSeqs(actionCount: number): string {
  const actions = Array.from({ length: actionCount }, () => '?').join(', ');
  return `SELECT i.seq FROM open_intent p CROSS JOIN entry i ON i.seq = p.seq WHERE i.action IN (${actions})`;
}
