/** What is looked for is found in a year of a desk, and nothing else; whatever order it becomes known in. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFact, type Fact, journalFact, signInFact } from '../../../shared/domain/history/fact';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import { FINDING_KINDS, type HistoryLine } from '../../../shared/domain/history/history-line';
import { chance } from '../../bench/history-rows';
import { NOW } from '../demo-tenant/history-desk';
import { historyStore, valueOf, type TestHistory } from '../../support/history-store';
import { aYear, contextOf, isOf, seedOf, sightOf, type Year } from './year';

const byId = <T extends { readonly id: string }>(some: readonly T[]) => [...some].sort((one, other) => (one.id < other.id ? -1 : 1));
const factsOf = ({ entries, audits, signIns }: Year): readonly Fact[] => [...entries.map((entry) => journalFact('', entry)), ...audits.map(auditFact), ...signIns.map(signInFact)];

async function take(store: TestHistory, facts: readonly Fact[]): Promise<void> {
  await valueOf(store.takeEntries('', facts.flatMap((fact) => (fact.source === 'journal' ? [fact.entry] : []))));
  await valueOf(store.takeAudits(facts.flatMap((fact) => (fact.source === 'audit' ? [fact.audit] : []))));
  await valueOf(store.takeSignIns(facts.flatMap((fact) => (fact.source === 'sign-in' ? [fact.signIn] : []))));
}

/** All lines with the findings that each shows, and all findings; but for the order within one millisecond. */
async function endOf(store: TestHistory) {
  const { asOf } = await valueOf(store.page(EVERYTHING, 0, 1, null));
  const lines: HistoryLine[] = [];
  for (let after: number | null = null, isDone = false; !isDone; ) {
    const page: Awaited<ReturnType<typeof store.walk>> = await store.walk(EVERYTHING, after, asOf, 1_000);
    if (!page.ok) throw new Error('not answered');
    lines.push(...(await valueOf(page.value.lines())));
    after = page.value.next;
    isDone = after === null;
  }
  return { lines: byId(lines), findings: byId(await valueOf(store.findings('all'))) };
}

/** Everything at once, then one look. */
async function lookedAt(year: Year) {
  const store = historyStore({ now: NOW });
  await take(store, factsOf(year));
  await valueOf(store.lookForFindings(contextOf(year)));
  const end = await endOf(store);
  await store.close();
  return end;
}

describe('a clean year', () => {
  it('has no finding', { timeout: 240_000 }, async () => {
    const year = await aYear(false);
    const { lines, findings } = await lookedAt(year);
    expect(findings).toEqual([]);
    // Not because nothing was joined or judged: passes are known from both sides, and were used.
    const passes = lines.filter(({ kind, result }) => kind === 'pass' && result === 'succeeded');
    expect([passes.length > 500, passes.every(({ sources }) => sources.includes('journal') && sources.includes('audit')), passes.filter(({ use }) => use === 'signed-in').length > 400]).toEqual([true, true, true]);
  });
});

describe('a year with oddities', () => {
  let year: Year;
  let end: Awaited<ReturnType<typeof lookedAt>>;
  beforeAll(async () => {
    year = await aYear(true);
    end = await lookedAt(year);
  }, 240_000);

  it('has a finding for each of them, of its kind, person, operator and acts', () => {
    const { planted } = year.tenant;
    expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(FINDING_KINDS));
    const sights = end.findings.map(sightOf);
    const shown = planted.map((each) => sights.filter((sight) => isOf(sight, each)));
    expect(planted.filter((_, index) => shown[index]?.length !== 1)).toEqual([]);
    // Each of another one.
    expect(new Set(shown.flat()).size).toBe(planted.length);
  });

  it('has no other finding than for what was in the tenant before', () => {
    const seed = seedOf(year.tenant);
    expect(seed.length).toBeGreaterThan(20);
    const others = end.findings.map(sightOf).filter((sight) => !year.tenant.planted.some((each) => isOf(sight, each)));
    expect(others.map(({ kind, personId }) => [kind, personId]).sort()).toEqual(seed.map((personId) => ['outside-tool', personId]).sort());
  });

  it.each([1, 2])('ends the same when it becomes known in random order and bit by bit, looked at in between (%i)', { timeout: 240_000 }, async (seed) => {
    const random = chance(seed);
    const facts = factsOf(year).map((fact) => [random(), fact] as const).sort(([one], [other]) => one - other).map(([, fact]) => fact);
    const store = historyStore({ now: NOW });
    const passing = new Set<string>();
    for (let from = 0; from < facts.length; ) {
      const until = from + Math.ceil(random() * facts.length * 0.5);
      await take(store, facts.slice(from, until));
      // Sometimes nothing was read yet; sometimes it was said of the whole year when much is still on its way: what is found then is taken back.
      const context = random() < 0.3 ? contextOf(year, { auditsRead: null, signInsRead: null }) : contextOf(year);
      for (const { id } of until < facts.length ? await valueOf(store.lookForFindings(context)) : []) passing.add(id);
      from = until;
    }
    await valueOf(store.lookForFindings(contextOf(year)));
    const late = await endOf(store);
    expect(late.findings).toEqual(end.findings);
    expect(late.lines).toEqual(end.lines);
    // The looks in between did find what did not last, or they proved nothing.
    const lasting = new Set(end.findings.map(({ id }) => id));
    expect([...passing].filter((id) => !lasting.has(id)).length).toBeGreaterThan(50);
    await store.close();
  });
});
