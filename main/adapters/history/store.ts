/**
 * The history on one connection, on whatever thread it is made. Opened when first used and, if that failed, tried again at the
 * next call. A file that turns out to be damaged is set aside: that call says so, and the next begins an empty one, which
 * `takenThrough` tells. Every method answers; none throws.
 */
import { auditFact, journalFact, seenFact, signInFact, type Fact } from '../../../shared/domain/history/fact';
import { err, ok, type Result } from '../../../shared/result';
import type { FeedMark } from '../../ports/history';
import { closeQuietly } from '../../sqlite/database';
import { inTransaction } from '../../sqlite/in-transaction';
import { createAnchors } from './anchors';
import { fromBytes, plainText, toBytes } from './bytes';
import { chartsOf, tally } from './charts';
import { change, openDatabase, rowsOf, type Db } from './database';
import { WHOLE } from './days';
import { advance, dropFacts, dropOpened, takeFacts, throughOf } from './facts';
import { DamagedHistory, toUnavailable, type HistoryUnavailable } from './failure';
import { lookForFindings } from './look';
import { findingsOf, keptFinding, keptFindings } from './kept-findings';
import { forgetFacts, horizonOf } from './forget';
import { setAside } from './history-file';
import { issuedPasses } from './issued-passes';
import { lifeOf, lineIdOf } from './lives-read';
import { matchOf } from './match';
import type { PackedHistory } from './packed-lines';
import { countOf, pageOf, walkLivesOf, walkOf } from './pages';
import { LAST, millisecondsOf } from './places';
import { renewJoins } from './renew';
import { pause, settleAll, settleSome } from './settle';
import type { Shelf } from './shelf';

export type StoreOptions = {
  /** See `historyFile`. */
  readonly file: string;
  readonly now?: () => Date;
};

/** Facts taken in one transaction. */
const TAKEN_AT_ONCE = 1_000;
/** Facts that a page waits for, at most: the first sight of a long journal shows what is there. */
const BEFORE_A_PAGE = 4_000;
/** Nobody has told anything for so long: time to make lines of it, milliseconds. */
const QUIET_MS = 40;
/** Charts of the whole list are asked in one zone; the names that filters offer are counted along. */
const NAMES_ZONE = 'UTC';

