/** What a pass's line says: how it stands, when it ended, whether somebody used it. */
import type { AuditFact, Fact, SignInFact } from './fact';
import { compareFacts, isoOf, timeOf } from './fact';
import type { LifeState, LineUse } from './history-line';
import { type Act, detailOf, idIn, textIn } from './join-acts';
import { join } from './join-draft';
import type { PassDraft } from './join-passes';

/** Sign-ins count from the hand-over on; so much earlier by Entra's clock they may still be later. Milliseconds. */
const CLOCK_SLACK_MS = 60_000;
/** Entra's default for the longest pass: for one whose lifetime nothing tells. Source: facts 2. */
const UNTOLD_LIFETIME_MS = 480 * 60_000;
/** "The day after" in which a method still counts as registered with the pass. */
const REGISTERED_WITHIN_MS = 24 * 3_600_000;

export type PassState = {
  readonly result: 'succeeded' | 'failed' | 'unknown' | 'open';
  readonly state: LifeState | null;
  readonly startsAt: number;
  readonly endsAt: string | null;
  readonly use: LineUse | null;
  readonly firstUsedAt: string | null;
  readonly registeredAt: string | null;
  /** Epoch ms of what only time brings; past ones too. */
  readonly turns: readonly number[];
};

/** From when to when a pass could open the account, epoch ms, and how it ended when not by itself. */
export type Span = { readonly from: number; readonly until: number | null; readonly how: 'revoked' | 'replaced' | 'ended' | null };

/** The create whose pass it is, or that failed last. */
export function lastIssue({ issues }: PassDraft): Act | undefined {
  return issues.filter(({ result }) => result === 'succeeded').at(-1) ?? issues.at(-1);
}

export function resultOf(life: PassDraft): PassState['result'] {
  const issue = lastIssue(life);
  if (issue) return issue.result;
  const [first] = life.draft.joined;
  const audit = life.draft.joined.find(({ fact, match }) => fact.source === 'audit' && match.joinedBy === 'itself')?.fact;
  if (audit?.source === 'audit') return audit.audit.result === 'success' ? 'succeeded' : audit.audit.result === 'failure' ? 'failed' : 'unknown';
  return life.others[0]?.result ?? (first ? 'succeeded' : 'unknown');
}

/** @param lives - All of one person, oldest first. */
export function spansOf(lives: readonly PassDraft[]): ReadonlyMap<PassDraft, Span> {
  const spans = new Map<PassDraft, Span>();
  let next: number | null = null;
  for (const life of [...lives].reverse()) {
    spans.set(life, spanOf(life, next));
    if (resultOf(life) === 'succeeded' && isMade(life)) next = life.begunAt;
  }
  return spans;
}

/** A revoke or a review alone makes nothing. */
function isMade({ issues, draft, removals }: PassDraft): boolean {
  return issues.length > 0 || (draft.id.startsWith('audit:') && !removals.some((fact) => draft.joined[0]?.fact === fact));
}

function spanOf(life: PassDraft, replacedAt: number | null): Span {
  const issue = lastIssue(life);
  const detail = issue ? detailOf(issue) : {};
  const start = timeOf(textIn(detail, 'startDateTime'));
  const from = Math.max(issue?.begunAt ?? life.begunAt, start);
  const lifetime = typeof detail.lifetimeInMinutes === 'number' && Number.isFinite(detail.lifetimeInMinutes) ? detail.lifetimeInMinutes * 60_000 : null;
  const expiry = textIn(detail, 'expiresAt') === '' ? (lifetime === null ? null : from + lifetime) : timeOf(textIn(detail, 'expiresAt'));
  const passId = idIn(detail, 'passId');
  const revokes = life.others.filter((act) => act.action === 'pass.revoke' && act.result === 'succeeded' && (passId === '' || idIn(detailOf(act), 'passId') === passId));
  const gone = life.draft.joined.flatMap(({ fact }) => (fact.source === 'seen' && fact.seen.reason === 'Gone' ? [timeOf(fact.at)] : []));
  const ends: readonly (readonly [number, NonNullable<Span['how']>])[] = [
    ...revokes.map((act) => [timeOf(act.outcome?.at ?? act.first.at), 'revoked'] as const),
    ...life.removals.map((fact) => [timeOf(fact.at), 'revoked'] as const),
    ...(replacedAt === null ? [] : [[replacedAt, 'replaced'] as const]),
    ...gone.map((time) => [time, 'ended'] as const),
  ];
  const [first] = ends.filter(([time]) => expiry === null || time < expiry).sort((one, other) => one[0] - other[0]);
  return first ? { from, until: first[0], how: first[1] } : { from, until: expiry, how: null };
}

