#!/usr/bin/env node
/**
 * Checks a Tapdesk journal without Tapdesk: node scripts/verify-journal.mjs FILE [--head HASH] [--anchors FILE]
 *
 * Written a second time, from the description in main/adapters/journal/chain.ts and sharing no code with it, so that a
 * mistake there does not vouch for itself. Opens the file read-only. `--anchors` takes the lines that were noted off the machine
 * (`….anchors.jsonl` in the folder of an anchor). Exit code: 0 intact, 1 broken, 2 cannot be read.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'libsql';

const [INTACT, BROKEN, UNREADABLE] = [0, 1, 2];
/** Of the tables; the entries and how they are chained are the same in all of them. */
const SCHEMA_VERSIONS = [1, 2, 3, 4];
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
      const chained = values.slice(-2);
      yield { seq: rowid, chained, types: types.split(','), hash: String(values.pop() ?? ''), previousHash: String(values.pop() ?? ''), values };
      last = rowid;
    }
  }
}

/** One text an entry, in the order of the rows: what a search looks at. */
function* searchTexts(database) {
  const select = database.prepare(`SELECT seq, CAST(text AS BLOB) FROM entry_search WHERE seq > ? ORDER BY seq LIMIT ${CHUNK}`);
  for (let last = -(2 ** 53), chunk; (chunk = select.raw(true).all(last)).length > 0; ) {
    for (const [seq, text] of chunk) yield { seq: (last = seq), text: text === null ? null : Buffer.from(text) };
  }
}

/** What an accepted break in the desk policy pins (see main/adapters/journal/pinned.ts): every stored byte up to the last entry, whatever it is. */
function stateOf(database) {
  const hash = createHash('sha256').update('tapdesk-state 1\n');
  const put = (name, value) => (value === null ? hash.update(`${name}=null\n`) : hash.update(`${name}=${value.length}:`).update(value).update('\n'));
  const texts = searchTexts(database);
  let [last, text] = [0, texts.next().value];
  for (const { seq, types, values, chained } of rows(database)) {
    while (text && text.seq < seq) text = texts.next().value;
    COLUMNS.forEach((column, index) => {
      if (values[index] === null) hash.update(`${column}=null\n`);
      else hash.update(`${column}=${types[index]}:${values[index].length}:`).update(values[index]).update('\n');
    });
    put('previous_hash', chained[0]);
    put('hash', chained[1]);
    put('search', text?.seq === seq ? text.text : null);
    last = seq;
  }
  return { last, digest: hash.digest('hex') };
}

/** What a search should look at: the fields, each folded, a line each. */
function searched(values) {
  const field = (name) => values[COLUMNS.indexOf(name)]?.toString('utf8');
  const of = (who) => (field(`${who}_id`) === undefined ? [] : [field(`${who}_name`), field(`${who}_upn`), field(`${who}_id`)]);
  return [...of('operator'), ...of('person'), field('ticket'), field('reason'), field('action')].join('\n').normalize('NFKC').toLowerCase();
}

/** @returns for each entry that heads say something of: what its hash must begin with, as often as it is said. */
function expectations(heads) {
  const expected = new Map();
  const expect = (seq, digits) => expected.set(seq, [...(expected.get(seq) ?? []), digits]);
  // Links that do not end with their own head are damaged: the hash counts.
  for (const { seq, hash, links } of heads) {
    const areWhole = links.length > 0 && links.length <= seq && hash.startsWith(links[links.length - 1]);
    if (areWhole) links.forEach((digits, index) => expect(seq - links.length + 1 + index, digits));
    expect(seq, hash);
  }
  return expected;
}

