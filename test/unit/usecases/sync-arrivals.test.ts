/**
 * Rows that become readable late and out of order, read in rounds that are killed anywhere: in the end every row is there, and
 * no stretch was ever said to be read while a row of it was missing that the readings before could have seen.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditFeed } from '../../../main/ports/audit-feed';
import { syncAudits } from '../../../main/usecases/sync-audits';
import type { AuditRow } from '../../../shared/domain/history/audit-row';
import { AuditMark, markIn } from '../../../shared/domain/history/feed-mark';
import { readStretch } from '../../../shared/domain/history/audit-sweeps';
import { ok } from '../../../shared/result';
import { keptRows, syncDesk } from './sync-fakes';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.parse('2026-03-02T06:00:00Z');
const STREAMS = ['one', 'other'];
/** Links to the next page are good for so long. */
const LINK_MS = 30 * MINUTE;
/** What a page takes: rows arrive between pages too. */
const PAGE_MS = 2_500;

type Row = { readonly id: string; readonly stream: string; readonly at: number; readonly arrivesAt: number };
type Log = { readonly rows: readonly Row[]; readonly pageSize: number; readonly isOldestFirst: boolean };

/** The log as Entra would serve it, on a clock of its own. */
function logOf({ rows, pageSize, isOldestFirst }: Log, time: { now: number }, beforePage: () => void): AuditFeed {
  return {
    streams: STREAMS,
    signIns: async () => ok({ known: true, value: { rows: [], next: null } }),
    audits: async (stream, since, next) => {
      time.now += PAGE_MS;
      beforePage();
      const link = next === null ? { since: Date.parse(since), skip: 0, madeAt: time.now } : (JSON.parse(next) as { since: number; skip: number; madeAt: number });
      if (time.now - link.madeAt > LINK_MS) return ok({ known: false, because: 'failed', needs: null });
      const arrived = rows.filter((row) => row.stream === stream && row.arrivesAt <= time.now && row.at >= link.since).sort((one, two) => (isOldestFirst ? one.at - two.at : two.at - one.at));
      const page = arrived.slice(link.skip, link.skip + pageSize);
      const skip = link.skip + pageSize;
      return ok({ known: true, value: { rows: page.map(shown), next: skip < arrived.length ? JSON.stringify({ ...link, skip, madeAt: time.now }) : null, isOldestFirst } });
    },
  };
}

const shown = ({ id, stream, at }: Row): AuditRow => ({ id, at: new Date(at).toISOString(), activity: stream, service: '', category: '', result: 'success', resultReason: '', correlationId: '', by: null, targets: [], details: {}, changed: [] });

const minutes = (min: number, max: number) => fc.integer({ min, max }).map((each) => each * MINUTE);
const delays = fc.oneof({ weight: 5, arbitrary: minutes(0, 9) }, { weight: 2, arbitrary: minutes(10, 600) }, { weight: 1, arbitrary: minutes(600, 12 * 1_440) });
const rowsOf = fc
  .array(fc.record({ stream: fc.constantFrom(...STREAMS), at: minutes(-4 * 1_440, 8 * 1_440), delay: delays }), { minLength: 20, maxLength: 200 })
  .map((all) => all.map(({ stream, at, delay }, n): Row => ({ id: String(n), stream, at: START + at, arrivesAt: START + at + delay })));
const roundsOf = fc.array(
  fc.record({
    after: fc.oneof(minutes(1, 4), minutes(30, 300), { weight: 2, arbitrary: minutes(1_000, 1_600) }),
    killedAt: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) }),
    how: fc.constantFrom('before the page', 'before it is kept'),
    // A process that goes on remembers what a new one reads from the disk.
    isNew: fc.boolean(),
  }),
  { minLength: 4, maxLength: 20 },
);

describe('rows that arrive late and out of order', () => {
  it.each([true, false])('are all kept in the end, whatever was cut off (oldest first: %s)', async (isOldestFirst) => {
    await fc.assert(
      fc.asyncProperty(rowsOf, roundsOf, fc.integer({ min: 1, max: 8 }), async (rows, rounds, pageSize) => {
        const kept = keptRows();
        const time = { now: START };
        let pages = 0;
        let killedAt: number | null = null;
        let how = '';
        const open = () => {
          const made = syncDesk({ kept, now: () => new Date(time.now), feed: logOf({ rows, pageSize, isOldestFirst }, time, () => {
            pages += 1;
            if (killedAt === null || pages < killedAt) return;
            if (how === 'before the page') made.state.isOpen = false;
            else kept.isFull = true;
          }) });
          return made;
        };
        let now = open();
        for (const round of rounds) {
          time.now += round.after;
          [pages, killedAt, how] = [0, round.killedAt, round.how];
          if (round.isNew || !now.state.isOpen) now = open();
          await syncAudits(now.desk);
          kept.isFull = false;
          expect(wronglyClaimed(rows, kept)).toEqual([]);
        }
        // In the end everything has arrived; the readings of a whole month need their rounds.
        const arrived = Math.max(time.now, ...rows.map(({ arrivesAt }) => arrivesAt));
        const last = arrived + 4 * DAY;
        const rest = open();
        killedAt = null;
        const isUnderWay = () => marksIn(kept).some(({ sweep }) => sweep !== null);
        for (; time.now < last; time.now += 1_200 * MINUTE) {
          for (let round = 0; round === 0 || (round < 40 && isUnderWay()); round += 1, time.now += 2 * MINUTE) await syncAudits(rest.desk);
        }
        const recent = rows.filter(({ at }) => at >= time.now - 30 * DAY);
        expect(recent.filter(({ id }) => !kept.audits.has(id))).toEqual([]);
        expect(wronglyClaimed(rows, kept)).toEqual([]);
        expect(marksIn(kept).every(({ fullAt }) => Date.parse(fullAt ?? '') >= arrived)).toBe(true);
        expect(Date.parse(readStretch(marksIn(kept))?.through ?? '')).toBeGreaterThan(last - DAY);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

function marksIn(kept: ReturnType<typeof keptRows>): readonly AuditMark[] {
  return STREAMS.flatMap((stream) => markIn(AuditMark, kept.marks.get(`audits/${stream}`)) ?? { version: 1, from: null, sureFrom: null, oldest: null, through: null, dayAt: null, fullAt: null, rows: 0, sweep: null });
}

/** Rows of the stretch that is said to be read, which are not there although they were readable early enough. */
function wronglyClaimed(rows: readonly Row[], kept: ReturnType<typeof keptRows>): readonly Row[] {
  const marks = marksIn(kept);
  const stretch = readStretch(marks);
  if (!stretch) return [];
  const [from, through] = [Date.parse(stretch.from), Date.parse(stretch.through)];
  return rows.filter((row) => {
    if (row.at < from || row.at > through || kept.audits.has(row.id)) return false;
    const full = Date.parse(marks[STREAMS.indexOf(row.stream)]?.fullAt ?? '');
    const beforeFull = row.arrivesAt <= full && row.at >= full - 30 * DAY;
    const isPrompt = row.arrivesAt - row.at < 10 * MINUTE && row.at <= through - 10 * MINUTE;
    return beforeFull || isPrompt;
  });
}
