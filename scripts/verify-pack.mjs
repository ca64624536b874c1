#!/usr/bin/env node
/**
 * Checks an evidence pack of Tapdesk without Tapdesk: node verify-pack.mjs FILE [--fingerprint "abcd 1234 …"]
 *
 * Needs nothing but Node and the pack. Written a second time, from docs/exports.md, and sharing no code with the app: it reads the
 * ZIP, hashes the parts, recomputes the chain and checks the signature by itself, so that a mistake in one does not vouch for
 * itself. Writes nothing. Exit code: 0 it holds, 1 it is broken, 2 it cannot be read.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { argv } from 'node:process';
import { parseArgs } from 'node:util';
import { createInflateRaw } from 'node:zlib';

const [HOLDS, BROKEN, UNREADABLE] = [0, 1, 2];
const MEBIBYTE = 1024 * 1024;
/** Bytes, unpacked, of the only names a pack may hold. */
const LIMITS = { 'rows.jsonl': 8192 * MEBIBYTE, 'segment.jsonl': 4096 * MEBIBYTE, 'README.txt': MEBIBYTE, 'manifest.json': MEBIBYTE, 'manifest.sig': 1024 };
const LINE_MAXIMUM = 32 * MEBIBYTE;
const RATIO_MAXIMUM = 300;
const PROBLEMS_SHOWN = 20;
/** What the first entry of a journal follows from. */
const BEGINNING = '0'.repeat(64);
/** Fields of an entry in the order in which they are hashed, with where each stands in the entry. */
const HASHED = [
  ['seq', (entry) => entry.seq], ['format', (entry) => entry.format], ['id', (entry) => entry.id], ['at', (entry) => entry.at],
  ['phase', (entry) => entry.phase], ['action', (entry) => entry.action], ['intent_id', (entry) => entry.intentId], ['result', (entry) => entry.result],
  ['tenant_id', (entry) => entry.tenantId], ['operator_id', (entry) => entry.operator.id], ['operator_name', (entry) => entry.operator.displayName],
  ['operator_upn', (entry) => entry.operator.userPrincipalName], ['person_id', (entry) => entry.person?.id ?? null],
  ['person_name', (entry) => entry.person?.displayName ?? null], ['person_upn', (entry) => entry.person?.userPrincipalName ?? null],
  ['ticket', (entry) => entry.ticket], ['reason', (entry) => entry.reason], ['detail', (entry) => entry.detail],
];

class Unreadable extends Error {}

/** The directory at the end of a ZIP, 64-bit sizes among it. Source: PKWARE APPNOTE 4.3 and 4.5.3. */
async function readDirectory(handle) {
  const { size } = await handle.stat();
  const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = -1;
  for (let at = tail.length - 22; at >= 0 && end < 0; at -= 1) if (tail.readUInt32LE(at) === 0x06054b50 && at + 22 + tail.readUInt16LE(at + 20) === tail.length) end = at;
  if (end < 0) throw new Unreadable('it is no ZIP file');
  let [count, length, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count === 0xffff || length === 0xffffffff || offset === 0xffffffff) {
    if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07064b50) throw new Unreadable('its 64-bit directory is missing');
    const wide = await bytesAt(handle, Number(tail.readBigUInt64LE(end - 12)), 56);
    if (wide.readUInt32LE(0) !== 0x06064b50) throw new Unreadable('its 64-bit directory is damaged');
    [count, length, offset] = [wide.readBigUInt64LE(32), wide.readBigUInt64LE(40), wide.readBigUInt64LE(48)].map(Number);
  }
  if (count > 16 || length > MEBIBYTE) throw new Unreadable('it holds more parts than a pack has');
  const directory = await bytesAt(handle, offset, length);
  const parts = new Map();
  for (let at = 0, index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw new Unreadable('its directory is damaged');
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const sizes = widened(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), {
      unpacked: directory.readUInt32LE(at + 24), packed: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42),
    });
    const limit = Object.hasOwn(LIMITS, name) ? LIMITS[name] : null;
    if (limit === null) throw new Unreadable(`it holds ${JSON.stringify(name.slice(0, 80))}, which no pack has`);
    if (parts.has(name)) throw new Unreadable(`it holds ${name} twice`);
    if (flags & 1) throw new Unreadable(`${name} is encrypted`);
    if (method !== 0 && method !== 8) throw new Unreadable(`${name} is packed in a way this command does not know`);
    if (sizes.unpacked > limit || (sizes.unpacked > 16 * MEBIBYTE && sizes.unpacked > sizes.packed * RATIO_MAXIMUM)) throw new Unreadable(`${name} would be too large, unpacked`);
    parts.set(name, { name, method, ...sizes });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return parts;
}

