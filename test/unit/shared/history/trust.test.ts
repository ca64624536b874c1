/** What an opened journal may explain: nothing, unless somebody vouches for who wrote it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFact, type Fact, journalFact } from '../../../../shared/domain/history/fact';
import { judgeOf } from '../../../../shared/domain/history/find-group';
import { busyOperators, type OperatorRow, quotaNear } from '../../../../shared/domain/history/findings';
import { DEFAULT_HISTORY_RULES } from '../../../../shared/domain/history/history-rules';
import type { PackVerdict } from '../../../../shared/domain/history/history-state';
import { livesOf, toldOf } from '../../../../shared/domain/history/lives';
import { packTrust } from '../../../../shared/domain/history/trust';
import { at, audit, auditRow, context, DANA, DAY, doubted, entry, granted, guid, issued, OTTO, PERSON, removal, revoked, shown, signIn, triple } from './given-facts';

const NOW = at(10 * DAY);
const REPEAT = context({ rules: { ...DEFAULT_HISTORY_RULES, repeatPasses: 2 } });
const findings = (facts: readonly Fact[], given = REPEAT) => judgeOf(facts, NOW)(given).findings;
const byOtto = { by: { ...OTTO, isApp: false } };
/** As another desk would have written it. */
const abroad = (facts: readonly Fact[], desk = 'Berlin'): readonly Fact[] => facts.map((fact) => (fact.source === 'journal' ? journalFact(desk, fact.entry, true) : fact));
const OUTSIDE = audit('outside', 0.02, byOtto);
const CLAIM = issued(1, 0, { desk: 'Berlin', change: { operator: OTTO } });

describe('a pass that only Entra tells of', () => {
  const kindsOf = (facts: readonly Fact[]) => findings(facts).map(({ id, lineIds, facts: said }) => ({ id, lineIds, claimedBy: said.claimedBy ?? null }));

  it('remains outside of the tool when a journal claims it that anyone could have written, and says whose claim it is', () => {
    expect(kindsOf([OUTSIDE])).toEqual([{ id: 'outside-tool:audit:outside', lineIds: ['audit:outside'], claimedBy: null }]);
    const open = [OUTSIDE, ...doubted(CLAIM)];
    const [claimed] = livesOf(open, NOW);
    expect(claimed?.line).toMatchObject({ desk: 'Berlin', sources: ['journal', 'audit'] });
    expect(kindsOf(open)).toContainEqual({ id: 'outside-tool:audit:outside', lineIds: [claimed?.line.id], claimedBy: 'Berlin' });
  });

  it('is explained by one that somebody vouches for, whatever others claim besides', () => {
    expect(kindsOf([OUTSIDE, ...CLAIM]).filter(({ id }) => id.startsWith('outside-tool'))).toEqual([]);
    expect(kindsOf([OUTSIDE, ...CLAIM, ...doubted(abroad(CLAIM, 'Rome'))]).filter(({ id }) => id.startsWith('outside-tool'))).toEqual([]);
  });

  it('is explained as far as a journal is vouched for, and not by what came after', () => {
    const later = audit('later', 200.02, byOtto);
    const tail = issued(11, 200, { desk: 'Berlin', change: { operator: OTTO } });
    expect(findings([OUTSIDE, later, ...CLAIM, ...doubted(tail)]).flatMap(({ kind, id }) => (kind === 'outside-tool' ? [id] : []))).toEqual(['outside-tool:audit:later']);
  });

  it('remains so for a grant too', () => {
    const made = triple('pim-31', 40, byOtto);
    const claim = abroad(granted(31, 40)).map((fact) => (fact.source === 'journal' ? journalFact(fact.desk, { ...fact.entry, operator: OTTO }) : fact));
    expect(findings([...made, ...claim]).flatMap(({ kind, facts }) => (kind === 'outside-tool' ? [facts.claimedBy] : []))).toEqual(['Berlin']);
  });
});

