/**
 * Heads in a folder that desks share: one line of JSON a head, in a file a journal. Lines are only ever added, so that a share on
 * which this desk may append and not change keeps them safe from it.
 *
 * Reading forgives: a line that was torn, is too long, or belongs to another journal is left out. That can hide a head, and never
 * makes one up.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AnchoredHead } from '../../../shared/domain/anchor';
import { err, ok, type Result } from '../../../shared/result';
import type { Anchor } from '../../ports/anchors';
import { anchorFailed, inTime, type AnchorFailed } from './in-time';
import { linesOf } from './lines';
import { createTurns, type Turns } from './turns';

/** A head with the most links is 95 kB. */
const LINE_MAXIMUM = 262_144;
/** Some ten million linked entries. A file beyond it was not written by desks alone. */
const FILE_MAXIMUM = 268_435_456;
const NEW_LINE = 0x0a;
/** Of all folders together, calls that may hang. */
const AT_ONCE = 2;
const everyFolder = createTurns(AT_ONCE);

/** @param path - An existing folder. It is not made: a share that is not there must not become a folder on this machine. */
export function folderAnchor(path: string): Anchor {
  const inTurn = bounded(createTurns(1));
  return {
    name: `folder ${path}`,
    note: (journal, head) => inTurn(() => note(join(path, anchorsFile(journal)), path, `${JSON.stringify({ journal, ...head })}\n`)),
    noted: (journal) => inTurn(() => noted(join(path, anchorsFile(journal)), path, journal)),
  };
}

/** What comes to its turn too late is not begun: its answer is known, and a line written then would be written twice. */
function bounded(thisFolder: Turns) {
  return <T>(call: () => Promise<Result<T, AnchorFailed>>): Promise<Result<T, AnchorFailed>> =>
    inTime((isLate) => thisFolder(async () => (isLate() ? err(anchorFailed('offline')) : everyFolder(async () => (isLate() ? err(anchorFailed('offline')) : call())))), reasonOf);
}

/** @param journal - Anything that is not a plain file name is hashed, so that none leads out of the folder. */
export function anchorsFile(journal: string): string {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(journal) ? journal : createHash('sha256').update(journal).digest('hex');
  return `${name}.anchors.jsonl`;
}

/**
 * Others may write into the folder, too: a link under this name would lead a line into any file of this user, the journal itself
 * among them, and a pipe would hold its reader for ever. Windows has neither flag, nor links without a privilege.
 */
const NO_LINK = orNone(constants.O_NOFOLLOW) | orNone(constants.O_NONBLOCK);

/** The types have these flags on every system. */
function orNone(flag: number | undefined): number {
  return flag ?? 0;
}

async function note(file: string, folder: string, line: string): Promise<Result<null, AnchorFailed>> {
  await stat(folder);
  const { O_RDWR, O_APPEND, O_CREAT } = constants;
  const handle = await open(file, O_RDWR | O_APPEND | O_CREAT | NO_LINK, 0o640);
  try {
    const { size, isFile } = await handle.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) return err(anchorFailed('refused'));
    if (size + line.length > FILE_MAXIMUM) return err(anchorFailed('full'));
    // Behind a line that was torn a new one begins.
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), length: 1, position: Math.max(0, size - 1) });
    await handle.appendFile(size === 0 || buffer[0] === NEW_LINE ? line : `\n${line}`);
    await handle.sync();
    return ok(null);
  } finally {
    await handle.close();
  }
}

async function noted(file: string, folder: string, journal: string): Promise<Result<readonly AnchoredHead[], AnchorFailed>> {
  await stat(folder);
  const handle = await open(file, constants.O_RDONLY | NO_LINK).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  // The folder is there and nothing was noted in it.
  if (handle === null) return ok([]);
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > FILE_MAXIMUM) return err(anchorFailed('unreadable'));
    const heads: AnchoredHead[] = [];
    // No more than it had: whoever goes on writing must not keep the reader for ever.
    for await (const line of linesOf(handle.createReadStream({ autoClose: false, end: Math.max(0, found.size - 1) }), LINE_MAXIMUM)) {
      const head = headIn(line, journal);
      if (head) heads.push(head);
    }
    return ok(heads);
  } finally {
    await handle.close();
  }
}

function headIn(line: string, journal: string): AnchoredHead | null {
  try {
    const said: unknown = JSON.parse(line);
    const head = AnchoredHead.safeParse(said);
    return head.success && (said as { readonly journal?: unknown }).journal === journal ? head.data : null;
  } catch {
    return null;
  }
}

const REASONS: Readonly<Record<string, AnchorFailed['reason']>> = {
  ENOSPC: 'full', EDQUOT: 'full', EFBIG: 'full', EACCES: 'refused', EPERM: 'refused', EROFS: 'refused', EISDIR: 'refused', ENOTDIR: 'refused', ELOOP: 'refused', EMLINK: 'refused', ENXIO: 'refused',
};

/** What is not named (ENOENT of the folder, EHOSTDOWN, EIO, …): the share is not there. */
function reasonOf(cause: unknown): AnchorFailed['reason'] {
  return REASONS[codeOf(cause)] ?? 'offline';
}

function codeOf(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
