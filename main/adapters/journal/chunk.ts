/**
 * Many entries at once, for verification: SQLite writes them all into one blob, which costs a tenth of carrying them over row by
 * row. Only good news is told from it. Whatever is not exactly as this program writes it stops here, and is looked at row by row
 * (see stored-rows.ts), where nothing is taken for granted.
 *
 * One entry: `hash`, 64 bytes; what the hash covers (see chain.ts); then, each behind a 0xFE, the fields a search looks at, the text
 * it is given, and the entry's part in open-intents.ts. Between entries stands 0xFF. Neither byte occurs in UTF-8.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { COLUMNS, HEADER } from './chain';
import { firstRow, type Db } from './database';
import { beginning } from './follows';
import { ACT } from './open-intents';
import { bytesFrom } from './rows';
import { fold } from './search-text';

const [BETWEEN_PARTS, BETWEEN_ENTRIES] = [0xfe, 0xff];
const HASH_LENGTH = 64;

/** Those that may be null without anything being wrong. */
const NULLABLE: ReadonlySet<string> = new Set(['intent_id', 'result', 'person_id', 'person_name', 'person_upn']);
const value = (name: string) => `typeof(e.${name}), ':', octet_length(e.${name}), ':', e.${name}`;
const CONTENT = COLUMNS.map((name) => `'${name}=', ${NULLABLE.has(name) ? `iif(e.${name} IS NULL, 'null', concat(${value(name)}))` : value(name)}, x'0a'`).join(', ');
/** What a null in one of the other columns becomes. Inside of a text it means nothing, and sends the chunk the slow way all the same. */
const IMPOSSIBLE = Buffer.from('=null::');

const fields = (names: readonly string[]) => names.map((name) => `e.${name}`).join(` || x'0a' || `);
const PERSON = `iif(e.person_id IS NULL, '', ${fields(['person_name', 'person_upn', 'person_id'])} || x'0a')`;
const SEARCHED = `${fields(['operator_name', 'operator_upn', 'operator_id'])} || x'0a' || ${PERSON} || ${fields(['ticket', 'reason', 'action'])}`;
/** A hash of another length would move what comes after it. */
const HASHES = `iif(octet_length(e.hash) = ${HASH_LENGTH} AND octet_length(e.previous_hash) = ${HASH_LENGTH} AND typeof(e.hash) = 'text', e.hash, '')`;
const ENTRY = `concat(${HASHES}, '${HEADER}', e.previous_hash, x'0a', concat(${CONTENT}), x'fe', ${SEARCHED}, x'fe', s.text, x'fe', ${ACT})`;
const CHUNK = `SELECT count(*), CAST(group_concat(entry, x'ff') AS BLOB) FROM (
  SELECT ${ENTRY} AS entry FROM entry e LEFT JOIN entry_search s ON s.seq = e.seq WHERE e.seq > ? ORDER BY e.seq LIMIT ?)`;

export type Taken = { readonly seq: number; readonly hash: string; readonly act: string };

/**
 * @param afterSeq - The last entry that was found whole, and `head` its hash.
 * @returns those that follow it, each from the one before, up to the first of which that cannot be told; empty at the end, too.
 * @throws SQLite's errors.
 */
export function takeChunk(db: Db, afterSeq: number, head: string, limit: number): readonly Taken[] {
  const [count, stored] = firstRow(db, CHUNK, afterSeq, limit) ?? [];
  const blob = bytesFrom(stored ?? null);
  if (!blob || blob.includes(IMPOSSIBLE)) return [];
  const taken: Taken[] = [];
  let before: Pick<Taken, 'seq' | 'hash'> = { seq: afterSeq, hash: head };
  for (let from = 0; taken.length < Number(count); ) {
    const end = blob.indexOf(BETWEEN_ENTRIES, from);
    const to = end < 0 ? blob.length : end;
    const entry = follower(blob.subarray(from, to), before);
    if (entry === null) break;
    taken.push(entry);
    before = entry;
    from = to + 1;
  }
  return taken;
}

function follower(entry: Buffer, before: Pick<Taken, 'seq' | 'hash'>): Taken | null {
  const [content, search, act] = partsOf(entry);
  if (content === undefined || search === undefined || act === undefined) return null;
  const seq = before.seq + 1;
  const begins = `${HEADER}${before.hash}\n${beginning(seq)}`;
  const covered = entry.subarray(HASH_LENGTH, content);
  if (covered.toString('latin1', 0, begins.length) !== begins || !isUtf8(covered)) return null;
  const hash = entry.toString('latin1', 0, HASH_LENGTH);
  if (createHash('sha256').update(covered).digest('hex') !== hash) return null;
  return isFolded(entry.subarray(content + 1, search), entry.subarray(search + 1, act)) ? { seq, hash, act: entry.toString('latin1', act + 1) } : null;
}

/** @returns where the three parts behind the first begin; fewer where they are not three. */
function partsOf(entry: Buffer): readonly (number | undefined)[] {
  const starts: number[] = [];
  for (let at = entry.indexOf(BETWEEN_PARTS); at >= 0; at = entry.indexOf(BETWEEN_PARTS, at + 1)) starts.push(at);
  return starts.length === 3 ? starts : [];
}

/** Folding ASCII is lower case and nothing else. */
function isFolded(searched: Buffer, text: Buffer): boolean {
  if (isAscii(searched)) return searched.toString('latin1').toLowerCase() === text.toString('latin1');
  return Buffer.from(fold(searched.toString('utf8')), 'utf8').equals(text);
}
