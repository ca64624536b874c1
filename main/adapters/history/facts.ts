/** Takes facts in: each once, in its group. What is derived of them is made later; see settle.ts. */
import { type Fact, auditFact, compareText, journalFact, seenFact, signInFact } from '../../../shared/domain/history/fact';
import { groupOf } from '../../../shared/domain/history/group-of';
import { SOURCES, type Source } from '../../../shared/domain/history/history-line';
import { seenIn, type SeenMark } from '../../../shared/domain/history/findings';
import { inTransaction } from '../../sqlite/in-transaction';
import { fromBytes, plainText, toBytes } from './bytes';
import { change, prepared, rowsOf, type Db, type Row } from './database';
import { millisecondsOf } from './places';

/** Columns of one fact, as {@link factOf} expects them. */
export const FACT_COLUMNS = 'f.id, f.source, f.body';

/** Facts lie as what their source says; the rest follows from it. A journal's name stands beside its entry, and whether somebody vouches for it. */
type Body = { readonly desk: string; readonly isVouched?: true; readonly row: unknown };

export function factOf([, source, bytes]: Row): Fact {
  const { desk, isVouched, row } = fromBytes<Body>(bytes);
  return FROM[SOURCES[Number(source)] ?? 'journal'](row as never, desk, isVouched);
}

const FROM: Readonly<Record<Source, (row: never, desk: string, isVouched?: true) => Fact>> = {
  journal: (row, desk, isVouched) => journalFact(desk, row, isVouched),
  audit: (row) => auditFact(row),
  'sign-in': (row) => signInFact(row),
  seen: (row) => seenFact(row),
};

const rowOf = (fact: Fact): unknown => (fact.source === 'journal' ? fact.entry : fact.source === 'audit' ? fact.audit : fact.source === 'sign-in' ? fact.signIn : fact.seen);

const INSERT = 'INSERT INTO fact (grp, key, source, at, desk, seq, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (grp, key) DO NOTHING';

/** Within a transaction. Known facts change nothing. @returns the groups that have something new. */
export function takeFacts(db: Db, facts: readonly Fact[]): ReadonlySet<number> {
  const touched = new Set<number>();
  for (const fact of facts) {
    const grp = groupId(db, groupOf(fact));
    const key = plainText(fact.key);
    const desk = fact.source === 'journal' ? fact.desk : null;
    const bytes = toBytes({ desk: desk ?? '', ...(fact.source === 'journal' && desk !== '' && !fact.isDoubted && { isVouched: true }), row: rowOf(fact) } satisfies Body);
    const changes = change(db, INSERT, grp, key, SOURCES.indexOf(fact.source), millisecondsOf(fact.at), desk === null ? null : plainText(desk), fact.source === 'journal' ? fact.entry.seq : null, bytes);
    if (changes === 0 && !replaced(db, fact, grp, key, bytes)) continue;
    if (!touched.has(grp)) change(db, 'INSERT INTO dirty (grp) VALUES (?) ON CONFLICT DO NOTHING', grp);
    touched.add(grp);
    // What another journal says was looked at was looked at by others, if at all.
    if (fact.source === 'journal' && fact.desk === '') takeSeenMark(db, fact.key, fact.desk, seenIn(fact.entry));
  }
  return touched;
}

/** Two facts with one key: what a pass shows was seen at two looks. The same of them is kept in whatever order they come. */
function replaced(db: Db, fact: Fact, grp: number, key: string, bytes: Buffer): boolean {
  const known = rowsOf(db, `SELECT ${FACT_COLUMNS} FROM fact f WHERE f.grp = ? AND f.key = ?`, grp, key)[0];
  if (!known || compareText(JSON.stringify(fact), JSON.stringify(factOf(known))) >= 0) return false;
  change(db, 'UPDATE fact SET at = ?, body = ? WHERE id = ?', millisecondsOf(fact.at), bytes, Number(known[0]));
  return true;
}

function takeSeenMark(db: Db, key: string, desk: string, seen: SeenMark | null): void {
  if (!seen) return;
  change(db, 'INSERT OR REPLACE INTO seen (finding, key, desk, at, body) VALUES (?, ?, ?, ?, ?)', plainText(seen.findingId), plainText(key), plainText(desk), millisecondsOf(seen.at), toBytes(seen));
  change(db, 'INSERT INTO dirty (grp) SELECT grp FROM line WHERE id IN (SELECT line FROM finding_line WHERE finding = ?) ON CONFLICT DO NOTHING', plainText(seen.findingId));
}

function groupId(db: Db, name: string): number {
  const key = plainText(name);
  const known = rowsOf(db, 'SELECT id FROM grp WHERE name = ?', key)[0];
  return Number(known ? known[0] : prepared(db, 'INSERT INTO grp (name) VALUES (?)').run([key]).lastInsertRowid);
}

/** How far a journal was taken without a gap: entries may come in any order. */
export function advance(db: Db, desk: string): void {
  const key = plainText(desk);
  change(db, 'INSERT INTO desk (key, name, through) VALUES (?, ?, 0) ON CONFLICT DO NOTHING', key, toBytes(desk));
  const through = throughOf(db, desk);
  let next = through;
  for (let more = true; more; ) {
    const seqs = rowsOf(db, 'SELECT DISTINCT seq FROM fact WHERE desk = ? AND seq > ? ORDER BY seq LIMIT 5000', key, next).map(([seq]) => Number(seq));
    const gap = seqs.findIndex((seq, index) => seq !== next + 1 + index);
    more = gap < 0 && seqs.length > 0;
    next += gap < 0 ? seqs.length : gap;
  }
  if (next > through) change(db, 'UPDATE desk SET through = ? WHERE key = ?', next, key);
}

export function throughOf(db: Db, desk: string): number {
  return Number(rowsOf(db, 'SELECT through FROM desk WHERE key = ?', plainText(desk))[0]?.[0] ?? 0);
}

/** Within a transaction. Lines that rested on that journal are made anew by whoever settles. */
export function dropFacts(db: Db, desk: string): void {
  const key = plainText(desk);
  change(db, 'INSERT INTO dirty (grp) SELECT grp FROM line WHERE id IN (SELECT line FROM finding_line WHERE finding IN (SELECT finding FROM seen WHERE desk = ?)) ON CONFLICT DO NOTHING', key);
  change(db, 'DELETE FROM seen WHERE desk = ?', key);
  change(db, 'INSERT INTO dirty (grp) SELECT DISTINCT grp FROM fact WHERE desk = ? ON CONFLICT DO NOTHING', key);
  change(db, 'DELETE FROM fact WHERE desk = ?', key);
  change(db, 'DELETE FROM desk WHERE key = ?', key);
}

/** Journals of other desks that were open when the app was killed: nobody has opened them now. */
export function dropOpened(db: Db): void {
  const names = rowsOf(db, 'SELECT name FROM desk').map(([name]) => fromBytes<string>(name));
  inTransaction(db, () => names.filter((name) => name !== '').forEach((name) => { dropFacts(db, name); }));
}
