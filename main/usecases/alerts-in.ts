/** Which lines of the journal are alerts. Pure: the same line makes the same alert, with the same id, whenever it is looked at. */
import type { Alert, AlertKind } from '../../shared/domain/alert';
import type { Finding } from '../../shared/domain/history/finding';
import { type ChainVerdict, isRefused, type JournalAction, type JournalEntry } from '../../shared/domain/journal-entry';

const SUCCEEDED: Readonly<Partial<Record<JournalAction, AlertKind>>> = {
  'pass.issue': 'pass-issued',
  'pass.revoke': 'pass-revoked',
  'grant.make': 'grant-made',
  'grant.extend': 'grant-made',
  'grant.end': 'grant-ended',
  'access.end': 'access-ended',
};
const OF_RUN: Readonly<Record<string, AlertKind>> = { issue: 'pass-issued', revoke: 'pass-revoked', 'end-access': 'access-ended' };
const GIVES: ReadonlySet<JournalAction> = new Set(['pass.issue', 'grant.make', 'grant.extend']);
/** Somebody tried, and was told no. A cut cable or a busy service is none. */
const REFUSALS: ReadonlySet<unknown> = new Set(['refused', 'not-permitted', 'pim-refused', 'limits', 'grant-not-ours', 'passes-not-in-cloud', 'journal-broken']);

/** Characters of a name or a ticket; Entra's own are no longer. */
const TEXT_MAXIMUM = 256;

/** Nobody wants two hundred alerts of one run, or six of one ending of access: the act itself is one. */
export function alertsIn(entries: readonly JournalEntry[]): readonly Alert[] {
  return entries.flatMap((entry) => {
    const { phase, action, detail } = entry;
    if (phase !== 'outcome') return [];
    if (action === 'run.begin' && !isRefused(entry)) {
      const kind = OF_RUN[String(detail.runKind)];
      return kind ? [alertOf(entry, kind, runText(entry))] : [];
    }
    if (action !== 'run.begin' && isPartOfMore(entry)) return [];
    const kind = kindOf(entry);
    return kind ? [alertOf(entry, kind, whatOf(entry))] : [];
  });
}

function kindOf({ action, result, detail }: JournalEntry): AlertKind | undefined {
  if (result === 'succeeded') return SUCCEEDED[action];
  if (result !== 'failed') return undefined;
  // Its steps, which may have taken something away, make no alert of their own.
  if (action === 'access.end') return 'access-ended';
  return (GIVES.has(action) || action === 'run.begin') && REFUSALS.has(detail.failure) ? 'refused' : undefined;
}

function whatOf({ action, result, detail }: JournalEntry): string {
  if (action === 'access.end') return result === 'failed' ? 'given up before everything was ended' : '';
  if (action === 'run.begin') return `run of ${Number(detail.people ?? 0)} people`;
  const name = String(detail.targetName ?? '');
  return action === 'grant.extend' ? `${name} (extended)`.trim() : name;
}

/** A run whose plan could not be read any more was given up, and has no counts. */
function runText({ result, detail }: JournalEntry): string {
  const people = `run of ${Number(detail.people ?? 0)} people`;
  return result === 'failed' && detail.done === undefined ? `${people}: given up` : `${people}: ${Number(detail.done ?? 0)} done, ${Number(detail.failed ?? 0)} failed`;
}

export function alertOfFinding(finding: Finding, tenantId: string): Alert {
  const { id, at, lineIds, person, operator, facts } = finding;
  return { id: `finding:${id}`, kind: 'outside-tool', at, tenantId, operator: who(operator), person: who(person), what: short(String(facts.what ?? '')), ticket: '', lineId: lineIds[0] ?? '', seq: null };
}

/** One for each break, however often it is seen. @param accepted - Breaks of this journal that were accepted: what is broken all the same is another break. */
export function alertOfChain({ firstBadSeq, problem }: Extract<ChainVerdict, { state: 'broken' }>, accepted: number, tenantId: string, at: string): Alert {
  return { id: `chain:${firstBadSeq}:${problem}${accepted === 0 ? '' : `:${accepted}`}`, kind: 'chain-broken', at, tenantId, operator: null, person: null, what: `entry ${firstBadSeq}: ${problem}`, ticket: '', lineId: '', seq: firstBadSeq };
}

const isPartOfMore = ({ action, detail }: JournalEntry): boolean => typeof detail.runId === 'string' || (typeof detail.actId === 'string' && action !== 'access.end');

function alertOf({ id, at, tenantId, operator, person, ticket, intentId, seq }: JournalEntry, kind: AlertKind, what: string): Alert {
  return { id: `entry:${id}`, kind, at, tenantId, operator: who(operator), person: who(person), what: short(what), ticket: short(ticket), lineId: `act:${intentId ?? id}`, seq };
}

const who = (actor: Alert['person']): Alert['person'] => actor && { id: short(actor.id), displayName: short(actor.displayName), userPrincipalName: short(actor.userPrincipalName) };

/** An alert waits in memory and travels through programs of others: none of ten kilobytes, and none that is no text, which strict readers refuse. */
function short(text: string): string {
  const characters = [...text.slice(0, TEXT_MAXIMUM * 2)];
  const cut = characters.length > TEXT_MAXIMUM || text.length > TEXT_MAXIMUM * 2 ? `${characters.slice(0, TEXT_MAXIMUM - 1).join('')}…` : text;
  return cut.replace(/\p{Surrogate}/gu, '\uFFFD');
}
