/**
 * Rows as they lie in the file, for verification: bytes throughout, so that damage is not smoothed over by decoding.
 *
 * {@link readLinks} lets SQLite write the canonical form of an entry (see chain.ts) as one blob: a second way to the same bytes. It is
 * for entries of which chunk.ts could not tell that they are as they should be; {@link readStored} for the one that failed.
 */
import { COLUMNS, INTEGER_COLUMNS, type StoredValue } from './chain';
import { firstRow, type Db } from './database';
import { ACT } from './open-intents';
import { bytesFrom } from './rows';

export type Link = {
  readonly rowid: number;
  readonly seq: number;
  /** Everything the hash covers but the previous hash. */
  readonly content: StoredValue;
  readonly previousHash: StoredValue;
  readonly hash: StoredValue;
  /** The text search looks at, and the fields it was made of, joined by line feeds. */
  readonly search: StoredValue;
  readonly searched: StoredValue;
  /** See open-intents.ts. */
  readonly act: StoredValue;
};

export type StoredRow = {
  readonly isWellTyped: boolean;
  readonly values: readonly StoredValue[];
  readonly previousHash: StoredValue;
  readonly hash: StoredValue;
};

const CONTENT = COLUMNS.map(
  (name) => `'${name}=' || coalesce(typeof(e.${name}) || ':' || length(CAST(e.${name} AS BLOB)) || ':' || e.${name}, 'null') || char(10)`,
).join(' || ');
const PERSON = ['person_name', 'person_upn', 'person_id'].map((name) => `e.${name} || char(10)`).join(' || ');
const SEARCHED = `e.operator_name || char(10) || e.operator_upn || char(10) || e.operator_id || char(10) || coalesce(${PERSON}, '')
  || e.ticket || char(10) || e.reason || char(10) || e.action`;

const LINKS = `SELECT e.rowid, CAST(e.seq AS INTEGER), ${[CONTENT, 'e.previous_hash', 'e.hash', 's.text', SEARCHED, ACT].map((sql) => `CAST(${sql} AS BLOB)`).join(', ')}
  FROM entry e LEFT JOIN entry_search s ON s.seq = e.seq WHERE e.seq > ? ORDER BY e.seq LIMIT ?`;

export function readLinks(db: Db, afterSeq: number, limit: number): readonly Link[] {
  return (db.prepare(LINKS).raw(true).all(afterSeq, limit) as (readonly unknown[])[]).map(([rowid, seq, ...blobs]) => {
    const [content = null, previousHash = null, hash = null, search = null, searched = null, act = null] = blobs.map(bytesFrom);
    return { rowid: Number(rowid), seq: Number(seq), content, previousHash, hash, search, searched, act };
  });
}

const STORED = [...COLUMNS, 'previous_hash', 'hash'];
const ROW = `SELECT ${STORED.map((name) => `typeof(e.${name})`).join(` || ',' || `)}, ${STORED.map((name) => `CAST(e.${name} AS BLOB)`).join(', ')}
  FROM entry e WHERE e.rowid = ?`;

export function readStored(db: Db, rowid: number): StoredRow | null {
  const row = firstRow(db, ROW, rowid);
  if (!row) return null;
  const [types, ...blobs] = row;
  const stored = blobs.map(bytesFrom);
  const [previousHash = null, hash = null] = stored.slice(COLUMNS.length);
  return { isWellTyped: areTyped(String(types).split(',')), values: stored.slice(0, COLUMNS.length), previousHash, hash };
}

function areTyped(types: readonly string[]): boolean {
  return types.every((type, index) => {
    const column = COLUMNS[index];
    return column !== undefined && INTEGER_COLUMNS.has(column) ? type === 'integer' : type === 'text' || type === 'null';
  });
}
