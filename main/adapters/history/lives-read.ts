/** Lives as they were joined: the line says which facts are its own, and they are read by their numbers. */
import type { Fact } from '../../../shared/domain/history/fact';
import type { HistoryEvent, HistoryLife, HistoryLine } from '../../../shared/domain/history/history-line';
import { fromBytes, plainText } from './bytes';
import { rowsOf, type Db } from './database';
import { FACT_COLUMNS, factOf } from './facts';
import { linesOfGroup, type StoredEvent } from './lines';
import { shown } from './shown';

/** @returns null when there is no such line. */
export function lifeOf(db: Db, id: string): HistoryLife | null {
  const rows = rowsOf(db, 'SELECT b.body, l.open, b.events FROM line l JOIN line_body b ON b.place = l.place WHERE l.id = ? ORDER BY l.place LIMIT 1', plainText(id));
  const row = rows[0];
  return row ? { line: shown(fromBytes<HistoryLine>(row[0]), Number(row[1])), events: eventsOf(db, fromBytes<readonly StoredEvent[]>(row[2])) } : null;
}

/** @returns null when the entry was not taken, or its group is still to be settled. */
export function lineIdOf(db: Db, desk: string, seq: number): string | null {
  const row = rowsOf(db, 'SELECT id, grp FROM fact WHERE desk = ? AND seq = ? ORDER BY id LIMIT 1', plainText(desk), seq)[0];
  if (!row) return null;
  const id = Number(row[0]);
  return linesOfGroup(db, Number(row[1])).find(({ events }) => events.some(([fact]) => fact === id))?.line.id ?? null;
}

/** Oldest first, as they were stored. A fact that was forgotten since is left out. */
export function eventsOf(db: Db, events: readonly StoredEvent[]): readonly HistoryEvent[] {
  return events.flatMap(([id, joinedBy, certainty, also]) => {
    const fact = factAt(db, id);
    return fact ? [eventOf(db, fact, { joinedBy, certainty }, also)] : [];
  });
}

function eventOf(db: Db, fact: Fact, joined: Pick<HistoryEvent, 'joinedBy' | 'certainty'>, also: readonly number[]): HistoryEvent {
  if (fact.source !== 'audit') return { ...fact, ...joined };
  const further = also.flatMap((id) => {
    const other = factAt(db, id);
    return other?.source === 'audit' ? [other.audit] : [];
  });
  return { ...fact, ...joined, also: further };
}

function factAt(db: Db, id: number): Fact | null {
  const row = rowsOf(db, `SELECT ${FACT_COLUMNS} FROM fact f WHERE f.id = ?`, id)[0];
  return row ? factOf(row) : null;
}