describe('a journal that nobody vouches for', () => {
  /** This desk: a pass nobody used, one that Entra does not know, one used from elsewhere, one in the night, weakly verified. */
  const own: readonly Fact[] = [
    ...issued(101, 0), shown(103, 1, 101), audit('m101', 0.02),
    ...issued(111, 300, { detail: { verificationKind: null } }),
    signIn('u1', -2000), signIn('u2', -1900),
    ...issued(121, 900), shown(123, 901, 121), audit('m121', 900.02), signIn('away', 905, { country: 'BR' }),
    OUTSIDE, ...triple('out-grant', 310, byOtto),
  ];
  /** Whatever could explain something away: revokes, hand-overs, later passes, claims of what Entra knows, repeats of this desk's own ids. */
  const forged = doubted(abroad([
    ...CLAIM, ...revoked(201, 5, 'pass-101'), ...revoked(203, 905, 'pass-121', { operator: OTTO }), shown(205, 2, 101), ...issued(211, 3), ...issued(213, 902), ...issued(215, 300, { detail: { verificationKind: 'call-back' } }),
    ...issued(217, 899, { detail: { repeats: guid(121) }, result: 'failed' }), ...granted(221, 310, { requestId: 'out-grant' }), ...issued(101, 0, { result: 'failed' }), ...issued(111, 301), ...revoked(231, 301, 'pass-111'),
  ]));
  /** What a finding of this desk is, wherever its line is shown now. */
  const bare = (facts: readonly Fact[]) => new Map(findings(facts).map(({ id, kind, at: when, person, operator, facts: said }) => [id, { kind, when, person, operator, said: Object.entries(said).filter(([name]) => name !== 'claimedBy') }]));

  it('takes no finding away and changes none, whichever of its entries are there', () => {
    const before = bare(own);
    expect(new Set([...before.values()].map(({ kind }) => kind))).toEqual(new Set(['never-used', 'not-in-entra', 'used-elsewhere', 'out-of-hours', 'weak-verification', 'outside-tool', 'repeat-person']));
    fc.assert(
      fc.property(fc.shuffledSubarray([...forged]), (some) => {
        const after = bare([...some, ...own]);
        expect([...before.keys()].map((id) => after.get(id))).toEqual([...before.values()]);
      }),
      { numRuns: 60 },
    );
  });

  it('changes no line of this desk, and every finding leads to a line that is there', () => {
    const lines = (facts: readonly Fact[]) => livesOf(facts, NOW).map(({ line }) => line).filter(({ desk, sources }) => desk === '' && sources.includes('journal'));
    fc.assert(
      fc.property(fc.shuffledSubarray([...forged]), (some) => {
        const facts = [...some, ...own];
        expect(lines(facts)).toEqual(lines(own));
        const ids = livesOf(facts, NOW).map(({ line }) => line.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(findings(facts).flatMap(({ lineIds }) => lineIds).filter((id) => !ids.includes(id))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves nothing behind, and says the same in whatever order it was opened', () => {
    expect(findings([...own, ...forged].filter((fact) => fact.source !== 'journal' || fact.desk === ''))).toEqual(findings(own));
    expect(findings([...forged, ...own])).toEqual(findings([...own, ...forged]));
  });

  it('may repeat this desk’s own entries word for word, and shows none twice', () => {
    const copy = doubted(abroad(own.filter(({ source }) => source === 'journal')));
    expect(livesOf([...own, ...copy], NOW).map(({ line }) => line.id)).toEqual(livesOf(own, NOW).map(({ line }) => line.id));
    expect(bare([...own, ...copy])).toEqual(bare(own));
  });

  it('has findings of its own', () => {
    const night = doubted(issued(1, 0, { desk: 'Berlin', detail: { verificationKind: 'none-at-all' } }));
    expect(findings(night).map(({ kind }) => kind).sort()).toEqual(['never-used', 'not-in-entra', 'weak-verification']);
  });
});

describe('counts over operators', () => {
  const row = (n: number, who: typeof DANA, isDoubted: boolean): OperatorRow => ({ lineId: `${who.id}-${n}-${isDoubted}`, at: at(n), operator: who, personId: PERSON.id, tier: 'standard', runId: '', ...(isDoubted && { isDoubted: true }) });
  const rules = { ...DEFAULT_HISTORY_RULES, busyPasses: 5, busyFactor: 2, quotaPercent: 10 };
  const many = Array.from({ length: 12 }, (_, n) => row(n, DANA, false));
  const few = [row(50, OTTO, false)];

  it('cannot be levelled by passes that somebody invents', () => {
    const week = '2026-03-02';
    const before = busyOperators(week, [...many, ...few], { rules });
    const invented = Array.from({ length: 40 }, (_, n) => row(100 + n, OTTO, true));
    expect(before.map(({ id }) => id)).toEqual([`busy-operator:${DANA.id}:${week}`]);
    expect(busyOperators(week, [...many, ...few, ...invented], { rules })).toEqual(expect.arrayContaining([...before]));
    expect(busyOperators(week, [...many, ...few, ...Array.from({ length: 40 }, (_, n) => row(100 + n, OTTO, false))], { rules })).not.toEqual(expect.arrayContaining([...before]));
  });

  it('say of a quota what is vouched for, and of others what is told', () => {
    const given = { rules, limits: {}, operatorGroups: [] };
    const before = quotaNear('2026-03-02', many, given);
    expect(before).toHaveLength(1);
    expect(quotaNear('2026-03-02', [...many, ...Array.from({ length: 30 }, (_, n) => row(13 + n, DANA, true))], given)).toEqual(before);
    expect(quotaNear('2026-03-02', Array.from({ length: 12 }, (_, n) => row(n, OTTO, true)), given)).toHaveLength(1);
  });
});

describe('whose word a pack is', () => {
  const KEY = 'ab12 '.repeat(16).trim();
  const verdict: PackVerdict = { holds: true, problems: [], signature: 'somebody', fingerprint: KEY };
  it.each([
    ['signed by a listed key', {}, ['AB12'.repeat(16)], 'signed'],
    ['signed as expected', { signature: 'expected' }, [], 'signed'],
    ['signed by somebody', {}, ['cd34'.repeat(16)], 'nobodys'],
    ['signed by a listed key, and changed', { holds: false }, [KEY], 'nobodys'],
    ['signed by another key than expected, though a listed one', { signature: 'wrong' }, [KEY], 'nobodys'],
    ['not signed', { signature: 'none', fingerprint: null }, ['', KEY], 'nobodys'],
    ['signed, against the beginning of a fingerprint', {}, ['ab12'], 'nobodys'],
  ] as const)('%s', (_, change, keys, trust) => {
    expect(packTrust({ ...verdict, ...change }, keys)).toBe(trust);
  });
});

describe('entries with any content', () => {
  it('keep to what was there without them', () => {
    const anyEntry = fc.record({ id: fc.integer({ min: 1, max: 30 }).map(guid), at: fc.integer({ min: 0, max: 400 }).map(at), phase: fc.constantFrom('intent', 'outcome', 'event'), intent: fc.integer({ min: 1, max: 30 }).map(guid), action: fc.constantFrom('pass.issue', 'pass.revoke', 'passcode.show', 'grant.make', 'grant.end', 'finding.see'), result: fc.constantFrom('succeeded', 'failed', 'unknown'), passId: fc.constantFrom('pass-1', 'pass-11', 'x'), operator: fc.constantFrom(DANA, OTTO) });
    const anyForged = fc.array(anyEntry, { maxLength: 15 }).map((some) => some.map(({ phase, intent, passId, ...rest }) => journalFact('Berlin', entry(0, 0, { ...rest, phase: phase as 'intent', intentId: phase === 'intent' ? null : intent, detail: { passId, issueIntentId: intent, repeats: intent, scheduleId: 'pim-21' } }))));
    const desk: readonly Fact[] = [...issued(1, 0), shown(3, 1, 1), auditFact(auditRow('m1', 0.02)), signIn('s', 20), ...issued(11, 100), ...revoked(13, 110, 'pass-11'), removal('d11', 110.01), ...granted(21, 40), ...triple('pim-21', 40), audit('out', 230, byOtto)];
    fc.assert(
      fc.property(anyForged, fc.subarray([...desk]), (some, facts) => {
        const after = new Set(findings([...some, ...facts]).map(({ id }) => id));
        expect(findings(facts).filter(({ id }) => !after.has(id))).toEqual([]);
        expect(toldOf([...some, ...facts], NOW).firm).toEqual(livesOf(facts, NOW));
      }),
      { numRuns: 80 },
    );
  });
});
