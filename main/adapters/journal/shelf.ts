/**
 * Journals of other desks, from a folder or a share. Each file is copied with its write-ahead log and the copy opened: the original
 * is never written to, not even by SQLite's own recovery, and a share needs no locks that it may not have.
 */
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AnchoredHead } from '../../../shared/domain/anchor';
import { err, ok } from '../../../shared/result';
import type { ForeignJournal, JournalShelf } from '../../ports/journal';
import { toUnavailable } from './failure';
import { openJournal } from './journal';

/** What a folder anchor writes, beside the journals or in a folder of its own. */
const ANCHORS = '.anchors.jsonl';
const SQLITE = 'SQLite format 3\0';
/** Read of one file of anchors, bytes: a line has some hundred, and links sixteen an entry. */
const ANCHORS_MAXIMUM = 64 * 1024 * 1024;
/** Looked into at once. */
const FILES_MAXIMUM = 50;
/** Left free where the copies lie, bytes: this desk's own journal may be on the same disk, and without room nothing can be done here. */
const LEFT_FREE = 512 * 1024 * 1024;

/** @param temporary - Folder for the copies; each is deleted when its journal is closed. */
export function createShelf(temporary: string, workerFile: string): JournalShelf {
  return {
    open: async (folder) => {
      const opened: ForeignJournal[] = [];
      try {
        const names = (await readdir(folder)).sort();
        const files = [];
        // What cannot be looked into is named all the same: nobody may hide a journal, or the others, by making one unreadable.
        for (const name of names.filter(isNamedSo)) if (files.length < FILES_MAXIMUM && (await isJournal(path.join(folder, name)).catch(() => true))) files.push(name);
        if (files.length === 0) return err({ kind: 'not-a-journal', reason: 'missing' });
        for (const name of files) {
          try {
            opened.push(await openCopy(folder, name, names, files.length === 1, temporary, workerFile));
          } catch (cause) {
            if (toUnavailable(cause).reason === 'full') throw cause;
            opened.push(unreadable(name, cause));
          }
        }
        return ok(opened);
      } catch (cause) {
        await Promise.all(opened.map(({ journal }) => journal.close()));
        const code = cause instanceof Error && 'code' in cause ? cause.code : '';
        return err({ kind: 'not-a-journal', reason: code === 'EACCES' || code === 'EPERM' ? 'denied' : code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'not-one' });
      }
    },
  };
}

/** @param isAlone - The only journal there: heads noted in the folder, under the name of the desk, are its own. */
async function openCopy(folder: string, name: string, names: readonly string[], isAlone: boolean, temporary: string, workerFile: string): Promise<ForeignJournal> {
  const from = path.join(folder, name);
  const anchors = await Promise.all(names.filter((each) => each.endsWith(ANCHORS) && (isAlone || each.startsWith(withoutExtension(name)))).map((each) => anchorsIn(path.join(folder, each))));
  const place = await mkdtemp(path.join(temporary, 'tapdesk-read-'));
  const file = path.join(place, 'journal.db');
  try {
    // The log first: what is folded into the file between the two copies is then in both, not in neither.
    if (names.includes(`${name}-wal`)) await copy(`${from}-wal`, `${file}-wal`);
    await copy(from, file);
  } catch (cause) {
    await rm(place, { recursive: true, force: true });
    throw cause;
  }
  const journal = openJournal({ file, workerFile });
  return {
    name: withoutExtension(name),
    anchors: anchors.flat(),
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

/** A plain file for which there is room. A pipe or a device beside a journal would never end. */
async function copy(from: string, to: string): Promise<void> {
  const [found, { bavail, bsize }] = await Promise.all([stat(from), statfs(path.dirname(to))]);
  if (!found.isFile()) throw Object.assign(new Error('not a plain file'), { code: 'EINVAL' });
  if (found.size > bavail * bsize - LEFT_FREE) throw Object.assign(new Error('no room for a copy'), { code: 'ENOSPC' });
  await copyFile(from, to);
}

/** As a journal of which nothing can be read. */
function unreadable(name: string, cause: unknown): ForeignJournal {
  const answer = err(toUnavailable(cause));
  return { name: withoutExtension(name), anchors: [], journal: { after: () => Promise.resolve(answer), verify: () => Promise.resolve(answer), close: () => Promise.resolve() } };
}

const withoutExtension = (name: string): string => name.replace(/\.(db|sqlite3?)$/i, '');

/** A history lies beside each journal and is made from it. */
const isNamedSo = (name: string): boolean => /\.(db|sqlite3?)$/i.test(name) && !/\.history\.sqlite$/i.test(name);

async function isJournal(file: string): Promise<boolean> {
  const found = await stat(file);
  if (!found.isFile() || found.size < 512) return false;
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.toString('latin1') === SQLITE;
  } finally {
    await handle.close();
  }
}

/** Lines that are none are passed over: the end of the last may be missing. */
async function anchorsIn(file: string): Promise<readonly AnchoredHead[]> {
  const found = await stat(file);
  if (!found.isFile() || found.size > ANCHORS_MAXIMUM) return [];
  return (await readFile(file, 'utf8')).split('\n').flatMap((line) => {
    try {
      const parsed = AnchoredHead.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
