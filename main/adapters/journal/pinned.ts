/**
 * The state of a file whose chain is broken, so exactly that an administrator can accept just this one. Nothing is judged: whatever
 * stands there is hashed as it stands. SHA-256 of
 *
 *     tapdesk-state 1 LF
 *     seq=integer:1:7 LF …            of each entry in the order of numbers: its columns as in chain.ts, then
 *     previous_hash=64:HEX LF         name = number of bytes : bytes, or null
 *     hash=64:HEX LF
 *     search=21:… LF                  what a search finds it by
 *
 * `scripts/verify-journal.mjs` implements the same a second time.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { OPEN_INTENTS_MAXIMUM, type PinnedState } from '../../../shared/domain/chain-break';
import { NO_HASH, type StoredValue } from './chain';
import { firstRow, inSnapshot, type Db } from './database';
import { toUnavailable } from './failure';
import { openIntents, type OpenIntents } from './open-intents';
import { readLinks, type Link } from './stored-rows';

const CHUNK = 200;
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;
/** Triggers without which the next act is not listed as open, or stays so: a break at once. */
const TRIGGERS = ['entry_opens', 'entry_ends'];
/** Rows of the state, with those that have no usable number; what search keeps of entries behind the end; triggers that are there. */
const COUNTS = `SELECT (SELECT count(*) FROM entry WHERE seq <= ? OR typeof(seq) <> 'integer'),
  (SELECT count(*) FROM entry_search WHERE seq > (SELECT coalesce(max(seq), 0) FROM entry)),
  (SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN (${TRIGGERS.map((name) => `'${name}'`).join(', ')}))`;

/** What is known of the entries up to a number, to go on behind it. */
export type Pinned = { readonly digest: string; readonly head: string; readonly rows: number; readonly intents: OpenIntents };

/** @returns null when what stands there cannot be read, or the last entry has no hash that another could follow. @throws SQLite's other errors. */
export async function pinnedThrough(db: Db, throughSeq: number): Promise<Pinned | null> {
  const hash = createHash('sha256').update('tapdesk-state 1\n');
  const intents = openIntents();
  let [rows, head, last] = [0, NO_HASH, BEFORE_ALL];
  try {
    for (;;) {
      const links = inSnapshot(db, () => readLinks(db, last, CHUNK)).filter(({ seq }) => seq <= throughSeq);
      for (const link of links) {
        hash.update(bytesOfState(link));
        intents.take(link.seq, latin(link.act));
        head = latin(link.hash);
        last = link.seq;
      }
      rows += links.length;
      if (links.length < CHUNK) break;
      await nextTurn();
    }
  } catch (cause) {
    if (toUnavailable(cause).reason !== 'damaged') throw cause;
    return null;
  }
  return (last === throughSeq || (rows === 0 && throughSeq === 0)) && /^[0-9a-f]{64}$/.test(head) ? { digest: hash.digest('hex'), head, rows, intents } : null;
}

/**
 * The present state.
 *
 * @returns null when none can be accepted: what cannot be read cannot be pinned, and behind rows in the way, or without its
 * triggers, no entry can be written as it should be.
 * @throws SQLite's errors.
 */
export async function pinState(db: Db): Promise<PinnedState | null> {
  const throughSeq = Number(firstRow(db, 'SELECT CAST(coalesce(max(seq), 0) AS INTEGER) FROM entry')?.[0]);
  const pinned = await pinnedThrough(db, throughSeq);
  if (!pinned) return null;
  return inSnapshot(db, () => {
    const [rows, left, triggers] = firstRow(db, COUNTS, throughSeq) ?? [];
    // What was appended while this was being read belongs to the acts as well.
    for (const link of readLinks(db, throughSeq, Number.MAX_SAFE_INTEGER)) pinned.intents.take(link.seq, latin(link.act));
    const openIntents = pinned.intents.wrong(db);
    const isWhole = rows === pinned.rows && left === 0 && triggers === TRIGGERS.length && openIntents.length <= OPEN_INTENTS_MAXIMUM && openIntents.every((seq) => seq <= throughSeq);
    return isWhole ? { throughSeq, digest: pinned.digest, openIntents } : null;
  });
}

/** Ids and hashes; other bytes than those of this program must not end the reading. */
const latin = (value: StoredValue): string => value?.toString('latin1') ?? '';

function bytesOfState({ content, previousHash, hash, search }: Link): Buffer {
  return Buffer.concat([content ?? Buffer.from('null\n'), field('previous_hash', previousHash), field('hash', hash), field('search', search)]);
}

function field(name: string, value: StoredValue): Buffer {
  return value === null ? Buffer.from(`${name}=null\n`) : Buffer.concat([Buffer.from(`${name}=${value.byteLength}:`), value, Buffer.from('\n')]);
}
