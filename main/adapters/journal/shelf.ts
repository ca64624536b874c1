/**
 * Journals of other desks, from a folder or a share. Each file is copied with its write-ahead log and the copy opened: the original
 * is never written to, not even by SQLite's own recovery, and a share needs no locks that it may not have.
 */
import { mkdir, mkdtemp, open, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AnchoredHead } from '../../../shared/domain/anchor';
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok } from '../../../shared/result';
import type { ForeignJournal, JournalShelf } from '../../ports/journal';
import { toUnavailable } from './failure';
import { createFarFiles, type FarFiles, isNoAnswer } from './far-files';
import { openJournal } from './journal';

/** What a folder anchor writes, beside the journals or in a folder of its own. */
const ANCHORS = '.anchors.jsonl';
/** Begins the name of the folder of each copy. */
const COPY = 'read-';
const SQLITE = 'SQLite format 3\0';
/** Read of one file of anchors, bytes: a line has some hundred, and links sixteen an entry. */
const ANCHORS_MAXIMUM = 64 * 1024 * 1024;
/** Looked into at once. */
const FILES_MAXIMUM = 50;
/** Names under which heads of one journal are looked for. */
const NAMES_MAXIMUM = 5;
/** Left free where the copies lie, bytes: this desk's own journal may be on the same disk, and without room nothing can be done here. */
const LEFT_FREE = 512 * 1024 * 1024;

/** @param temporary - Folder for the copies, of this shelf alone, made when it is missing; each is deleted when its journal is closed. */
export function createShelf(temporary: string, workerFile: string, far: FarFiles = createFarFiles()): JournalShelf {
  let cleared: Promise<void> | null = null;
  return {
    open: async (folder) => {
      const opened: ForeignJournal[] = [];
      try {
        await (cleared ??= withoutLeftovers(temporary));
        const names = [...(await far.list(folder))].sort();
        const files: string[] = [];
        // What cannot be looked into is named all the same: nobody may hide a journal, or the others, by making one unreadable.
        for (const name of names.filter(isNamedSo)) if (files.length < FILES_MAXIMUM && (await isJournal(far, path.join(folder, name)).catch(unlessNoAnswer))) files.push(name);
        if (files.length === 0) return err({ kind: 'not-a-journal', reason: 'missing' });
        for (const name of files) {
          try {
            opened.push(await openCopy({ folder, names, temporary, workerFile, far }, name, files.length === 1));
          } catch (cause) {
            // Not said of the journals themselves: the folder has no answer for any of them, and the disk no room.
            if (isNoAnswer(cause) || toUnavailable(cause).reason === 'full') throw cause;
            opened.push(unreadable(name, cause));
          }
        }
        return ok(opened);
      } catch (cause) {
        await Promise.all(opened.map(({ journal }) => journal.close()));
        return err({ kind: 'not-a-journal', reason: reasonOf(cause) });
      }
    },
  };
}

/** Copies that a killed app has left. */
async function withoutLeftovers(temporary: string): Promise<void> {
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  for (const name of await readdir(temporary)) if (name.startsWith(COPY)) await rm(path.join(temporary, name), { recursive: true, force: true });
}

const REASONS: Readonly<Record<string, AppErrorOf<'not-a-journal'>['reason']>> = { EACCES: 'denied', EPERM: 'denied', ENOENT: 'missing', ENOTDIR: 'missing', ETIMEDOUT: 'no-answer' };

function reasonOf(cause: unknown): AppErrorOf<'not-a-journal'>['reason'] {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return REASONS[code] ?? 'not-one';
}

function unlessNoAnswer(cause: unknown): true {
  if (isNoAnswer(cause)) throw cause;
  return true;
}

type Place = { readonly folder: string; readonly names: readonly string[]; readonly temporary: string; readonly workerFile: string; readonly far: FarFiles };

/** @param isAlone - The only journal there: heads noted in the folder, under the name of the desk, are its own. */
async function openCopy({ folder, names, temporary, workerFile, far }: Place, name: string, isAlone: boolean): Promise<ForeignJournal> {
  const from = path.join(folder, name);
  const beside = names.filter((each) => each.endsWith(ANCHORS) && (isAlone || each.startsWith(withoutExtension(name))));
  const anchors: AnchoredHead[] = [];
  for (const each of beside) anchors.push(...(await anchorsIn(far, path.join(folder, each))));
  const place = await mkdtemp(path.join(temporary, COPY));
  const file = path.join(place, 'journal.db');
  try {
    // The log first: what is folded into the file between the two copies is then in both, not in neither.
    if (names.includes(`${name}-wal`)) await copy(far, `${from}-wal`, `${file}-wal`);
    await copy(far, from, file);
  } catch (cause) {
    await rm(place, { recursive: true, force: true });
    throw cause;
  }
  const journal = openJournal({ file, workerFile });
  return {
    name: withoutExtension(name),
    names: [name, ...beside].map((each) => withoutExtension(each).replace(ANCHORS, '').toLowerCase()).slice(0, NAMES_MAXIMUM),
    anchors,
    journal: {
      after: journal.after,
      verify: journal.verify,
      close: async () => {
        await journal.close();
        await rm(place, { recursive: true, force: true });
      },
    },
  };
}

/** A plain file for which there is room. */
async function copy(far: FarFiles, from: string, to: string): Promise<void> {
  const size = await far.size(from);
  if (size === null) throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' });
  const { bavail, bsize } = await statfs(path.dirname(to));
  const room = bavail * bsize - LEFT_FREE;
  if (size > room) throw noRoom();
  const target = await open(to, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of far.chunks(from)) {
      bytes += chunk.byteLength;
      // A desk that is at work adds to it meanwhile.
      if (bytes > room) throw noRoom();
      await target.writeFile(chunk);
    }
  } finally {
    await target.close();
  }
}

const noRoom = (): Error => Object.assign(new Error('no room for a copy'), { code: 'ENOSPC' });

/** As a journal of which nothing can be read. */
function unreadable(name: string, cause: unknown): ForeignJournal {
  const answer = err(toUnavailable(cause));
  return { name: withoutExtension(name), names: [], anchors: [], journal: { after: () => Promise.resolve(answer), verify: () => Promise.resolve(answer), close: () => Promise.resolve() } };
}

const withoutExtension = (name: string): string => name.replace(/\.(db|sqlite3?)$/i, '');

/** A history lies beside each journal and is made from it. */
const isNamedSo = (name: string): boolean => /\.(db|sqlite3?)$/i.test(name) && !/\.history\.sqlite$/i.test(name);

async function isJournal(far: FarFiles, file: string): Promise<boolean> {
  const size = await far.size(file);
  if (size === null || size < 512) return false;
  for await (const chunk of far.chunks(file)) return Buffer.from(chunk.subarray(0, SQLITE.length)).toString('latin1') === SQLITE;
  return false;
}

/** Lines that are none are passed over: the end of the last may be missing. */
async function anchorsIn(far: FarFiles, file: string): Promise<readonly AnchoredHead[]> {
  const size = await far.size(file);
  if (size === null || size > ANCHORS_MAXIMUM) return [];
  const chunks: Uint8Array[] = [];
  for await (const chunk of far.chunks(file)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks).toString('utf8').split('\n').flatMap((line) => {
    try {
      const parsed = AnchoredHead.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
