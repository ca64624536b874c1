import { describe, expect, it } from 'vitest';
import { type DirectoryAudit, ODDITY_KINDS } from '../../../main/demo-tenant';
import { FINDING_KINDS } from '../../../shared/domain/history/history-line';
import { clockAt, given } from './client';
import { digestOf, historyDesk, isPassMade, madeIn, ms, NOW, subjectOf } from './history-desk';

const YEAR = { days: 365, deskRows: 4_000 } as const;
const RECENT = ms(NOW) - 30 * 86_400_000;

describe('a history', async () => {
  const { tenant } = await historyDesk(YEAR);
  const lines = [...tenant.deskHistory()];
  const audits = [...tenant.allAudits()];
  const signIns = [...tenant.allSignIns()];
  const { planted } = tenant;

  it('is the same for the same seed and day, and another for another seed', async () => {
    const digests = async (seed: number) => {
      const { tenant: other } = await historyDesk(YEAR, { seed });
      return [digestOf(other.deskHistory()), digestOf(other.allAudits()), digestOf(other.allSignIns()), digestOf(other.planted)];
    };
    const own = [digestOf(lines), digestOf(audits), digestOf(signIns), digestOf(planted)];
    expect(await digests(1)).toEqual(own);
    expect((await digests(2)).filter((digest) => own.includes(digest))).toEqual([]);
    expect(digestOf(tenant.deskHistory())).toBe(own[0]);
  });

  it('has no passcode in it, and no id twice', () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(audits.length);
    const signInIds = signIns.map(({ id }) => id);
    expect(new Set(signInIds).size).toBe(signInIds.length);
    expect(JSON.stringify(lines)).not.toMatch(/temporaryAccessPass"/);
  });

  it('is all over by today', () => {
    expect(lines.filter(({ at, detail }) => at >= NOW || String(detail.expiresAt ?? '') >= NOW || String(detail.endsAt ?? '') >= NOW)).toEqual([]);
    expect([...audits.map(({ activityDateTime }) => activityDateTime), ...signIns.map(({ createdDateTime }) => createdDateTime)].filter((at) => at >= NOW)).toEqual([]);
  });

  it('has every kind of oddity, under the names of the app, early and lately', () => {
    expect(ODDITY_KINDS).toEqual(FINDING_KINDS);
    for (const isServed of [true, false]) expect(new Set(planted.filter((each) => each.isServed === isServed).map(({ kind }) => kind))).toEqual(new Set(FINDING_KINDS));
    expect(planted.length).toBeGreaterThan(24);
  });

  it('remembers each by acts that are there', () => {
    const intents = new Set(lines.filter(({ phase }) => phase === 'intent').map(({ id }) => id));
    const records = new Map(audits.map((audit) => [audit.id, audit]));
    for (const { kind, actIds, personId, at } of planted) {
      expect(actIds.length, kind).toBeGreaterThan(0);
      expect(actIds.filter((id) => (kind === 'outside-tool' ? !records.has(id) : !intents.has(id))), `${kind} at ${at}`).toEqual([]);
      if (kind === 'outside-tool') expect(actIds.some((id) => records.get(id)?.targetResources.some((target) => target.id === personId)), at).toBe(true);
    }
  });

  const record = (id: string | undefined) => lines.find((line) => line.intentId === id && line.phase === 'outcome');
  const planteds = (kind: string) => planted.filter((each) => each.kind === kind);
  const usesOf = (intentId: string | undefined) => {
    const line = record(intentId);
    if (!line) throw new Error(`No pass of ${intentId}`);
    const { person, at, detail } = line;
    return signIns.filter(({ userId, createdDateTime }) => userId === person?.id && createdDateTime >= at && createdDateTime <= String(detail.expiresAt));
  };

  it('knows what the log has not, and what nobody used', () => {
    for (const { actIds: [id] } of planteds('not-in-entra')) {
      const line = record(id);
      expect(audits.filter((audit) => subjectOf(audit) === line?.person?.id && audit.initiatedBy.user?.id === line?.operator.id && Math.abs(ms(audit.activityDateTime) - ms(line?.at)) < 60_000)).toEqual([]);
    }
    for (const { actIds: [id] } of planteds('never-used')) expect(usesOf(id)).toEqual([]);
    for (const { actIds: [id] } of planteds('used-elsewhere')) expect(usesOf(id).every(({ ipAddress }) => /^(203\.0\.113|198\.51\.100)\./.test(String(ipAddress)))).toBe(true);
  });

  it('has one operator far above the others in a week, and others near their quota in an hour', () => {
    const busy = planteds('busy-operator')[0];
    const week = madeIn(lines).filter(({ at }) => ms(at) >= ms(busy?.at) - 86_400_000 && ms(at) < ms(busy?.at) + 5 * 86_400_000);
    const counts = new Map<string, number>();
    for (const { operator } of week) counts.set(operator.id, (counts.get(operator.id) ?? 0) + 1);
    const own = counts.get(busy?.operatorId ?? '') ?? 0;
    const others = [...counts].filter(([id]) => id !== busy?.operatorId).map(([, count]) => count);
    expect(own).toBeGreaterThanOrEqual(40);
    expect(own).toBeGreaterThan(4 * Math.max(...others));
    for (const { actIds } of planteds('quota-near')) {
      const at = actIds.map((id) => ms(record(id)?.at));
      expect([at.length >= 16, Math.max(...at) - Math.min(...at) < 3_600_000]).toEqual([true, true]);
    }
  });

  it('is served as far as the month goes, and matches the desk there', () => {
    const served = new Set(tenant.state.audits.map(({ id }) => id));
    expect(audits.filter(({ id, activityDateTime }) => served.has(id) !== ms(activityDateTime) >= RECENT)).toEqual([]);
    const recent = madeIn(lines).filter(({ at }) => ms(at) - 5_000 >= RECENT);
    const isPlantedAway = (id: string | null) => planteds('not-in-entra').some(({ actIds }) => actIds.includes(id ?? ''));
    const matching = recent.filter((line) => tenant.state.audits.some((audit) => isPassMade(audit) && subjectOf(audit) === line.person?.id && Math.abs(ms(audit.activityDateTime) - ms(line.at)) < 2_000));
    expect(recent.filter((line) => !matching.includes(line)).every(({ intentId }) => isPlantedAway(intentId))).toBe(true);
    const byRequest = new Set(audits.map(({ correlationId }) => correlationId));
    const named = recent.filter(({ detail }) => byRequest.has(String(detail.requestId)));
    expect([named.length > 0, named.length < recent.length]).toEqual([true, true]);
  });

  it('tells of a grant in three records, seconds apart', () => {
    const grant = lines.find(({ action, phase }) => action === 'grant.make' && phase === 'outcome');
    const near = (audit: DirectoryAudit) => subjectOf(audit) === grant?.person?.id && Math.abs(ms(audit.activityDateTime) - ms(grant?.at)) < 4_000;
    const triple = audits.filter(near);
    expect(triple.map(({ activityDisplayName, loggedByService, initiatedBy }) => [activityDisplayName, loggedByService, initiatedBy.user?.id ?? initiatedBy.app?.displayName])).toEqual([
      ['Add member to role in PIM requested (timebound)', 'PIM', grant?.operator.id],
      ['Add member to role', 'Core Directory', 'MS-PIM'],
      ['Add member to role in PIM completed (timebound)', 'PIM', grant?.operator.id],
    ]);
    expect(new Set(triple.map(({ activityDateTime }) => activityDateTime)).size).toBe(3);
    expect(triple.filter(({ targetResources }) => targetResources.some(({ id }) => id === grant?.detail.pimRequestId))).toHaveLength(2);
  });

  it('refuses what no history can be made of', async () => {
    await expect(historyDesk({ days: 30, deskRows: 100_000 })).rejects.toThrow(RangeError);
    await expect(historyDesk({ days: 0 })).rejects.toThrow(RangeError);
    await expect(historyDesk({ timeZone: 'Nowhere/Atall' })).rejects.toThrow(RangeError);
  });

  it('of a desk that did nothing is what everybody else did', async () => {
    const { tenant: other } = await historyDesk({});
    expect([...other.deskHistory()]).toEqual([]);
    expect(new Set(other.planted.map(({ kind }) => kind))).toEqual(new Set(['outside-tool']));
    expect([...other.allAudits()].filter(isPassMade).length).toBe(other.planted.filter(({ note }) => note === 'a pass made by another tool').length);
  });
});

describe('a tenant without a history', () => {
  it('has the same people as one with it, and nothing else of it', async () => {
    const [{ tenant: other }, { tenant: plain }] = await Promise.all([historyDesk({}), given({ people: 600, now: clockAt(NOW).now })]);
    expect(plain.state.people.map(({ id }) => id)).toEqual(other.state.people.map(({ id }) => id));
    expect([[...plain.deskHistory()], plain.planted, [...plain.allAudits()], [...plain.allSignIns()]]).toEqual([[], [], [], []]);
  });
});
