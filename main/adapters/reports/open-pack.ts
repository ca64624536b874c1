/**
 * Opens an evidence pack of another desk and checks it. What breaks makes a verdict, not a failure: an auditor looks at a pack
 * that does not hold, too. The stand-alone verifier shares no code with this (scripts/verify-pack.mjs).
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { basename } from 'node:path';
import type { PackVerdict } from '../../../shared/domain/history/history-state';
import { bareFingerprint } from '../../../shared/domain/history/trust';
import { JournalEntry } from '../../../shared/domain/journal-entry';
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { OpenedPack } from '../../ports/reports';
import { entryFrom, entryHash } from './pack-entry';
import { PACK_FORMAT, PackManifest, PARTS } from './pack-manifest';
import { linesOf, NoPack, openParts, type PackParts } from './pack-parts';

/** Entries that are held at once; a pack with more is refused. */
const ENTRIES_MAXIMUM = 250_000;
const PROBLEMS_MAXIMUM = 20;
/** What the first entry of a journal follows from. */
const BEGINNING = '0'.repeat(64);

/** @param fingerprintOf - Of a public key (SPKI, DER), as signing words it. */
export async function openPack(file: string, expectedFingerprint: string | null, fingerprintOf: (spki: Uint8Array) => string): Promise<Result<OpenedPack, AppErrorOf<'not-a-journal'>>> {
  let parts: PackParts | null = null;
  try {
    parts = await openParts(file);
    const bytes = await whole(parts, PARTS.manifest);
    const manifest = manifestFrom(bytes);
    if (manifest === 'newer') return err({ kind: 'not-a-journal', reason: 'newer' });
    const problems: string[] = [];
    const note = (problem: string) => {
      if (problems.length < PROBLEMS_MAXIMUM) problems.push(problem);
    };
    const signature = await signatureOf(parts, bytes, manifest, expectedFingerprint, fingerprintOf, note);
    const entries = await segmentOf(parts, manifest, note);
    await checkRows(parts, manifest, new Map(entries.map(({ seq, hash }) => [seq, hash])), note);
    for (const name of [PARTS.readme, PARTS.rows, PARTS.segment]) if (!manifest.parts[name]) note(`The manifest names no digest of ${name}.`);
    await digested(parts, PARTS.readme, manifest, note, drained);
    return ok({ name: basename(file), entries, verdict: { holds: problems.length === 0, problems, ...signature } });
  } catch (cause) {
    if (cause instanceof NoPack) return err({ kind: 'not-a-journal', reason: 'not-one' });
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return err({ kind: 'not-a-journal', reason: 'missing' });
    if (code === 'EACCES' || code === 'EPERM') return err({ kind: 'not-a-journal', reason: 'denied' });
    if (code === 'EISDIR') return err({ kind: 'not-a-journal', reason: 'not-one' });
    throw cause;
  } finally {
    parts?.close();
  }
}

type Note = (problem: string) => void;

async function whole(parts: PackParts, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of parts.chunks(name)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function manifestFrom(bytes: Buffer): PackManifest | 'newer' {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new NoPack('Its manifest is not JSON.');
  }
  const parsed = PackManifest.safeParse(value);
  if (parsed.success) return parsed.data;
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : null;
  if (typeof format === 'string' && format.startsWith('tapdesk-pack ') && format !== PACK_FORMAT) return 'newer';
  throw new NoPack('Its manifest is none of a pack.');
}

async function signatureOf(parts: PackParts, bytes: Buffer, manifest: PackManifest, expected: string | null, fingerprintOf: (spki: Uint8Array) => string, note: Note): Promise<Pick<PackVerdict, 'signature' | 'fingerprint'>> {
  const wanted = expected === null ? null : bareFingerprint(expected);
  const { publicKey } = manifest;
  if (publicKey === null || !parts.has(PARTS.signature)) {
    if (publicKey !== null || parts.has(PARTS.signature)) note('The manifest and the signature do not belong together: one of them is missing.');
    else if (wanted !== null) note('It is not signed, and a signature was expected.');
    return { signature: publicKey === null && wanted === null ? 'none' : 'wrong', fingerprint: null };
  }
  const spki = Buffer.from(publicKey, 'base64');
  const fingerprint = fingerprintOf(spki);
  const signed = Buffer.from((await whole(parts, PARTS.signature)).toString('latin1').trim(), 'base64');
  if (!isSigned(bytes, spki, signed)) {
    note('The signature is not of this manifest: it was changed after it was signed.');
    return { signature: 'wrong', fingerprint };
  }
  if (manifest.fingerprint === null || bareFingerprint(manifest.fingerprint) !== bareFingerprint(fingerprint)) note('The fingerprint that the manifest names is not of its key.');
  if (wanted === null) return { signature: 'somebody', fingerprint };
  if (wanted === bareFingerprint(fingerprint)) return { signature: 'expected', fingerprint };
  note('It is signed with another key than was expected.');
  return { signature: 'wrong', fingerprint };
}

