/** What was done lately: for quotas, for the life of a pass, for the list of passes. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { RECENT_MAXIMUM, type Journal } from '../../ports/journal';
import type { Db } from './database';
import { AT_OR_AFTER, instantText, selectEntries } from './select';

type Filter = Parameters<Journal['recent']>[0];

/** @returns oldest first, by place in the chain: a clock that was put back reorders nothing. */
export function recentOf(db: Db, { actions, since, personId }: Filter): readonly JournalEntry[] {
  if (actions.length === 0) return [];
  const instant = instantText(since);
  const person = personId === null ? [] : [personId];
  return selectEntries(db, recentSeqs(actions.length, personId !== null), ...person, ...actions, instant, instant, RECENT_MAXIMUM);
}

/** With a person, `entry_person` finds the few lines; without, `entry_action_at`. The `+` keeps the latter out of the first case. */
export function recentSeqs(actionCount: number, isOfPerson: boolean): string {
  const actions = Array.from({ length: actionCount }, () => '?').join(', ');
  const where = isOfPerson ? `person_id = ? COLLATE NOCASE AND +action IN (${actions})` : `action IN (${actions})`;
  return `SELECT seq FROM entry WHERE ${where} AND ${AT_OR_AFTER} ORDER BY seq DESC LIMIT ?`;
}