function widened(extra, sizes) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    for (const field of ['unpacked', 'packed', 'offset']) {
      if (sizes[field] !== 0xffffffff) continue;
      if (from + 8 > extra.length) throw new Unreadable('its 64-bit sizes are damaged');
      sizes = { ...sizes, [field]: Number(extra.readBigUInt64LE(from)) };
      from += 8;
    }
  }
  return sizes;
}

async function bytesAt(handle, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Unreadable('it ends too early');
  return buffer;
}

/** The bytes of a part, unpacked; no more of them than its directory says. */
async function* unpacked(file, handle, part) {
  const local = await bytesAt(handle, part.offset, 30);
  if (local.readUInt32LE(0) !== 0x04034b50) throw new Unreadable(`${part.name} is not where the directory says`);
  const start = part.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (part.packed === 0) return;
  const raw = createReadStream(file, { start, end: start + part.packed - 1 });
  const stream = part.method === 0 ? raw : raw.pipe(createInflateRaw());
  raw.on('error', (cause) => stream.destroy(cause));
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > part.unpacked) throw new Unreadable(`${part.name} holds more than its directory says`);
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable(`${part.name} cannot be unpacked`);
  }
  if (bytes !== part.unpacked) throw new Unreadable(`${part.name} holds less than its directory says`);
}

/** Hands each line to `each`, and returns the SHA-256 and the number of bytes of the whole. */
async function readLines(chunks, each) {
  const sha256 = createHash('sha256');
  let [held, heldBytes, bytes, lines] = [[], 0, 0, 0];
  for await (const chunk of chunks) {
    sha256.update(chunk);
    bytes += chunk.length;
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      lines += 1;
      each(Buffer.concat([...held, chunk.subarray(from, at)]).toString('utf8'), lines);
      [held, heldBytes, from] = [[], 0, at + 1];
    }
    held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
    if (heldBytes > LINE_MAXIMUM) throw new Unreadable('a line is too long to be one of a pack');
  }
  if (heldBytes > 0) each(Buffer.concat(held).toString('utf8'), (lines += 1));
  return { sha256: sha256.digest('hex'), bytes, lines };
}