function isSigned(bytes: Buffer, spki: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}

async function digested<T>(parts: PackParts, name: string, manifest: PackManifest, note: Note, read: (chunks: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
  const sha256 = createHash('sha256');
  async function* passed() {
    for await (const chunk of parts.chunks(name)) {
      sha256.update(chunk);
      yield chunk;
    }
  }
  const result = await read(passed());
  if (sha256.digest('hex') !== manifest.parts[name]?.sha256) note(`${name} is not what the manifest says: it was changed.`);
  return result;
}

/** Reads to the end for the digest's sake. */
async function drained(chunks: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.byteLength;
  return bytes;
}

function segmentOf(parts: PackParts, manifest: PackManifest, note: Note): Promise<readonly JournalEntry[]> {
  return digested(parts, PARTS.segment, manifest, note, async (chunks) => {
    const entries: JournalEntry[] = [];
    const { segment, head } = manifest;
    let isWhole = true;
    for await (const line of linesOf(chunks)) {
      if (entries.length >= ENTRIES_MAXIMUM) throw new NoPack('It holds more entries than can be read at once.');
      const read = entryFrom(jsonOf(line));
      if (!read) {
        note(`Entry ${(segment?.from ?? 1) + entries.length} cannot be read.`);
        isWhole = false;
        break;
      }
      const { entry, detailText } = read;
      const before = entries.at(-1);
      const [seq, previousHash] = before ? [before.seq + 1, before.hash] : [segment?.from, segment?.previousHash];
      if (entry.seq !== seq || entry.previousHash !== previousHash) note(`Entry ${entry.seq} does not follow from the one before it.`);
      if (entryHash(entry, detailText) !== entry.hash) note(`Entry ${entry.seq} was edited: its content does not have its hash.`);
      entries.push(entry);
    }
    if (segment?.from === 1 && segment.previousHash !== BEGINNING) note('The segment begins with entry 1, and the manifest says that something came before it.');
    const last = entries.at(-1);
    if (isWhole && (last?.seq !== segment?.to || last?.hash !== segment?.hash || entries.length !== manifest.counts.entries)) note('The segment does not end where the manifest says.');
    if (last && (last.seq > head.seq || (last.seq === head.seq && last.hash !== head.hash))) note('The segment does not lead to the head that the manifest names.');
    return entries;
  });
}

function checkRows(parts: PackParts, manifest: PackManifest, hashes: ReadonlyMap<number, string>, note: Note): Promise<void> {
  return digested(parts, PARTS.rows, manifest, note, async (chunks) => {
    let lives = 0;
    for await (const line of linesOf(chunks)) {
      lives += 1;
      for (const { seq, hash, isSame } of ownEntries(jsonOf(line))) if (!isSame || hashes.get(seq) !== hash) note(`Line ${lives} of the rows rests on entry ${seq}, which is not so in the segment.`);
    }
    if (lives !== manifest.counts.lives) note(`There are ${lives} rows, and the manifest says ${manifest.counts.lives}.`);
  });
}

/** Of this pack's own journal: those of other desks rest on their own. */
function ownEntries(life: unknown): readonly { readonly seq: number; readonly hash: string; readonly isSame: boolean }[] {
  const events = isObject(life) && Array.isArray(life.events) ? (life.events as readonly unknown[]) : [];
  return events.flatMap((event) => {
    if (!isObject(event) || event.source !== 'journal' || event.desk !== '' || !isObject(event.entry)) return [];
    const { success, data } = JournalEntry.safeParse(event.entry);
    // The row holds the entry once more: its content must have the hash that it names.
    return [{ seq: Number(event.entry.seq), hash: String(event.entry.hash), isSame: success && entryHash(data, JSON.stringify(data.detail)) === data.hash }];
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