/** @returns how many entries follow from one another, the last hash, where `wanted` stands, and what is wrong with the next. */
function check(database, wanted, heads) {
  const expected = expectations(heads);
  const known = Math.max(0, ...expected.keys());
  const texts = searchTexts(database);
  let [count, head, wantedAt, agreedAt] = [0, '0'.repeat(64), wanted === '0'.repeat(64) ? 0 : null, expected.has(0) ? 0 : null];
  const bad = (firstBad, problem) => ({ count, head, wantedAt, agreedAt, firstBad, problem });
  let text = texts.next().value;
  for (const { seq, types, hash, previousHash, values } of rows(database)) {
    const next = count + 1;
    while (text && text.seq < seq) text = texts.next().value;
    const problem =
      seq > next ? `entry ${next} is missing: the next one is ${seq}`
      : seq < next ? `entry ${seq} stands outside of the numbering`
      : previousHash !== head ? `entry ${seq} does not follow from the one before it: one of them was edited, moved, inserted or removed`
      : String(values[1]) !== FORMAT ? `entry ${seq} is in a format this command does not know`
      : entryHash(previousHash, types, values) !== hash ? `entry ${seq} was edited: its content does not have its hash`
      : text?.seq !== seq || text.text?.toString('utf8') !== searched(values) ? `what a search finds entry ${seq} by was edited`
      : null;
    if (problem) return bad(Math.min(seq, next), problem);
    const said = expected.get(seq);
    if (said?.some((digits) => !hash.startsWith(digits))) {
      const from = (agreedAt ?? 0) + 1;
      return bad(from, `the journal was rewritten from ${from === seq ? `entry ${seq}` : `an entry between ${from} and ${seq}`} on: another entry ${seq} was noted as an anchor`);
    }
    if (said) agreedAt = seq;
    [count, head] = [next, hash];
    if (hash === wanted) wantedAt = seq;
  }
  if (known > count) return bad(count + 1, `the end was cut, or the file begun anew: entry ${known} was noted as an anchor, and the last one here is ${count}`);
  return bad(null, null);
}

/** Lines of other journals cannot be told from here: the file is one journal's. A torn or foreign line is left out. */
function readHeads(file) {
  return readFileSync(file, 'utf8').split('\n').flatMap((line) => {
    try {
      const { seq, hash, links = [] } = JSON.parse(line);
      const isOne = Number.isSafeInteger(seq) && seq >= 0 && /^[0-9a-f]{64}$/.test(hash) && Array.isArray(links) && links.every((digits) => /^[0-9a-f]{16}$/.test(digits));
      return isOne ? [{ seq, hash, links }] : [];
    } catch {
      return [];
    }
  });
}

function report(database, { count, head, wantedAt, agreedAt, firstBad, problem }, wanted) {
  if (problem) {
    console.log(`BROKEN at entry ${firstBad}: ${problem}.`);
    console.log(`The ${count} before it follow from one another. Nothing is proven of entry ${firstBad} and what comes after it.`);
    const { last, digest } = stateOf(database);
    console.log(`As it stands now, up to entry ${last}, it has the digest ${digest}: compare it with throughSeq and digest of an accepted break in the desk policy.`);
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
  if (agreedAt !== null) console.log(`Proven: up to entry ${agreedAt} this is, unchanged, the journal of which the anchors were noted.`);
  if (!wanted && agreedAt === null) console.log('Not proven: that nothing was cut from the end, nor that the whole was not made anew. Note the head, keep it elsewhere, and give it as --head next time; or give what was noted off the machine as --anchors.');
  console.log('Not proven: that what was recorded is true, nor that the clock of the desk was right.');
  return INTACT;
}

function main() {
  const { values, positionals } = parseArgs({ options: { head: { type: 'string' }, anchors: { type: 'string' } }, allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Error('Usage: node scripts/verify-journal.mjs FILE [--head HASH] [--anchors FILE]');
  const wanted = values.head?.toLowerCase();
  if (wanted !== undefined && !/^[0-9a-f]{64}$/.test(wanted)) throw new Error('--head takes the 64 hexadecimal digits of a hash.');
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const database = new Database(`${pathToFileURL(resolve(file)).href}?mode=ro`);
  const version = database.prepare('PRAGMA user_version').raw(true).all()[0][0];
  if (!SCHEMA_VERSIONS.includes(version)) throw new Error(`It is no journal of schema version ${SCHEMA_VERSIONS.join(' or ')} (it says ${version}).`);
  const heads = values.anchors === undefined ? [] : readHeads(values.anchors);
  if (values.anchors !== undefined && heads.length === 0) throw new Error(`There is no anchored head in ${values.anchors}.`);
  return report(database, check(database, wanted, heads), wanted);
}

try {
  process.exitCode = main();
} catch (cause) {
  console.error(`CANNOT READ: ${cause.message}`);
  console.error('Nothing was checked. Copy the -wal file along with the journal, and see that its folder can be written while SQLite reads it.');
  process.exitCode = UNREADABLE;
}
