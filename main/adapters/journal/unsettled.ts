/** What must be settled before a desk opens. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { selectEntries } from './select';

/**
 * What settles an outcome that was unknown: a later outcome of the same intent; a new pass for the person, which displaces
 * whatever was; a revoke of the very pass. A revoke of another pass does not: the lost one may have displaced that.
 */
export const UNSETTLED_SEQS = `
  SELECT i.seq FROM entry i WHERE i.phase = 'intent'
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = i.id AND o.phase = 'outcome')
  UNION ALL
  SELECT u.seq FROM entry u WHERE u.phase = 'outcome' AND u.result = 'unknown' AND u.action IN ('pass.issue', 'pass.revoke')
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = u.intent_id AND o.phase = 'outcome' AND o.seq > u.seq)
    AND NOT EXISTS (SELECT 1 FROM entry l WHERE l.person_id = u.person_id COLLATE NOCASE AND l.seq > u.seq
      AND l.phase = 'outcome' AND l.result = 'succeeded' AND (l.action = 'pass.issue'
        OR (l.action = 'pass.revoke' AND json_extract(l.detail, '$.passId') = json_extract(u.detail, '$.passId'))))`;

/** See `Journal.unsettled`. */
export function unsettledOf(db: Db): readonly JournalEntry[] {
  return selectEntries(db, UNSETTLED_SEQS);
}
