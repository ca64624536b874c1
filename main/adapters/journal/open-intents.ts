/**
 * Which intents have no outcome that settles them, told from the entries themselves: to hold the table `open_intent` (see
 * schema.ts) against. Without this somebody could hide an act in the air from the next start, while the chain is whole.
 */
import { INTENTS_SINCE, versionOf, type Db } from './database';

export type OpenIntents = {
  /** @param act - As `ACT` gives it: `i` and the id of an intent, `o` and the intent's id of a known outcome, or nothing. */
  readonly take: (seq: number, act: string) => void;
  /** The entries of which table and entries say different things, in their order. */
  readonly wrong: (db: Db) => readonly number[];
};

/** SQL of one entry's part in this; `e` is the table's alias. */
export const ACT = `iif(e.phase = 'intent', concat('i', e.id), iif(e.phase = 'outcome' AND e.result <> 'unknown' AND e.intent_id IS NOT NULL, concat('o', e.intent_id), ''))`;

export function openIntents(): OpenIntents {
  const open = new Map<string, number>();
  /** Outcomes that came before their intent. */
  const ended = new Set<string>();
  return {
    take: (seq, act) => {
      const id = act.slice(1);
      if (act.startsWith('i') && !ended.has(id)) open.set(id, seq);
      else if (act.startsWith('o') && !open.delete(id)) ended.add(id);
    },
    wrong: (db) => {
      if (versionOf(db) < INTENTS_SINCE) return [];
      const rows = db.prepare('SELECT CAST(seq AS INTEGER) FROM open_intent').raw(true).all() as (readonly unknown[])[];
      const stored = new Set(rows.map(([seq]) => Number(seq)));
      const told = new Set(open.values());
      return [...[...stored].filter((seq) => !told.has(seq)), ...[...told].filter((seq) => !stored.has(seq))].sort((one, other) => one - other);
    },
  };
}
