/**
 * The journal on one connection, on whatever thread it is made. Opened when first used and, if that failed, tried again
 * at the next call: a full disk may have been cleared. Every method answers; none throws.
 */
import { statSync } from 'node:fs';
import { JournalRecord } from '../../../shared/domain/journal-entry';
import { err, ok, type Result } from '../../../shared/result';
import type { Journal, JournalUnavailable } from '../../ports/journal';
import { closeQuietly } from '../../sqlite/database';
import { appendEntries, appendEntry, type Head } from './append';
import { openDatabase, type Db } from './database';
import { keepDocument, keptDocument } from './documents';
import { DamagedJournal, toUnavailable, unavailable } from './failure';
import { headOf } from './head';
import { neverShownOf } from './never-shown';
import { pinState } from './pinned';
import { entriesAfter, pageOf, ticketOfPass } from './queries';
import { recentOf } from './recent';
import { openActsOf, unsettledOf } from './unsettled';
import { verifyChain } from './verify';

/** @param file - See `journalFile`. */
export function openBook(file: string): Journal {
  let open: { readonly db: Db; readonly inode: bigint } | null = null;
  let seen: Head | null = null;
  let isClosed = false;

  function connection(): Db {
    if (isClosed) throw new Error('closed');
    if (open && open.inode !== inodeOf(file)) {
      // The file was moved away or replaced: SQLite would go on writing to one that nobody will ever find.
      closeQuietly(open.db);
      open = null;
      if (seen) throw new DamagedJournal('the file is gone');
    }
    if (!open) {
      const db = openDatabase(file);
      open = { db, inode: inodeOf(file) };
    }
    return open.db;
  }

  async function answer<T>(work: (db: Db) => T | Promise<T>): Promise<Result<T, JournalUnavailable>> {
    try {
      return ok(await work(connection()));
    } catch (cause) {
      return err(toUnavailable(cause));
    }
  }

  return {
    append: async (record) => {
      // Checked although typed: an entry that cannot be read back would make the whole page unreadable.
      const valid = JournalRecord.safeParse(record);
      if (!valid.success) return err(unavailable('unwritable'));
      const appended = await answer((db) => appendEntry(db, valid.data, seen));
      if (appended.ok) seen = { seq: appended.value.seq, hash: appended.value.hash };
      return appended;
    },
    appendAll: async (records) => {
      const valid = JournalRecord.array().safeParse(records);
      if (!valid.success) return err(unavailable('unwritable'));
      const appended = await answer((db) => appendEntries(db, valid.data, seen));
      const last = appended.ok ? appended.value.at(-1) : undefined;
      if (last) seen = { seq: last.seq, hash: last.hash };
      return appended;
    },
    keep: (text) => answer((db) => keepDocument(db, text)),
    kept: (sha256) => answer((db) => keptDocument(db, sha256)),
    page: (query, beforeSeq, limit) => answer((db) => pageOf(db, query, beforeSeq, limit)),
    unsettled: () => answer(unsettledOf),
    openActs: (actions) => answer((db) => openActsOf(db, actions)),
    recent: (filter) => answer((db) => recentOf(db, filter)),
    ticketOf: (passId) => answer((db) => ticketOfPass(db, passId)),
    neverShown: (since) => answer((db) => neverShownOf(db, since)),
    after: (seq, limit) => answer((db) => entriesAfter(db, seq, limit)),
    head: (sinceSeq) => answer((db) => headOf(db, sinceSeq)),
    verify: (anchors, accepted) => answer((db) => verifyChain(db, anchors, accepted)),
    pin: () => answer(pinState),
    close: async () => {
      isClosed = true;
      if (open) closeQuietly(open.db);
      open = null;
    },
  };
}

/** @returns 0 when the file is not there. */
function inodeOf(file: string): bigint {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? 0n;
}
