import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { ada, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const PEOPLE = 2000;
/** People whose pass nobody received. */
const UNSEEN = 3;
const BATCH = 10;
const BEGUN = Date.parse('2026-03-02T09:00:00Z');
const at = (second: number) => new Date(BEGUN + second * 1000).toISOString();

/** What a run over many people writes: for each of them an issue and a print, both as intent and outcome, and one reveal. */
function* linesOf(runId: string): Iterable<readonly JournalRecord[]> {
  for (let first = 0; first < PEOPLE; first += BATCH) {
    const people = Array.from({ length: BATCH }, (_, n) => ({ ...ada, id: randomUUID(), displayName: `Joiner ${first + n}`, userPrincipalName: `joiner-${first + n}@contoso.example` }));
    const intents = people.map((person, n) => record({ at: at(first + n), person, detail: { runId, lifetimeInMinutes: 480, isUsableOnce: true, startDateTime: null } }));
    const passIds = people.map(() => randomUUID());
    const [issues, prints, reveals, printed] = [
      intents.map((intent, n) => ({ ...intent, id: randomUUID(), phase: 'outcome' as const, intentId: intent.id, result: 'succeeded' as const, detail: { runId, passId: passIds[n] ?? '', requestId: randomUUID() } })),
      intents.map((intent, n) => ({ ...intent, id: randomUUID(), action: 'pass.print' as const, detail: { runId, passId: passIds[n] ?? '', channel: 'sealed-pdf' } })),
      intents.map((intent, n) => ({ ...intent, id: randomUUID(), action: 'passcode.reveal' as const, phase: 'event' as const, intentId: intent.id, detail: { runId, passId: passIds[n] ?? '' } })),
      intents.map((intent) => ({ ...intent, id: randomUUID(), action: 'pass.print' as const, phase: 'outcome' as const, result: 'succeeded' as const, detail: { runId } })),
    ];
    yield* [intents, issues, reveals, prints, printed.map((line, n) => ({ ...line, intentId: prints[n]?.id ?? null })).slice(0, first === 0 ? BATCH - UNSEEN : BATCH)];
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly found: T; readonly took: number }> {
  await work();
  const start = performance.now();
  const found = await work();
  return { found, took: Math.round(performance.now() - start) };
}

describe('a journal with a run of 2,000 people', () => {
  it('is written quickly in batches, and asked about it without a pause that one feels', { timeout: 120_000 }, async () => {
    const book = openBook(journalFile(temporaryFolder(), 'demo'));
    const runId = randomUUID();
    const plan = value(await book.keep(JSON.stringify({ runId })));
    const begun = value(await book.append(record({ action: 'run.begin', person: null, at: at(0), detail: { runId, planSha256: plan, people: PEOPLE } })));
    const start = performance.now();
    let lines = 1;
    for (const batch of linesOf(runId)) lines += value(await book.appendAll(batch)).length;
    const written = Math.round(performance.now() - start);

    const since = at(0);
    const neverShown = await timed(async () => value(await book.neverShown(since)));
    const issued = await timed(async () => value(await book.recent({ actions: ['pass.issue'], since, personId: null })));
    const ofThree = await timed(async () => value(await book.recent({ actions: ['pass.issue', 'pass.print'], since, personId: neverShown.found[0]?.person?.id ?? '' })));
    const unsettled = await timed(async () => value(await book.unsettled()));
    const open = await timed(async () => value(await book.openActs(['run.begin', 'access.end'])));
    const page = await timed(async () => value(await book.page('', null, 100)));
    const search = await timed(async () => value(await book.page('joiner-1999', null, 100)));
    const verdict = await timed(async () => value(await book.verify([])));

    expect(lines).toBe(1 + PEOPLE * 5 - UNSEEN);
    expect(neverShown.found.map(({ person }) => person?.displayName)).toEqual(['Joiner 7', 'Joiner 8', 'Joiner 9']);
    expect([issued.found.length, ofThree.found.length, open.found, page.found.total, search.found.total]).toEqual([PEOPLE * 2, 3, [begun], lines, 5]);
    expect(unsettled.found.map(({ action }) => action)).toEqual(Array(UNSEEN).fill('pass.print'));
    expect(verdict.found).toMatchObject({ state: 'intact', entries: lines });

    const took = { written, neverShown: neverShown.took, issued: issued.took, ofOnePerson: ofThree.took, unsettled: unsettled.took, openActs: open.took, page: page.took, search: search.took, verify: verdict.took };
    console.info(`A run of ${PEOPLE}, ${lines} entries, ms:`, took);
    // Generous: a slow shared machine must not fail; the figures are printed.
    const limits = { written: 60_000, neverShown: 3000, issued: 3000, ofOnePerson: 300, unsettled: 1000, openActs: 300, page: 300, search: 500, verify: 5000 };
    expect(Object.entries(took).filter(([name, ms]) => ms > limits[name as keyof typeof limits])).toEqual([]);
    await book.close();
  });
});
