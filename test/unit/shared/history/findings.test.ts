import { describe, expect, it } from 'vitest';
import type { FindingContext } from '../../../../shared/domain/history/finding-context';
import { busyOperators, dayOf, findingsOf, operatorRowOf, type OperatorRow, quotaNear, repeatedPerson, seenBy, seenIn, weekOf } from '../../../../shared/domain/history/findings';
import type { Fact } from '../../../../shared/domain/history/fact';
import { DEFAULT_HISTORY_RULES } from '../../../../shared/domain/history/history-rules';
import { livesOf } from '../../../../shared/domain/history/lives';
import { networkOf } from '../../../../shared/domain/history/find-network';
import { at, audit, context, DANA, DAY, entry, granted, guid, issued, line, MS_PIM, OTTO, PERSON, registration, revoked, seen, shown, signIn, triple } from './given-facts';

const otto = { ...OTTO, isApp: false };
const rules = (change: Partial<FindingContext['rules']>) => ({ rules: { ...DEFAULT_HISTORY_RULES, ...change } });

function kinds(facts: readonly Fact[], change: Partial<FindingContext> = {}): readonly string[] {
  const given = context(change);
  return livesOf(facts, given.now).flatMap((life) => findingsOf(life, facts, given).findings.map(({ kind, id }) => `${kind} ${id.slice(kind.length + 1)}`));
}
const made = (number: number, minutes: number, ...rest: Parameters<typeof issued>[2][]) => [...issued(number, minutes, ...rest), audit(`made-${number}`, minutes + 0.02)];
const used = [signIn('used', 20)];

describe('a clean life', () => {
  it('raises nothing', () => {
    expect(kinds([...made(1, 0), ...used, ...granted(11, 5), ...triple('pim-11', 5)])).toEqual([]);
  });
});

describe('outside the tool', () => {
  const pass = [audit('a', 0, { by: otto })];
  it('is a pass or grant that no journal knows', () => {
    expect(kinds(pass)).toEqual(['outside-tool audit:a']);
    expect(kinds(triple('out', 0, { by: otto }))).toEqual(['outside-tool audit:out-requested']);
  });
  it.each<[string, readonly Fact[], Partial<FindingContext>]>([
    ['before the journal began', pass, { journalSince: at(1) }],
    ['without a journal', pass, { journalSince: null }],
    ['that failed', [audit('a', 0, { by: otto, result: 'failure' })], {}],
    ['of somebody who activates their own role', triple('out', 0, { by: { ...PERSON, isApp: false } }), {}],
    ['of which only the platform’s row is there', [audit('core', 0, { service: 'Core Directory', activity: 'Add member to role', by: MS_PIM })], {}],
    ['by a colleague of another desk', pass, rules({ hasOtherDesks: true })],
    ['that takes away', triple('off', 0, { verb: 'Remove member from', by: otto }), {}],
  ])('is nothing %s', (_what, facts, change) => {
    expect(kinds(facts, change)).toEqual([]);
  });
  it('is found with other desks only of this journal’s operators', () => {
    expect(kinds(pass, { ...rules({ hasOtherDesks: true }), knownOperators: [OTTO.id.toUpperCase()] })).toEqual(['outside-tool audit:a']);
  });
});

describe('not in Entra', () => {
  const facts = [...issued(1, 0), ...used];
  it('is what a journal has and the log, read for that time, does not', () => {
    expect(kinds(facts)).toEqual([`not-in-entra act:${guid(1)}`]);
    expect(kinds([...granted(1, 0)])).toEqual([`not-in-entra act:${guid(1)}`]);
  });
  it.each<[string, Partial<FindingContext>]>([
    ['while a row may still come', { now: at(20 * 60) }],
    ['when the log was not read that far', { auditsRead: { from: at(-DAY), through: at(20 * 60) } }],
    ['when the log was read only later', { auditsRead: { from: at(1), through: at(10 * DAY) } }],
    ['when the log may not be read', { auditsRead: null }],
    ['once copies of the log are forgotten', { now: at(400 * DAY), auditsRead: { from: at(-DAY), through: at(400 * DAY) } }],
  ])('says nothing %s', (_what, change) => {
    expect(kinds(facts, change)).toEqual([]);
  });
  it('says when it may be found', () => {
    const [life] = livesOf(facts, at(10));
    expect(findingsOf(life!, facts, context({ now: at(60) }))).toMatchObject({ findings: [], changesAt: at(24 * 60 + 0.05) });
  });
  it('says nothing of a failed act', () => {
    expect(kinds(issued(1, 0, { result: 'failed' }))).toEqual([]);
  });
});