function parse(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

function hashOf(entry) {
  const hash = createHash('sha256');
  hash.update(`tapdesk-journal 1\nprevious_hash=${entry.previousHash}\n`);
  for (const [name, read] of HASHED) {
    const value = read(entry);
    if (value === null) hash.update(`${name}=null\n`);
    else {
      const bytes = Buffer.from(String(value), 'utf8');
      hash.update(`${name}=${name === 'seq' || name === 'format' ? 'integer' : 'text'}:${bytes.length}:`).update(bytes).update('\n');
    }
  }
  return hash.digest('hex');
}

async function check(file, handle, parts, note) {
  const part = (name) => parts.get(name) ?? { name, method: 0, unpacked: 0, packed: 0, offset: 0 };
  for (const name of ['manifest.json', 'rows.jsonl', 'segment.jsonl', 'README.txt']) if (!parts.has(name)) throw new Unreadable(`it does not hold ${name}`);
  const manifestBytes = await whole(unpacked(file, handle, part('manifest.json')));
  const manifest = parse(manifestBytes.toString('utf8'));
  if (manifest === null || typeof manifest.format !== 'string') throw new Unreadable('its manifest is none of a pack');
  if (manifest.format !== 'tapdesk-pack 1') throw new Unreadable(`its format, ${JSON.stringify(manifest.format.slice(0, 40))}, is not one this command knows`);
  const digests = (name, { sha256, bytes }) => {
    if (manifest.parts?.[name]?.sha256 !== sha256 || manifest.parts[name].bytes !== bytes) note(`${name} is not what the manifest says: it was changed`);
  };
  digests('README.txt', await readLines(unpacked(file, handle, part('README.txt')), () => undefined));

  const hashes = new Map();
  const { segment = null, head, counts } = manifest;
  let [seq, previous] = [segment ? segment.from - 1 : 0, segment?.previousHash];
  const segmentRead = await readLines(unpacked(file, handle, part('segment.jsonl')), (line) => {
    const entry = parse(line);
    seq += 1;
    if (!entry?.operator || typeof entry.detail !== 'string' || entry.format !== 1) return note(`entry ${seq} cannot be read`);
    if (entry.seq !== seq) note(`entry ${seq} is missing or out of order: ${Number(entry.seq)} stands in its place`);
    if (entry.previousHash !== previous) note(`entry ${seq} does not follow from the one before it`);
    if (hashOf(entry) !== entry.hash) note(`entry ${seq} was edited: its content does not have its hash`);
    hashes.set(entry.seq, entry.hash);
    previous = entry.hash;
  });
  digests('segment.jsonl', segmentRead);
  if (segmentRead.lines !== counts?.entries) note(`there are ${segmentRead.lines} entries, and the manifest says ${Number(counts?.entries)}`);
  if (segment?.from === 1 && segment.previousHash !== BEGINNING) note('the segment begins with entry 1, and the manifest says that something came before it');
  if (segment && (seq !== segment.to || previous !== segment.hash)) note('the segment does not end where the manifest says');
  if (!segment && segmentRead.lines > 0) note('there are entries, and the manifest says that there are none');
  if (segment && (segment.to > head.seq || (segment.to === head.seq && segment.hash !== head.hash))) note('the segment does not lead to the head that the manifest names');

  const rests = { own: 0, others: 0, copies: 0 };
  const rowsRead = await readLines(unpacked(file, handle, part('rows.jsonl')), (line, number) => {
    const life = parse(line);
    if (!Array.isArray(life?.events)) return note(`line ${number} of the rows cannot be read`);
    for (const event of life.events) {
      if (event?.source !== 'journal') rests.copies += 1;
      else if (event.desk !== '') rests.others += 1;
      else {
        rests.own += 1;
        // The row holds the entry once more: its content must be the segment's, not only its number.
        if (hashes.get(event.entry?.seq) !== event.entry?.hash || hashOf({ format: 1, ...event.entry, detail: JSON.stringify(event.entry.detail) }) !== event.entry.hash) note(`line ${number} of the rows rests on entry ${Number(event.entry?.seq)}, which is not so in the segment`);
      }
    }
  });
  digests('rows.jsonl', rowsRead);
  if (rowsRead.lines !== counts?.lives) note(`there are ${rowsRead.lines} rows, and the manifest says ${Number(counts?.lives)}`);
  return { manifest, manifestBytes, rests };
}

async function whole(chunks) {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const bare = (fingerprint) => fingerprint.toLowerCase().replace(/[^0-9a-f]/g, '');

/** @returns `expected`, `somebody`, `none` or `wrong`, and the fingerprint of the key in the pack. */
function checkSignature(manifest, manifestBytes, signature, expected, note) {
  const { publicKey } = manifest;
  if (typeof publicKey !== 'string' || signature === null) {
    if (typeof publicKey === 'string' || signature !== null) note('the key and the signature do not belong together: one of them is missing');
    else if (expected !== null) note('it is not signed, and a signature was expected');
    return { state: typeof publicKey === 'string' || signature !== null || expected !== null ? 'wrong' : 'none', fingerprint: null };
  }
  const spki = Buffer.from(publicKey, 'base64');
  const fingerprint = createHash('sha256').update(spki).digest('hex').match(/.{4}/g).join(' ');
  let isGood = false;
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    isGood = key.asymmetricKeyType === 'ed25519' && verify(null, manifestBytes, key, Buffer.from(signature.toString('latin1').trim(), 'base64'));
  } catch {
    // Not a key: not good.
  }
  if (!isGood) note('the signature is not of this manifest: it was changed after it was signed');
  else if (bare(String(manifest.fingerprint)) !== bare(fingerprint)) note('the fingerprint that the manifest names is not of its key');
  else if (expected !== null && bare(expected) !== bare(fingerprint)) note('it is signed with another key than was expected');
  return { state: !isGood || (expected !== null && bare(expected) !== bare(fingerprint)) ? 'wrong' : expected === null ? 'somebody' : 'expected', fingerprint };
}

/** Text from the pack, for a terminal: no control characters, which could move the cursor and overwrite the verdict. */
const shown = (text) => String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 300);

