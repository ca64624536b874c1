/** A year in which nothing is odd, by the app's own built-in rules. What is counted here is counted anew, by none of the tenant's code. */
import { describe, expect, it } from 'vitest';
import type { SignInRecord } from '../../../main/demo-tenant';
import { DEFAULT_HISTORY_RULES } from '../../../shared/domain/history/history-rules';
import { JournalAction } from '../../../shared/domain/journal-entry';
import { DEFAULT_LIMITS, Tier, VerificationKind } from '../../../shared/domain/limits';
import { densest, grouped, historyDesk, isPassMade, madeIn, ms, subjectOf, usualBefore } from './history-desk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROWS = 12_000;
const networkOf = ({ ipAddress }: SignInRecord): string => String(ipAddress).split('.').slice(0, 3).join('.');
const countryOf = ({ location }: SignInRecord): unknown => (location as { readonly countryOrRegion: unknown }).countryOrRegion;

describe.each([
  { timeZone: 'UTC', days: 365 },
  { timeZone: 'Pacific/Auckland', days: 120 },
])('a clean history of $days days in $timeZone', async ({ timeZone, days }) => {
  const { tenant } = await historyDesk({ days, deskRows: ROWS, planted: false, timeZone }, { people: 1_500 });
  const lines = [...tenant.deskHistory()];
  const made = madeIn(lines);
  const audits = [...tenant.allAudits()];
  const signIns = grouped([...tenant.allSignIns()], ({ userId }) => userId);
  const livesOf = made.map((line) => {
    const [from, to] = [ms(line.at) - 2_000, ms(line.detail.expiresAt)];
    const revoked = lines.some(({ action, phase, detail, at }) => action === 'pass.revoke' && phase === 'outcome' && detail.passId === line.detail.passId && ms(at) < to);
    const uses = (signIns.get(line.person?.id ?? '') ?? []).filter(({ createdDateTime, status }) => status.errorCode === 0 && ms(createdDateTime) >= from && ms(createdDateTime) <= to);
    return { line, uses, revoked };
  });

  it('has nothing planted, and about as many lines as asked for, in order, each with an id of its own', () => {
    expect(tenant.planted).toEqual([]);
    expect(Math.abs(lines.length - ROWS) / ROWS).toBeLessThan(0.06);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.filter(({ action }) => !JournalAction.safeParse(action).success)).toEqual([]);
  });

  it('has an intent before every outcome, and an outcome for every intent', () => {
    const seen = new Set<string>();
    const open = new Set<string>();
    for (const { phase, id, intentId } of lines) {
      if (phase === 'intent') open.add(id);
      if (phase === 'outcome' && open.delete(intentId ?? '')) seen.add(intentId ?? '');
    }
    expect(open.size).toBe(0);
    expect(lines.filter(({ phase, intentId }) => phase === 'outcome' && !seen.has(intentId ?? ''))).toEqual([]);
  });

  it('gives nobody a third pass within 30 days', () => {
    const most = [...grouped(made, ({ person }) => person?.id ?? '').values()].map((passes) => densest(passes.map(({ at }) => ms(at)), DEFAULT_HISTORY_RULES.repeatDays * DAY));
    expect(Math.max(...most)).toBeLessThan(DEFAULT_HISTORY_RULES.repeatPasses);
  });

  it('keeps every operator below four fifths of the quotas, and none far above the others in any week', () => {
    const { passesPerOperatorHour, passesPerOperatorDay } = DEFAULT_LIMITS.standard;
    const share = DEFAULT_HISTORY_RULES.quotaPercent / 100;
    const byOperator = [...grouped(made, ({ operator }) => operator.id).values()].map((passes) => passes.map(({ at }) => ms(at)));
    expect(Math.max(...byOperator.map((instants) => densest(instants, HOUR)))).toBeLessThan(passesPerOperatorHour * share);
    expect(Math.max(...byOperator.map((instants) => densest(instants, DAY)))).toBeLessThan(passesPerOperatorDay * share);
    const first = Math.min(...made.map(({ at }) => ms(at)));
    for (let from = first; from < first + days * DAY; from += DAY) {
      const counts = byOperator.map((instants) => instants.filter((at) => at >= from && at < from + 7 * DAY).length).sort((a, b) => b - a);
      const [most = 0, ...others] = counts;
      const median = others[Math.floor(others.length / 2)] ?? 0;
      expect(most < DEFAULT_HISTORY_RULES.busyPasses || most < DEFAULT_HISTORY_RULES.busyFactor * Math.max(1, median)).toBe(true);
    }
  });

  it('is done Monday to Friday between six and eight in the zone of the desk', () => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
    const odd = lines.filter(({ at }) => {
      const parts = Object.fromEntries(format.formatToParts(ms(at)).map(({ type, value }) => [type, value]));
      return parts.weekday === 'Sat' || parts.weekday === 'Sun' || Number(parts.hour) < 6 || Number(parts.hour) >= 20;
    });
    expect(odd).toEqual([]);
  });

  it('verifies everybody well enough for their tier, and in time', () => {
    const weak = made.filter(({ detail, at }) => {
      const limits = DEFAULT_LIMITS[Tier.parse(detail.tier)];
      const age = (ms(at) - ms(detail.verifiedAt)) / 60_000;
      const { lifetime } = limits;
      const minutes = Number(detail.lifetimeInMinutes);
      return !limits.verification.kinds.includes(VerificationKind.parse(detail.verificationKind)) || age < 0 || age > limits.verification.maximumAgeMinutes || minutes < lifetime.minimumMinutes || minutes > lifetime.maximumMinutes;
    });
    expect(weak).toEqual([]);
    expect(new Set(made.map(({ detail }) => detail.tier))).toEqual(new Set(['standard', 'contractor', 'privileged']));
  });

  it('sees every pass used or revoked before its end, from the usual country and a usual network', () => {
    expect(livesOf.filter(({ uses, revoked }) => !revoked && uses.length === 0)).toEqual([]);
    const away = livesOf.flatMap(({ line, uses }) => uses.filter((use) => {
      const usual = usualBefore(signIns, use.userId, ms(line.at));
      const isKnownNetwork = usual.length < 5 || usual.some((each) => networkOf(each) === networkOf(use));
      return (usual.length > 0 && !usual.some((each) => countryOf(each) === countryOf(use))) || !isKnownNetwork;
    }));
    expect(away).toEqual([]);
  });

  it('has an audit record for every pass and grant of the desk, and none besides', () => {
    const records = audits.filter(isPassMade);
    const left = new Set(records);
    for (const line of made) {
      const found = [...left].find((audit) => subjectOf(audit) === line.person?.id && audit.initiatedBy.user?.id === line.operator.id && Math.abs(ms(audit.activityDateTime) - ms(line.at)) < 2_000);
      if (found) left.delete(found);
      expect(found, line.id).toBeDefined();
    }
    expect([...left]).toEqual([]);
    const grants = lines.filter(({ action, phase }) => action === 'grant.make' && phase === 'outcome').map(({ detail }) => detail.pimRequestId);
    const completed = audits.filter(({ activityDisplayName }) => activityDisplayName.startsWith('Add member to role in PIM completed')).map(({ additionalDetails }) => additionalDetails.find(({ key }) => key === 'RoleAssignmentRequestId')?.value);
    expect(completed.sort()).toEqual([...grants].sort());
    expect(audits.filter(({ activityDisplayName }) => activityDisplayName.includes('outside of PIM'))).toEqual([]);
  });

  it('serves nothing that the desk did not do', async () => {
    expect(tenant.state.audits.filter(isPassMade).filter(({ id }) => !audits.some((audit) => audit.id === id))).toEqual([]);
  });
});