export function openStore({ file, now = () => new Date() }: StoreOptions): PackedHistory {
  let open: Shelf | null = null;
  let isClosed = false;
  let quiet: NodeJS.Timeout | null = null;

  function shelf(): Shelf {
    if (isClosed) throw new Error('closed');
    if (!open) {
      const db = openDatabase(file);
      open = { db, now: () => now().getTime(), anchors: createAnchors(), names: new Map(), full: new Map() };
      renewJoins(db);
      dropOpened(db);
      soon();
    }
    return open;
  }

  async function answer<T>(work: (shelf: Shelf) => T | Promise<T>): Promise<Result<T, HistoryUnavailable>> {
    const used = attempt(shelf);
    if (!used.ok) return used;
    try {
      return ok(await work(used.value));
    } catch (cause) {
      const unavailable = toUnavailable(cause);
      // Numbers of names that were given in a transaction that was undone.
      used.value.names.clear();
      used.value.full.clear();
      used.value.anchors.clear();
      if (unavailable.reason === 'damaged') putAway(used.value);
      return err(unavailable);
    }
  }

  function putAway(damaged: Shelf): void {
    // Another call may have met the damage first.
    if (open !== damaged) return;
    open = null;
    closeQuietly(damaged.db);
    attempt(() => {
      setAside(file);
    });
  }

  /** Lines are made when nobody is telling anything: a whole journal is taken first, and put together once. */
  function soon(): void {
    if (quiet) clearTimeout(quiet);
    quiet = setTimeout(() => {
      quiet = null;
      void answer((used) => {
        if (settleSome(used)) later();
      });
    }, QUIET_MS);
    quiet.unref();
  }

  function later(): void {
    setImmediate(() => {
      if (quiet || !open || isClosed) return;
      void answer((used) => {
        if (settleSome(used)) later();
      });
    }).unref();
  }

  async function take(facts: readonly Fact[], alongside: (db: Db) => void): Promise<Result<null, HistoryUnavailable>> {
    const taken = await answer(async ({ db }) => {
      for (let from = 0; from === 0 || from < facts.length; from += TAKEN_AT_ONCE) {
        if (from > 0) await pause();
        takeTogether(db, facts.slice(from, from + TAKEN_AT_ONCE), alongside);
      }
      return null;
    });
    soon();
    return taken;
  }

  /** Rows and the mark they led to: in one transaction, however many. */
  async function takeWithMark(facts: readonly Fact[], { stream, mark }: FeedMark): Promise<Result<null, HistoryUnavailable>> {
    const taken = await answer(({ db }) => {
      takeTogether(db, facts, () => change(db, 'INSERT OR REPLACE INTO feed (stream, name, mark) VALUES (?, ?, ?)', plainText(stream), toBytes(stream), toBytes(mark)));
      return null;
    });
    soon();
    return taken;
  }

  const settled = <T>(work: (shelf: Shelf) => T | Promise<T>) =>
    answer(async (used) => {
      await settleAll(used);
      return work(used);
    });

  return {
    takeEntries: (desk, entries, isVouched) => take(entries.map((entry) => journalFact(desk, entry, isVouched)), (db) => { advance(db, desk); }),
    takeAudits: (rows) => take(rows.map(auditFact), nothingElse),
    takeSignIns: (rows) => take(rows.map(signInFact), nothingElse),
    takeSeen: (rows) => take(rows.map(seenFact), nothingElse),
    takeAuditsWithMark: (rows, mark) => takeWithMark(rows.map(auditFact), mark),
    takeSignInsWithMark: (rows, mark) => takeWithMark(rows.map(signInFact), mark),
    takenThrough: (desk) => answer(({ db }) => throughOf(db, desk)),
    dropDesk: (desk) =>
      answer(async (used) => {
        if (desk !== '') inTransaction(used.db, () => { dropFacts(used.db, desk); });
        await settleAll(used);
        return null;
      }),
    marks: () => answer(({ db }) => rowsOf(db, 'SELECT name, mark FROM feed ORDER BY stream').map(([stream, mark]) => ({ stream: fromBytes<string>(stream), mark: fromBytes<string>(mark) }))),
    forgetBefore: (instant) =>
      settled(async (used) => {
        const gone = await forgetFacts(used.db, millisecondsOf(instant), pause);
        await settleAll(used);
        return gone;
      }),

    page: (filter, from, limit, asOf) =>
      answer((used) => {
        for (let facts = 0; facts < BEFORE_A_PAGE && settleSome(used, BEFORE_A_PAGE); facts += BEFORE_A_PAGE);
        return pageOf(used, filter, from, limit, asOf);
      }),
    count: (filter, asOf) => settled((used) => countOf(used, filter, asOf)),
    walk: (filter, after, asOf, limit) => settled((used) => walkOf(used, filter, after, asOf, limit)),
    damaged: () =>
      answer(() => {
        throw new DamagedHistory('unreadable line');
      }),
    walkLives: (filter, after, asOf, limit) => settled((used) => walkLivesOf(used, filter, after, asOf, limit)),
    life: (id) => settled(({ db }) => ({ life: lifeOf(db, id), findings: findingsOf(db, id) })),
    lineOf: (desk, seq) => settled(({ db }) => lineIdOf(db, desk, seq)),
    charts: (filter, timeZone) => settled(({ db }) => chartsOf(db, matchOf(db, filter, LAST), timeZone)),
    facets: () =>
      settled(async ({ db }) => {
        const operators = await tally(db, WHOLE, NAMES_ZONE, ({ operator }) => operator);
        const scenarios = await tally(db, WHOLE, NAMES_ZONE, ({ scenario }) => scenario);
        const desks = rowsOf(db, 'SELECT name FROM desk ORDER BY key').map(([name]) => fromBytes<string>(name));
        return { operators: operators.map(({ id, displayName }) => ({ id, displayName })), scenarios: scenarios.map(({ id }) => id), desks };
      }),
    lookForFindings: (context) => settled((used) => lookForFindings(used, context)),
    findings: (which) => settled(({ db }) => keptFindings(db, which)),
    finding: (id) => settled(({ db }) => keptFinding(db, id)),
    openPasses: (at, limit) => settled(({ db }) => issuedPasses(db, millisecondsOf(at), limit)),
    close: async () => {
      isClosed = true;
      if (quiet) clearTimeout(quiet);
      if (open) closeQuietly(open.db);
      open = null;
    },
  };
}

function takeTogether(db: Db, facts: readonly Fact[], alongside: (db: Db) => void): void {
  const horizon = horizonOf(db);
  inTransaction(db, () => {
    takeFacts(db, facts.filter((fact) => fact.source === 'journal' || millisecondsOf(fact.at) >= horizon));
    alongside(db);
  });
}

function nothingElse(): void {
  // Facts alone.
}

function attempt<T>(work: () => T): Result<T, HistoryUnavailable> {
  try {
    return ok(work());
  } catch (cause) {
    return err(toUnavailable(cause));
  }
}