describe('never used', () => {
  it('is a pass that ran out without a sign-in, or that Entra called expired', () => {
    expect(kinds(made(1, 0))).toEqual([`never-used act:${guid(1)}`]);
    expect(kinds([...made(1, 0), seen('pass-1', 61, 'Expired')], { signInsRead: null })).toEqual([`never-used act:${guid(1)}`]);
  });
  it.each<[string, readonly Fact[], Partial<FindingContext>]>([
    ['somebody signed in', used, {}],
    ['it was used', [seen('pass-1', 30, 'OneTimeUsed')], {}],
    ['a method was registered', [registration('r', 30)], {}],
    ['it was revoked', revoked(3, 5, 'pass-1'), {}],
    ['it was removed elsewhere', [seen('pass-1', 30, 'Gone')], {}],
    ['sign-ins may not be read', [], { signInsRead: null }],
    ['sign-ins were read half', [], { signInsRead: { from: at(-DAY), through: at(50) } }],
    ['it still lives', [], { now: at(50), signInsRead: { from: at(-DAY), through: at(500) } }],
  ])('says nothing when %s', (_what, more, change) => {
    expect(kinds([...made(1, 0), ...more], change)).toEqual([]);
  });
  it('says nothing of one that was replaced', () => {
    expect(kinds([...made(1, 0), ...made(5, 30), signIn('s', 40)])).toEqual([]);
  });
});

describe('used from elsewhere', () => {
  const usual = [1, 2, 3, 4, 5].map((day) => signIn(`usual-${day}`, -day * DAY));
  const from = (change: Parameters<typeof signIn>[2], before: readonly Fact[] = usual) => kinds([...made(1, 0), ...before, signIn('x', 20, change)]);
  it('is another country, or another network', () => {
    expect(from({ country: 'BR' })).toEqual([`used-elsewhere act:${guid(1)}`]);
    expect(from({ ipAddress: '198.51.100.4' })).toEqual([`used-elsewhere act:${guid(1)}`]);
    expect(from({ country: 'BR' }, usual.slice(0, 1))).toEqual([`used-elsewhere act:${guid(1)}`]);
  });
  it('is nothing within the usual, or with too little to compare with', () => {
    expect(from({ country: 'de', ipAddress: '192.0.2.200' })).toEqual([]);
    expect(from({ ipAddress: '198.51.100.4' }, usual.slice(0, 4))).toEqual([]);
    expect(from({ country: 'BR' }, [])).toEqual([]);
    expect(from({ country: 'BR' }, [signIn('failed', -DAY, { errorCode: 50126 })])).toEqual([]);
    expect(from({ country: 'BR' }, [signIn('long ago', -40 * DAY)])).toEqual([]);
    expect(from({ country: 'BR', errorCode: 50126 })).toEqual([`never-used act:${guid(1)}`]);
    expect(from({ country: '', ipAddress: 'hidden' })).toEqual([]);
  });
});

