/** Whatever is neither a pass nor a grant: sessions, accounts, ends of access, runs, the desk's own, changes of people and of the tenant. */
import { type AuditFact, timeOf } from './fact';
import type { LineKind } from './history-line';
import { type Act, idIn, isRefusedAct } from './join-acts';
import { meaningOf } from './join-audit';
import { actDraft, auditDraft, type Draft, join, joinAct } from './join-draft';
import { matchRows, type Candidate } from './join-match';

/** `act`: the last that was begun; null of what the audit alone knows. */
export type OtherDraft = { readonly draft: Draft; act: Act | null };
type Row = Candidate & { readonly facts: readonly AuditFact[]; readonly kind: LineKind };

const KINDS: Readonly<Record<string, LineKind>> = { 'sessions.revoke': 'sessions', 'account.disable': 'account', 'access.end': 'end-access', 'run.begin': 'run', 'run.pause': 'run', 'run.resume': 'run', 'run.seal': 'run' };
/** Rows of one call, seconds apart. */
const TOGETHER_MS = 60_000;

export function otherDrafts(acts: readonly Act[], audits: readonly AuditFact[]): readonly OtherDraft[] {
  const lives = new Map<string, OtherDraft>();
  const homeOf = new Map<Act, OtherDraft>();
  for (const act of acts) {
    const kind = isRefusedAct(act) ? 'desk' : (KINDS[act.action] ?? 'desk');
    // A run that is begun anew for those who failed goes on under its own id.
    const runId = kind === 'run' ? idIn(act.first.entry.detail, 'runId') : '';
    const key = runId === '' ? `act:${act.id}` : `run:${runId}`;
    const known = lives.get(key);
    const life = known ?? { draft: actDraft(act.id, kind), act };
    joinAct(life.draft, act.facts, act.first, known ? { joinedBy: 'act', certainty: 'certain' } : undefined);
    life.act = act;
    lives.set(key, life);
    homeOf.set(act, life);
  }
  const rows = rowsIn(audits);
  const fits = ({ action, result }: Act, { kind, facts }: Row) => {
    if (KINDS[action] !== kind || (kind !== 'sessions' && kind !== 'account')) return null;
    const isFailed = facts.some(({ audit }) => audit.result === 'failure');
    return isFailed === (result === 'failed') ? 0 : isFailed ? null : 1;
  };
  const left = new Set(rows);
  for (const [act, { row, match }] of matchRows(acts, rows, fits)) {
    const [first, ...also] = row.facts;
    const home = homeOf.get(act);
    if (!first || !home) continue;
    join(home.draft, [first], match, also.map(({ audit }) => audit));
    left.delete(row);
  }
  const alone = [...left].flatMap(({ facts: [first, ...also], kind }): readonly OtherDraft[] => (first ? [{ draft: auditDraft(first, kind, also.map(({ audit }) => audit)), act: null }] : []));
  return [...lives.values(), ...alone];
}

/** Entra writes several rows of one blocked account or ended session; a correlation id holds them together. */
function rowsIn(audits: readonly AuditFact[]): readonly Row[] {
  const rows: { kind: LineKind; facts: AuditFact[] }[] = [];
  const byCall = new Map<string, (typeof rows)[number]>();
  for (const fact of audits) {
    const kind = kindOf(fact);
    const { correlationId, by } = fact.audit;
    const call = (kind === 'sessions' || kind === 'account') && correlationId !== '' ? JSON.stringify([kind, correlationId.toLowerCase(), by?.id.toLowerCase() ?? '']) : '';
    const known = byCall.get(call);
    if (call !== '' && known?.facts[0] && timeOf(fact.at) - timeOf(known.facts[0].at) <= TOGETHER_MS) known.facts.push(fact);
    else {
      const row = { kind, facts: [fact] };
      rows.push(row);
      if (call !== '') byCall.set(call, row);
    }
  }
  return rows.flatMap(({ kind, facts }): readonly Row[] => {
    const [first] = facts;
    return first ? [{ key: first.key, time: timeOf(first.at), by: first.audit.by, correlationIds: [first.audit.correlationId], facts, kind }] : [];
  });
}

function kindOf({ audit }: AuditFact): LineKind {
  const meaning = meaningOf(audit);
  return meaning === 'sessions' || meaning === 'account' || meaning === 'policy' ? meaning : 'person-change';
}
