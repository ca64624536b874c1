/**
 * Rows of one step of a grant as one: PIM writes "requested" and "completed", and Core Directory a third in the name of MS-PIM.
 * Source: facts 8.3.
 */
import type { AuditRow } from './audit-row';
import { type AuditFact, compareFacts, compareText, timeOf } from './fact';
import { type Access, accessOf, type GrantVerb, isByPlatform, isPim, isSameAccess, requestIdOf, verbOf } from './join-audit';
import { type Candidate, firstFrom } from './join-match';

/** Rows without a request id, and Core Directory's: seconds apart as a rule, and PIM was seen to take minutes. */
const TOGETHER_MS = 5 * 60_000;
/** PIM notices late what was given outside of it. */
const NOTICED_MS = 60 * 60_000;

export type Step = Candidate & {
  readonly verb: GrantVerb;
  readonly requestId: string;
  /** Oldest first; the first is what the step is known by. */
  readonly rows: readonly AuditFact[];
  readonly access: Access;
  readonly result: 'succeeded' | 'failed' | 'unknown';
  /** Epoch ms of the start that PIM names; null when it names none. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly isEligible: boolean;
};

/** @param facts - Rows that mean a grant, in order. */
export function stepsIn(facts: readonly AuditFact[]): readonly Step[] {
  const steps: AuditFact[][] = [];
  const loose: AuditFact[][] = [];
  const ofRequest = new Map<string, AuditFact[]>();
  const isFirst = ({ audit }: AuditFact) => isPim(audit) || !isByPlatform(audit);
  for (const fact of facts.filter(isFirst)) {
    const requestId = isPim(fact.audit) ? requestIdOf(fact.audit) : '';
    const key = `${requestId} ${verbOf(fact.audit)}`;
    const known = requestId === '' ? loose.find((rows) => isSameStep(rows, fact, isOutside(fact.audit) || rows.some(({ audit }) => isOutside(audit)) ? NOTICED_MS : TOGETHER_MS)) : ofRequest.get(key);
    if (known) known.push(fact);
    else {
      const rows = [fact];
      steps.push(rows);
      if (requestId !== '') ofRequest.set(key, rows);
      else loose.push(rows);
    }
  }
  // Core Directory's own rows go to the nearest step that has none yet.
  const keyOf = (rows: readonly AuditFact[]) => rows[0]?.key ?? '';
  const times = steps.flatMap((rows) => timesOf(rows).map((time) => ({ time, rows }))).sort((one, other) => one.time - other.time || compareText(keyOf(one.rows), keyOf(other.rows)));
  const pairs = facts
    .filter((fact) => !isFirst(fact))
    .flatMap((fact) => [...new Set(within(times, timeOf(fact.at), TOGETHER_MS).map(({ rows }) => rows))].filter((rows) => isSameStep(rows, fact, TOGETHER_MS)).map((rows) => ({ fact, rows, far: farFrom(rows, fact) })))
    .sort((one, other) => one.far - other.far || compareFacts(one.fact, other.fact) || compareText(keyOf(one.rows), keyOf(other.rows)));
  const extra = new Map<readonly AuditFact[], AuditFact>();
  const used = new Set<AuditFact>();
  for (const { fact, rows } of pairs) {
    if (used.has(fact) || extra.has(rows)) continue;
    used.add(fact);
    extra.set(rows, fact);
  }
  const alone = facts.filter((fact) => !isFirst(fact) && !used.has(fact)).map((fact) => [fact]);
  return [...steps.map((rows) => stepOf([...rows, ...(extra.has(rows) ? [extra.get(rows)] : [])].filter((fact) => fact !== undefined))), ...alone.map(stepOf)];
}

const isOutside = ({ activity }: AuditRow) => /\boutside of pim\b/i.test(activity);

function isSameStep(rows: readonly AuditFact[], fact: AuditFact, within: number): boolean {
  return rows.some(({ audit }) => verbOf(audit) === verbOf(fact.audit) && isEligible(audit) === isEligible(fact.audit)) && farFrom(rows, fact) <= within && rows.some(({ audit }) => isSameAccess(accessOf(audit), accessOf(fact.audit)) !== 'no');
}

/** A grant that begins later is carried out then. */
function farFrom(rows: readonly AuditFact[], fact: AuditFact): number {
  return Math.min(...timesOf(rows).map((time) => Math.abs(time - timeOf(fact.at))));
}

function timesOf(rows: readonly AuditFact[]): readonly number[] {
  return rows.flatMap((row) => [timeOf(row.at), ...(startOf(row.audit) === null ? [] : [startOf(row.audit) ?? 0])]);
}

/** @param sorted - By time. @returns those at most so far from it. */
function within<T extends { readonly time: number }>(sorted: readonly T[], time: number, far: number): readonly T[] {
  const found: T[] = [];
  for (let index = firstFrom(sorted, time - far); index < sorted.length; index += 1) {
    const one = sorted[index];
    if (!one || one.time > time + far) break;
    found.push(one);
  }
  return found;
}

const isEligible = ({ activity }: AuditRow) => /\beligible\b/i.test(activity);
const startOf = ({ details }: AuditRow) => timeOf(details.StartTime ?? '') || null;
const endOf = ({ details }: AuditRow) => timeOf(details.EndTime ?? details.ExpirationTime ?? '') || null;

function stepOf(facts: readonly AuditFact[]): Step {
  const rows = [...facts].sort(compareFacts);
  const audits = rows.map(({ audit }) => audit);
  const own = audits.filter((audit) => !isByPlatform(audit));
  const pim = own.filter(isPim);
  const telling = pim.find(({ activity }) => /\bcompleted\b/i.test(activity)) ?? own.at(-1) ?? audits[0];
  const [first] = rows;
  const named = audits.map(accessOf);
  return {
    key: first?.key ?? '',
    time: timeOf(first?.at ?? ''),
    by: (own.find(({ by }) => by !== null) ?? audits.find(({ by }) => by !== null))?.by ?? null,
    correlationIds: audits.map(({ correlationId }) => correlationId),
    verb: telling ? verbOf(telling) : 'make',
    requestId: audits.filter(isPim).map(requestIdOf).find((id) => id !== '') ?? '',
    rows,
    access: { ids: new Set(named.flatMap(({ ids }) => [...ids])), name: named.find(({ name }) => name !== '')?.name ?? '' },
    result: audits.some(({ activity, result }) => result === 'failure' || /\b(?:denied|cancell?ed|failed)\b/i.test(activity)) ? 'failed' : telling?.result === 'success' ? 'succeeded' : 'unknown',
    startsAt: audits.map(startOf).find((time) => time !== null) ?? null,
    endsAt: audits.map(endOf).find((time) => time !== null) ?? null,
    isEligible: audits.some(isEligible),
  };
}