/** Gives every sign-in and every new method to the pass that lived then; a person has one at most. @param facts - In order. */
export function joinUse(lives: readonly PassDraft[], spans: ReadonlyMap<PassDraft, Span>, facts: readonly (SignInFact | AuditFact)[]): ReadonlySet<Fact> {
  const begun = lives.filter((life) => resultOf(life) === 'succeeded' && isMade(life)).map((life) => ({ life, ...windowOf(life, spans.get(life)) })).sort((one, other) => one.from - other.from);
  // How far back a pass that still lived can have begun.
  let longest = 0;
  for (const { from, until } of begun) longest = Math.max(longest, until - from);
  let next = 0;
  const joined = new Set<Fact>();
  for (const fact of facts) {
    const time = timeOf(fact.at);
    const extra = fact.source === 'audit' ? REGISTERED_WITHIN_MS : 0;
    while (next < begun.length && (begun[next]?.from ?? 0) <= time) next += 1;
    let at = next - 1;
    while (at >= 0 && (begun[at]?.until ?? 0) + extra < time && (begun[at]?.from ?? 0) + longest + extra >= time) at -= 1;
    const home = begun[at];
    if (!home || time > home.until + extra) continue;
    join(home.life.draft, [fact], { joinedBy: 'person-time', certainty: fact.source === 'audit' ? 'likely' : 'possible' });
    joined.add(fact);
  }
  return joined;
}

function windowOf(life: PassDraft, span: Span | undefined): { readonly from: number; readonly until: number } {
  const begun = span?.from ?? life.begunAt;
  const from = Math.max(begun, handedOverAt(life) ?? begun) - CLOCK_SLACK_MS;
  return { from, until: span?.until ?? begun + UNTOLD_LIFETIME_MS };
}

const HAND_OVERS: readonly string[] = ['passcode.show', 'pass.copy', 'pass.print', 'pass.mail'];

/** When somebody first had the passcode, epoch ms; null: nobody, as far as the journals say. Half a passcode opens nothing. */
export function handedOverAt({ draft }: PassDraft): number | null {
  const times = draft.joined.flatMap(({ fact }) => (fact.source === 'journal' && HAND_OVERS.includes(fact.entry.action) && fact.entry.phase !== 'intent' && fact.entry.result === 'succeeded' && fact.entry.detail.part !== 'second-half' ? [timeOf(fact.at)] : []));
  return times.length === 0 ? null : Math.min(...times);
}

export function passState(life: PassDraft, span: Span, now: number): PassState {
  const result = resultOf(life);
  const endsAt = span.until === null ? null : isoOf(span.until);
  const turns = [span.from, ...(span.until === null ? [] : [span.until])];
  const nothing = { result, startsAt: span.from, turns: [], state: null, endsAt: null, use: null, firstUsedAt: null, registeredAt: null };
  if (result !== 'succeeded') return nothing;
  if (!isMade(life)) return { ...nothing, state: span.how === 'revoked' ? 'revoked' : null, endsAt: span.how === null ? null : endsAt };
  const facts = life.draft.joined.map(({ fact }) => fact).sort(compareFacts);
  const used = facts.find((fact) => fact.source === 'seen' && fact.seen.reason === 'OneTimeUsed');
  const signIn = facts.find((fact) => fact.source === 'sign-in' && fact.signIn.errorCode === 0);
  const registered = facts.find((fact) => fact.source === 'audit' && /^user registered\b/i.test(fact.audit.activity));
  const isOneTime = life.issues.some((act) => detailOf(act).isUsableOnce === true);
  const isUnused = isOneTime && facts.some((fact) => fact.source === 'seen' && fact.seen.reason === 'Expired');
  const use: LineUse = used ? 'yes' : signIn || registered ? 'signed-in' : isUnused ? 'no' : 'not-known';
  const firstUsed = signIn && (!used || timeOf(signIn.at) <= timeOf(used.at)) ? signIn : used;
  return {
    result,
    state: stateOf(span, { isSpent: used !== undefined, isUsed: use === 'yes', isRegistered: registered !== undefined }, now),
    startsAt: span.from,
    endsAt,
    use,
    firstUsedAt: firstUsed?.at ?? null,
    registeredAt: registered?.at ?? null,
    turns,
  };
}

function stateOf({ from, until, how }: Span, { isSpent, isUsed, isRegistered }: { readonly isSpent: boolean; readonly isUsed: boolean; readonly isRegistered: boolean }, now: number): LifeState | null {
  if (how !== null) return how;
  if (isSpent) return isRegistered ? 'registered' : 'used';
  if (now < from) return 'planned';
  if (until === null) return null;
  if (now < until) return 'live';
  return isRegistered ? 'registered' : isUsed ? 'used' : 'expired';
}
