/** Whatever the facts are, and in whatever order they come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalAction } from '../../../../shared/domain/journal-entry';
import { auditFact, type Fact, journalFact, seenFact, signInFact } from '../../../../shared/domain/history/fact';
import { findingsOf, repeatedPerson } from '../../../../shared/domain/history/findings';
import { groupOf } from '../../../../shared/domain/history/group-of';
import { HistoryEvent, HistoryLine } from '../../../../shared/domain/history/history-line';
import { livesOf } from '../../../../shared/domain/history/lives';
import { at, auditRow, context, DANA, entry, granted, guid, issued, OTTO, PERSON, registration, removal, revoked, ROLE, seen, shown, signIn, triple } from './given-facts';

const minutes = fc.integer({ min: 0, max: 400 });
const hostile = fc.oneof(fc.constantFrom('', '=1+1', '\u202Eevil', '\u0000', 'x'.repeat(500), '__proto__', 'constructor'), fc.string({ unit: 'binary', maxLength: 12 }));
const passId = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('p1', 'P1', 'p2', 'p3') }, { weight: 1, arbitrary: hostile });
const intentId = fc.integer({ min: 0, max: 12 }).map(guid);
const who = fc.constantFrom(DANA, OTTO, PERSON);
const when = fc.oneof({ weight: 12, arbitrary: minutes.map(at) }, { weight: 1, arbitrary: fc.constantFrom('', 'never', '9999-99-99T00:00:00Z', '-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z') });

const anyJournal = fc
  .record({
    id: intentId, seq: fc.integer({ min: 1, max: 9 }), at: when, phase: fc.constantFrom('intent', 'outcome', 'event'), action: fc.constantFrom(...JournalAction.options), intent: fc.option(intentId), operator: who,
    result: fc.constantFrom('succeeded', 'failed', 'unknown', null),
    detail: fc.record(
      { passId, issueIntentId: intentId, repeats: intentId, scheduleId: passId, newScheduleId: passId, pimRequestId: passId, startDateTime: when, expiresAt: when, until: when, notBefore: when, plannedEnd: when, lifetimeInMinutes: fc.oneof(fc.integer({ min: -5, max: 600 }), fc.double()), isUsableOnce: fc.boolean(), replacesPassId: passId, tier: fc.constantFrom('standard', 'none'), runId: hostile, actId: hostile, targetId: fc.constantFrom(ROLE, 'g'), requestId: fc.constantFrom('c1', 'c2') },
      { requiredKeys: [] },
    ),
    ticket: hostile, reason: hostile, desk: fc.constantFrom('', 'North'),
  })
  .map(({ id, at: moment, intent, desk, detail, phase, ...rest }) => {
    const clean = Object.fromEntries(Object.entries(detail)) as Parameters<typeof entry>[2];
    return journalFact(desk, entry(0, 0, { id, at: moment, phase: phase as 'intent', intentId: phase === 'intent' ? null : intent, ...rest, detail: clean as never }));
  });

const ACTIVITIES = ['Admin registered security info', 'Admin deleted security info', 'User registered security info', 'Add member to role in PIM requested (timebound)', 'Add member to role in PIM completed (timebound)', 'Remove member from role in PIM completed (timebound)', 'Add member to role', 'Remove member from role', 'Disable account', 'Update user', 'Update StsRefreshTokenValidFrom Timestamp', 'Add member to role canceled (PIM activation)', 'Update eligible member in PIM'] as const;
const anyAudit = fc
  .record({
    id: fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), hostile), at: when, activity: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ACTIVITIES) }, { weight: 1, arbitrary: hostile }), service: fc.constantFrom('PIM', 'Core Directory', 'Authentication Methods'), result: fc.constantFrom('success', 'failure', 'unknown'),
    resultReason: fc.constantFrom('Admin registered temporary access pass method for user', '', 'Phone'), correlationId: fc.constantFrom('', 'c1', 'c2'),
    by: fc.constantFrom({ ...DANA, isApp: false }, { ...OTTO, isApp: false }, { id: 'm', displayName: 'MS-PIM', userPrincipalName: '', isApp: true }, null),
    request: fc.constantFrom('', 'p1', 'p2'), role: fc.constantFrom(ROLE, 'g', ''), start: fc.option(when),
  })
  .map(({ request, role, start, ...row }) =>
    auditFact(auditRow('', 0, { ...row, targets: [{ ...PERSON, type: 'User' }, ...(role === '' ? [] : [{ id: role, displayName: '', userPrincipalName: '', type: 'Role' }])], details: { ...(request !== '' && { RoleAssignmentRequestId: request }), ...(start !== null && { StartTime: start }) } })),
  );
const anySignIn = fc.record({ id: fc.constantFrom('s1', 's2', 's3', 's4', 's5'), at: when, country: hostile, ipAddress: hostile, errorCode: fc.constantFrom(0, 1) }).map((row) => signInFact({ personId: PERSON.id, displayName: '', userPrincipalName: '', app: '', city: '', correlationId: '', ...row }));
const anySeen = fc.record({ passId, at: when, reason: fc.constantFrom('OneTimeUsed', 'Expired', 'Gone', 'EnabledByPolicy') }).map((row) => seenFact({ personId: PERSON.id, ...row }));
const anyFacts = fc.array(fc.oneof({ weight: 5, arbitrary: anyJournal }, { weight: 4, arbitrary: anyAudit }, { weight: 1, arbitrary: anySignIn }, { weight: 1, arbitrary: anySeen }), { maxLength: 30 });

/** A believable story, of which any part may be missing. */
const STORY: readonly Fact[] = [
  ...issued(1, 0), shown(3, 1, 1), auditFact(auditRow('m1', 0.02)), signIn('s', 20), registration('r', 25), seen('pass-1', 30, 'OneTimeUsed'),
  ...issued(11, 100), auditFact(auditRow('m11', 100.02)), ...revoked(13, 110, 'pass-11'), removal('d11', 110.01), removal('late', 111),
  ...issued(21, 200, { desk: 'North' }), ...issued(21, 200), auditFact(auditRow('out', 230, { by: { ...OTTO, isApp: false } })),
  ...granted(31, 40), ...triple('pim-31', 40), ...triple('off', 120, { verb: 'Remove member from', by: { ...OTTO, isApp: false } }), ...granted(41, 300), ...triple('out-grant', 310, { by: { ...OTTO, isApp: false } }),
];

