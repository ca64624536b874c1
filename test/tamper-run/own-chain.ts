/**
 * How entries are chained, written for the tampering program from the description in main/adapters/journal/chain.ts and sharing no
 * code with it: what an insider can do who has read that.
 */
import { createHash } from 'node:crypto';
import type Database from 'libsql';

export type Db = InstanceType<typeof Database>;
export const COLUMNS = [
  'seq', 'format', 'id', 'at', 'phase', 'action', 'intent_id', 'result', 'tenant_id', 'operator_id', 'operator_name',
  'operator_upn', 'person_id', 'person_name', 'person_upn', 'ticket', 'reason', 'detail',
] as const;

/** Values in the order of {@link COLUMNS}; text as bytes. */
export type Row = readonly (number | Buffer | null)[];

export function hashOf(previousHash: string, row: Row): string {
  const hash = createHash('sha256').update(`tapdesk-journal 1\nprevious_hash=${previousHash}\n`);
  COLUMNS.forEach((name, index) => {
    const value = row[index] ?? null;
    if (value === null) hash.update(`${name}=null\n`);
    else if (typeof value === 'number') hash.update(`${name}=integer:${String(value).length}:${value}\n`);
    else hash.update(`${name}=text:${value.length}:`).update(value).update('\n');
  });
  return hash.digest('hex');
}

const READ = `SELECT seq, format, ${COLUMNS.slice(2).map((name) => `CAST(${name} AS BLOB)`).join(', ')} FROM entry WHERE seq >= ? ORDER BY seq LIMIT ?`;

export function rowsFrom(db: Db, seq: number, limit: number): readonly Row[] {
  const rows = db.prepare(READ).raw(true).all(seq, limit) as (readonly unknown[])[];
  return rows.map((row) => row.map((value) => (value === null || typeof value === 'number' ? value : Buffer.from(value as Uint8Array))));
}

export function hashAt(db: Db, seq: number): string {
  if (seq === 0) return '0'.repeat(64);
  return String((db.prepare('SELECT hash FROM entry WHERE seq = ?').raw(true).all(seq) as string[][])[0]![0]);
}

/** Computes every hash anew from `seq` on to the end, after whatever was done to that entry. */
export function chainAgain(db: Db, seq: number): void {
  const update = db.prepare('UPDATE entry SET previous_hash = ?, hash = ? WHERE seq = ?');
  let previous = hashAt(db, seq - 1);
  for (let from = seq; ; ) {
    const rows = rowsFrom(db, from, 1000);
    if (rows.length === 0) return;
    for (const row of rows) {
      const hash = hashOf(previous, row);
      update.run(previous, hash, row[0]);
      previous = hash;
    }
    from += rows.length;
  }
}

/** What a search looks at, of one entry as it stands. */
export function searchTextOf(row: Row): string {
  const field = (name: (typeof COLUMNS)[number]) => (row[COLUMNS.indexOf(name)] as Buffer | null)?.toString('utf8') ?? '';
  const actors = (['operator', 'person'] as const).flatMap((who) => (row[COLUMNS.indexOf(`${who}_id`)] === null ? [] : [field(`${who}_name`), field(`${who}_upn`), field(`${who}_id`)]));
  return [...actors, field('ticket'), field('reason'), field('action')].join('\n').normalize('NFKC').toLowerCase();
}

/** Whoever tampers and knows what else is kept puts that right, too. */
export function tidy(db: Db, changed: readonly number[]): void {
  db.exec(`DELETE FROM entry_search WHERE seq > (SELECT max(seq) FROM entry); DELETE FROM open_intent;
    INSERT INTO open_intent SELECT i.seq FROM entry i WHERE i.phase = 'intent'
      AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = i.id AND o.phase = 'outcome' AND o.result <> 'unknown');`);
  for (const seq of changed) {
    const [row] = rowsFrom(db, seq, 1);
    if (row) db.prepare('INSERT OR REPLACE INTO entry_search VALUES (?, ?)').run(seq, searchTextOf(row));
  }
}
