#!/usr/bin/env node
/**
 * Checks a Tapdesk journal without Tapdesk: node scripts/verify-journal.mjs FILE [--head HASH]
 *
 * Written a second time, from the description in main/adapters/journal/chain.ts and sharing no code with it, so that a
 * mistake there does not vouch for itself. Opens the file read-only. Exit code: 0 intact, 1 broken, 2 cannot be read.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'libsql';

const [INTACT, BROKEN, UNREADABLE] = [0, 1, 2];
/** Of the tables; the entries and how they are chained are the same in all of them. */
const SCHEMA_VERSIONS = [1, 2, 3];
const FORMAT = '1';
/** In the order in which they are hashed. */
const COLUMNS = [
  'seq', 'format', 'id', 'at', 'phase', 'action', 'intent_id', 'result', 'tenant_id', 'operator_id', 'operator_name',
  'operator_upn', 'person_id', 'person_name', 'person_upn', 'ticket', 'reason', 'detail',
];
/** Rows held in memory at a time. */
const CHUNK = 1000;

function entryHash(previousHash, types, values) {
  const hash = createHash('sha256').update(`tapdesk-journal ${FORMAT}\nprevious_hash=${previousHash}\n`);
  COLUMNS.forEach((column, index) => {
    if (values[index] === null) hash.update(`${column}=null\n`);
    else hash.update(`${column}=${types[index]}:${values[index].length}:`).update(values[index]).update('\n');
  });
  return hash.digest('hex');
}

/** Everything is read as bytes: libsql ends the process on text that is not UTF-8, and cuts text at U+0000. */
function* rows(database) {
  const stored = [...COLUMNS, 'previous_hash', 'hash'];
  const select = database.prepare(
    `SELECT rowid, ${stored.map((column) => `typeof(${column})`).join(` || ',' || `)}, ${stored.map((column) => `CAST(${column} AS BLOB)`).join(', ')}
     FROM entry WHERE rowid > ? ORDER BY rowid LIMIT ${CHUNK}`,
  );
  for (let last = -(2 ** 53), chunk; (chunk = select.raw(true).all(last)).length > 0; ) {
    for (const [rowid, types, ...blobs] of chunk) {
      const values = blobs.map((blob) => (blob === null ? null : Buffer.from(blob)));
      yield { seq: rowid, types: types.split(','), hash: String(values.pop() ?? ''), previousHash: String(values.pop() ?? ''), values };
      last = rowid;
    }
  }
}

/** @returns how many entries follow from one another, the last hash, where `wanted` stands, and what is wrong with the next. */
function check(database, wanted) {
  let [count, head, wantedAt] = [0, '0'.repeat(64), wanted === '0'.repeat(64) ? 0 : null];
  for (const { seq, types, hash, previousHash, values } of rows(database)) {
    const expected = count + 1;
    const problem =
      seq > expected ? `entry ${expected} is missing: the next one is ${seq}`
      : seq < expected ? `entry ${seq} stands outside of the numbering`
      : previousHash !== head ? `entry ${seq} does not follow from the one before it: one of them was edited, moved, inserted or removed`
      : String(values[1]) !== FORMAT ? `entry ${seq} is in a format this command does not know`
      : entryHash(previousHash, types, values) !== hash ? `entry ${seq} was edited: its content does not have its hash`
      : null;
    if (problem) return { count, head, wantedAt, firstBad: Math.min(seq, expected), problem };
    [count, head] = [expected, hash];
    if (hash === wanted) wantedAt = seq;
  }
  return { count, head, wantedAt, firstBad: null, problem: null };
}

function report({ count, head, wantedAt, firstBad, problem }, wanted) {
  if (problem) {
    console.log(`BROKEN at entry ${firstBad}: ${problem}.`);
    console.log(`The ${count} before it follow from one another. Nothing is proven of entry ${firstBad} and what comes after it.`);
    return BROKEN;
  }
  if (wanted && wantedAt === null) {
    console.log(`BROKEN: the hash given as --head belongs to no entry. The ${count} entries follow from one another, but they are not,`);
    console.log('or no longer, the journal of which that hash was noted: its end was cut, or it was rewritten.');
    return BROKEN;
  }
  console.log(`INTACT: ${count} entries, each following from the one before it.`);
  console.log(`Head: ${head}`);
  console.log('Proven: no entry was edited, removed from the middle, inserted or moved without all later hashes being made anew.');
  if (wanted) console.log(`Proven: up to entry ${wantedAt} this is, unchanged, the journal of which the given head was noted.`);
  else console.log('Not proven: that nothing was cut from the end, nor that the whole was not made anew. Note the head, keep it elsewhere, and give it as --head next time.');
  console.log('Not proven: that what was recorded is true, nor that the clock of the desk was right.');
  return INTACT;
}

function main() {
  const { values, positionals } = parseArgs({ options: { head: { type: 'string' } }, allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Error('Usage: node scripts/verify-journal.mjs FILE [--head HASH]');
  const wanted = values.head?.toLowerCase();
  if (wanted !== undefined && !/^[0-9a-f]{64}$/.test(wanted)) throw new Error('--head takes the 64 hexadecimal digits of a hash.');
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const database = new Database(`${pathToFileURL(resolve(file)).href}?mode=ro`);
  const version = database.prepare('PRAGMA user_version').raw(true).all()[0][0];
  if (!SCHEMA_VERSIONS.includes(version)) throw new Error(`It is no journal of schema version ${SCHEMA_VERSIONS.join(' or ')} (it says ${version}).`);
  return report(check(database, wanted), wanted);
}

try {
  process.exitCode = main();
} catch (cause) {
  console.error(`CANNOT READ: ${cause.message}`);
  console.error('Nothing was checked. Copy the -wal file along with the journal, and see that its folder can be written while SQLite reads it.');
  process.exitCode = UNREADABLE;
}