function report({ manifest, rests }, signature, problems) {
  const { segment, head, counts, madeAt, madeBy, tenant, filterText, gaps } = manifest;
  console.log(problems.length === 0 ? 'HOLDS.' : 'BROKEN:');
  for (const problem of problems.slice(0, PROBLEMS_SHOWN)) console.log(`- ${shown(problem)}.`);
  if (problems.length > PROBLEMS_SHOWN) console.log(`- and ${problems.length - PROBLEMS_SHOWN} more.`);
  console.log(`It says: made ${shown(madeAt)} by ${shown(madeBy?.userPrincipalName)}, tenant ${shown(tenant?.id)}${tenant?.kind === 'demo' ? ' (demo)' : ''}; ${shown(filterText || 'everything')}; ${Number(counts?.lives)} rows.`);
  for (const gap of Array.isArray(gaps) ? gaps : []) console.log(`It says that it does not know: ${shown(gap)}`);
  if (signature.fingerprint) console.log(`Key: ${signature.fingerprint}`);
  if (problems.length > 0) return BROKEN;
  console.log('Proven: no part was changed since the manifest was written.');
  if (segment) console.log(`Proven: entries ${Number(segment.from)} to ${Number(segment.to)} of the journal follow from one another; ${rests.own} facts in the rows are such entries.`);
  // Nothing in the pack leads from the segment to a head behind it.
  console.log(`${segment && segment.to === head.seq ? 'Proven: the last of them is the head' : 'It says that the head was'}: entry ${Number(head.seq)}, ${shown(head.hash)}.`);
  if (signature.state === 'expected') console.log('Proven: the holder of the expected key made this pack.');
  if (signature.state === 'somebody') console.log('Not proven: who made it. Anyone could have signed: ask the desk for the fingerprint of its key, by another way, and give it as --fingerprint.');
  if (signature.state === 'none') console.log('Not proven: who made it. It is not signed: anyone could have made it, or made it anew.');
  if (Number(counts?.lives) > 0) console.log('Not proven: what each row says in sum (person, reason, ticket, result). Read the facts below it.');
  if (rests.copies > 0) console.log(`Not proven: ${rests.copies} facts from Entra’s logs. They are copies, and nothing chains them.`);
  if (rests.others > 0) console.log(`Not proven: ${rests.others} facts from journals of other desks. Their own packs can prove them.`);
  console.log('Not proven: that what was recorded is true, that the clock of the desk was right, that nothing lies outside of what the filter showed,');
  console.log('or that the journal was not made anew as a whole; compare the head with one that was noted off that machine.');
  return HOLDS;
}

async function main() {
  const { values, positionals } = parseArgs({ args: argv.slice(2), options: { fingerprint: { type: 'string' } }, allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Unreadable('usage: verify-pack.mjs FILE [--fingerprint F]');
  const expected = values.fingerprint ?? null;
  if (expected !== null && bare(expected).length !== 64) throw new Unreadable('--fingerprint takes 64 hexadecimal digits, in groups or not');
  const handle = await open(file, 'r');
  try {
    const parts = await readDirectory(handle);
    const problems = [];
    /** What is beyond is not counted: a pack of a million lines that does not hold is not worth the memory. */
    const note = (problem) => void (problems.length < 1000 && problems.push(problem));
    const checked = await check(file, handle, parts, note);
    const sealed = parts.get('manifest.sig');
    const signature = checkSignature(checked.manifest, checked.manifestBytes, sealed ? await whole(unpacked(file, handle, sealed)) : null, expected, note);
    return report(checked, signature, problems);
  } finally {
    await handle.close();
  }
}

try {
  process.exitCode = await main();
} catch (cause) {
  console.error(`CANNOT READ: ${shown(cause.message)}.`);
  process.exitCode = UNREADABLE;
}