describe('networks', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.0/24'],
    ['2001:DB8:0001:9::1', '2001:db8:1::/48'],
    ['::1', '0:0:0::/48'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['300.0.2.7', null],
    ['1::2::3', null],
    ['1:2:3:4:5:6:7', null],
    ['=cmd|calc', null],
    ['', null],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('out of hours', () => {
  const night = 14 * 60;
  it('is when the operator issued or granted', () => {
    expect(kinds([...made(1, night), signIn('s', night + 10)])).toEqual([`out-of-hours act:${guid(1)}`]);
    expect(kinds([...granted(1, -2 * DAY), ...triple('pim-1', -2 * DAY)])).toEqual([`out-of-hours act:${guid(1)}`]);
  });
  it('goes by the hours of the desk', () => {
    expect(kinds([...made(1, night), signIn('s', night + 10)], { timeZone: 'America/New_York' })).toEqual([]);
    expect(kinds([...made(1, 0), ...used], { timeZone: 'America/Los_Angeles' })).toEqual([`out-of-hours act:${guid(1)}`]);
    expect(kinds([...made(1, 0), ...used], rules({ workingHours: { timeZone: 'UTC', days: ['mon'], from: '10:00', to: '12:00' } }))).toEqual([`out-of-hours act:${guid(1)}`]);
    expect(kinds([...made(1, night), signIn('s', night + 10)], { timeZone: 'No/Where' })).toEqual([]);
  });
  it('judges a run once, when it begins', () => {
    const run = line(20, night, { action: 'run.begin', person: null, detail: { runId: 'r', runKind: 'issue' } });
    expect(kinds([run])).toEqual([`out-of-hours act:${guid(20)}`]);
    expect(kinds([...made(1, night, { detail: { runId: 'r' } }), signIn('s', night + 10)])).toEqual([]);
    expect(kinds([line(20, night, { action: 'run.begin', person: null, detail: { runId: 'r', runKind: 'end-access' } })])).toEqual([]);
  });
  it('judges other desks only by hours that the policy names', () => {
    const there = [...issued(1, night, { desk: 'Lima' }), audit('m', night), signIn('s', night + 10)];
    expect(kinds(there)).toEqual([]);
    expect(kinds(there, rules({ workingHours: { timeZone: 'UTC', days: ['mon'], from: '08:00', to: '18:00' } }))).toEqual([`out-of-hours act:${guid(1)}@person:${PERSON.id}`]);
  });
});

describe('weak verification', () => {
  const verified = (verificationKind: string | null, tier: string) => [...made(1, 0, { detail: { tier, verificationKind } }), ...used];
  it('is a kind that the tier may not have, or none', () => {
    expect(kinds(verified('call-back', 'privileged'))).toEqual([`weak-verification act:${guid(1)}`]);
    expect(kinds(verified(null, 'standard'))).toEqual([`weak-verification act:${guid(1)}`]);
    expect(kinds(verified('photo-id', 'privileged'))).toEqual([]);
    expect(kinds(verified('call-back', 'no tier'))).toEqual([]);
  });
  it('allows what a group of operators may use', () => {
    const group = { groupId: guid(77), name: 'Leads', limits: { privileged: { verification: { kinds: ['call-back' as const] } } } };
    expect(kinds(verified('call-back', 'privileged'), { operatorGroups: [group] })).toEqual([]);
  });
  it('says nothing of lines that say nothing', () => {
    const silent = [line(1, 0, { detail: { tier: 'privileged' } }), line(2, 0.1, { phase: 'outcome', intentId: guid(1), result: 'succeeded', detail: { tier: 'privileged' } })];
    expect(kinds([...silent, audit('a', 0)])).toEqual([]);
  });
});

describe('the same person again', () => {
  const found = (facts: readonly Fact[]) => repeatedPerson(livesOf(facts, at(100 * DAY)), context());
  const days = (...some: readonly number[]) => some.flatMap((day, index) => issued(index * 10 + 1, day * DAY));
  it('is so many passes within so many days, told once', () => {
    expect(found(days(0, 5, 30))).toMatchObject([{ id: `repeat-person:act:${guid(1)}`, at: at(30 * DAY), lineIds: [guid(21), guid(11), guid(1)].map((id) => `act:${id}`), facts: { passes: 3 } }]);
    expect(found(days(0, 5, 20, 33))).toMatchObject([{ facts: { passes: 4 } }]);
    expect(found(days(0, 1, 2, 60, 61, 62))).toHaveLength(2);
  });
  it('is nothing with fewer, further apart, failed or taken back unseen', () => {
    expect(found(days(0, 5, 31))).toEqual([]);
    expect(found([...days(0, 5), ...issued(21, 6 * DAY, { result: 'failed' })])).toEqual([]);
    expect(found([...days(0, 5), ...issued(21, 6 * DAY), ...revoked(31, 6 * DAY + 5, 'pass-21')])).toEqual([]);
    expect(found([...days(0, 5), ...issued(21, 6 * DAY), shown(35, 6 * DAY + 1, 21), ...revoked(31, 6 * DAY + 5, 'pass-21')])).toHaveLength(1);
  });
});

describe('operators', () => {
  const row = (operator: typeof DANA, number: number, minutes: number, change: Partial<OperatorRow> = {}): OperatorRow => ({ lineId: `act:${operator.id}-${number}`, at: at(minutes), operator, personId: 'p', tier: 'standard', runId: '', ...change });
  const many = (operator: typeof DANA, count: number, every = 60, change: Partial<OperatorRow> = {}) => Array.from({ length: count }, (_, number) => row(operator, number, number * every, change));
  const week = weekOf(at(0));

  it('far above the others in a week', () => {
    const rows = [...many(DANA, 40), ...many(OTTO, 10)];
    expect(busyOperators(week, rows, context())).toMatchObject([{ id: `busy-operator:${DANA.id}:2026-03-02`, operator: DANA, facts: { passes: 40, median: 10 } }]);
    expect(busyOperators(week, [...rows].reverse().concat(rows), context())).toEqual(busyOperators(week, rows, context()));
    expect(busyOperators(week, [...many(DANA, 39), ...many(OTTO, 1)], context())).toEqual([]);
    expect(busyOperators(week, [...many(DANA, 40), ...many(OTTO, 11)], context())).toEqual([]);
    expect(busyOperators(week, many(DANA, 100), context())).toEqual([]);
    expect(busyOperators('2026-03-09', rows, context())).toEqual([]);
  });
  it('is not above them by a run', () => {
    expect(busyOperators(week, [...many(DANA, 200, 1, { runId: 'r' }), ...many(OTTO, 3)], context())).toEqual([]);
  });
  it('near the quota of an hour or a day, whichever is nearer', () => {
    expect(quotaNear(dayOf(at(0)), many(DANA, 16, 3), context())).toMatchObject([{ id: `quota-near:${DANA.id}:2026-03-02`, facts: { per: 'hour', used: 16, maximum: 20 }, lineIds: { length: 16 } }]);
    expect(quotaNear(dayOf(at(0)), many(DANA, 15, 3), context())).toEqual([]);
    expect(quotaNear(dayOf(at(0)), many(DANA, 48, 10), context())).toMatchObject([{ facts: { per: 'day', used: 48, maximum: 60 } }]);
    expect(quotaNear(dayOf(at(0)), many(DANA, 47, 10), context())).toEqual([]);
  });
  it('counts over midnight, and for the day on which it happened', () => {
    const rows = many(DANA, 48, 25).map((one) => ({ ...one, at: new Date(Date.parse(one.at) + 10 * 3_600_000).toISOString() }));
    expect(quotaNear(dayOf(at(0)), rows, context())).toEqual([]);
    expect(quotaNear(dayOf(at(DAY)), rows, context())).toMatchObject([{ facts: { per: 'day', used: 48 } }]);
  });
  it('counts passes that a journal issued, and none that failed', () => {
    const lives = (facts: readonly Fact[]) => livesOf(facts, at(10)).map(operatorRowOf);
    expect(lives(issued(1, 0, { detail: { runId: 'r' } }))).toEqual([{ lineId: `act:${guid(1)}`, at: at(0), operator: DANA, personId: PERSON.id, tier: 'standard', runId: 'r' }]);
    expect(lives([...issued(1, 0, { result: 'failed' }), audit('a', 100), ...granted(5, 1)])).toEqual([null, null, null]);
  });
  it('weeks begin on Monday', () => {
    expect([weekOf('2026-03-01T23:59:59Z'), weekOf('2026-03-02T00:00:00Z'), weekOf('1969-12-31T00:00:00Z'), weekOf('no date')]).toEqual(['2026-02-23', '2026-03-02', '1969-12-29', '1969-12-29']);
  });
});

describe('marks', () => {
  const mark = (minutes: number, reason: string) => entry(5, minutes, { action: 'finding.see', phase: 'event', result: 'succeeded', reason, detail: { findingId: 'f', kind: 'outside-tool' } });
  it('come from the journal, the newest counts', () => {
    const marks = [mark(10, 'first'), mark(20, 'second')].map(seenIn).flatMap((one) => (one ? [one] : []));
    expect(seenBy({ id: 'f', at: at(0) }, marks)).toEqual({ at: at(20), by: DANA.displayName, reason: 'second' });
    expect(seenBy({ id: 'g', at: at(0) }, marks)).toBeNull();
    expect(seenBy({ id: 'f', at: at(30) }, marks)).toBeNull();
    expect(seenIn(entry(1, 0, { detail: { findingId: 'f' } }))).toBeNull();
  });
});