/** Everything that follows from the facts. */
function told(facts: readonly Fact[], now = at(1000)) {
  const lives = livesOf(facts, now);
  const given = context({ now });
  return { lives, findings: lives.map((life) => findingsOf(life, facts, given)), across: repeatedPerson(lives, given) };
}
const shuffled = (facts: fc.Arbitrary<readonly Fact[]>) => facts.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some.slice(0, 5)], { minLength: some.length + Math.min(5, some.length) })));

describe('lives', () => {
  it('follow from the set of facts alone', () => {
    fc.assert(fc.property(shuffled(anyFacts), ([facts, other]) => { expect(told(other)).toEqual(told(facts)); }), { numRuns: 200 });
    fc.assert(fc.property(shuffled(fc.subarray([...STORY])), ([facts, other]) => { expect(told(other)).toEqual(told(facts)); }), { numRuns: 120 });
  });

  it('end the same however the facts arrived in parts', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...STORY], { minLength: STORY.length }), fc.array(fc.integer({ min: 0, max: STORY.length }), { maxLength: 6 }), (facts, cuts) => {
        const known = new Map<string, Fact>();
        let last: unknown = null;
        for (const cut of [...cuts, STORY.length].sort((one, other) => one - other)) {
          for (const fact of facts.slice(0, cut)) known.set(fact.key, fact);
          last = told([...known.values()]);
        }
        expect(last).toEqual(told(STORY));
      }),
      { numRuns: 60 },
    );
  });

  it('hold every fact once, but for sign-ins without a pass and looks at unknown passes', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, fc.subarray([...STORY])), (facts) => {
        const inLives = livesOf(facts, at(1000)).flatMap(({ events }) => events.flatMap((event) => [event.key, ...(event.source === 'audit' ? event.also.map(({ id }) => `audit:${id}`) : [])]));
        expect(new Set(inLives).size).toBe(inLives.length);
        const must = new Set(facts.filter(({ source }) => source === 'journal' || source === 'audit').map(({ key }) => key));
        expect([...must].filter((key) => !inLives.includes(key))).toEqual([]);
        const given = new Set(facts.map(({ key }) => key));
        expect(inLives.filter((key) => !given.has(key))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('keep to their schema, have ids of their own, and name a change that is still to come', () => {
    const Line = HistoryLine.omit({ findings: true });
    const isInstant = (text: string) => HistoryLine.shape.at.safeParse(text).success;
    fc.assert(
      fc.property(anyFacts.map((facts) => facts.filter((fact) => isInstant(fact.at))), minutes, (facts, now) => {
        const lives = livesOf(facts, at(now));
        expect(new Set(lives.map(({ line }) => line.id)).size).toBe(lives.length);
        for (const { line, events, changesAt } of lives) {
          Line.parse(line);
          for (const event of events) if (event.source === 'audit') HistoryEvent.parse(event);
          expect(events.length).toBeGreaterThan(0);
          expect(events.filter(({ joinedBy }) => joinedBy === 'itself')).toHaveLength(1);
          if (changesAt !== null) expect(Date.parse(changesAt)).toBeGreaterThan(Date.parse(at(now)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('change by time only when they said so', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, fc.subarray([...STORY])), minutes, fc.integer({ min: 1, max: 600 }), (facts, now, more) => {
        const [before, after] = [livesOf(facts, at(now)), livesOf(facts, at(now + more))];
        before.forEach(({ line, changesAt }, index) => {
          if (changesAt === null || Date.parse(changesAt) > Date.parse(at(now + more))) expect(after[index]?.line).toEqual(line);
        });
      }),
      { numRuns: 120 },
    );
  });

  it('raise and lose findings by time only when they said so', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, fc.subarray([...STORY])), minutes, fc.integer({ min: 1, max: 3000 }), (facts, now, more) => {
        const later = at(now + more);
        const lives = livesOf(facts, later);
        for (const life of livesOf(facts, at(now))) {
          const verdict = findingsOf(life, facts, context({ now: at(now) }));
          const isDue = [life.changesAt, verdict.changesAt].some((turn) => turn !== null && Date.parse(turn) <= Date.parse(later));
          const same = lives.find(({ line }) => line.id === life.line.id);
          if (!isDue && same) expect(findingsOf(same, facts, context({ now: later })).findings).toEqual(verdict.findings);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('of a group need no fact of another', () => {
    fc.assert(fc.property(anyFacts, (facts) => facts.every((fact) => groupOf(fact) === groupOf(structuredClone(fact)) && groupOf(fact) !== '')), { numRuns: 100 });
  });
});
