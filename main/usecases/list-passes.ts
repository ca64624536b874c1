/**
 * Every pass in the tenant that can be found. Graph lists passes by person only, so the people come from this desk's
 * journal, from directory audits where they may be read, and from the panels that were looked at; Graph is then asked
 * about each, so that what is shown is true now.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Known } from '../../shared/domain/known';
import type { Tier } from '../../shared/domain/limits';
import { LONGEST_PASS_MS, type Pass } from '../../shared/domain/pass';
import { passLife, type PassLife, type PassRow } from '../../shared/domain/pass-life';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import { tierOf } from '../../shared/domain/tier';
import { TIERS } from '../../shared/domain/limits';
import type { Input, PassCandidate, Reply } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import { ok, type Result } from '../../shared/result';
import type { Desk } from './desk';

/** People whose tier is read in one batch. */
const TIERS_PER_BATCH = 5;
const NOT_ASKED: Known<never> = { known: false, because: 'failed', needs: null };

/** No pass lives longer than this, so nothing older is looked for. @returns an ISO instant. */
export function longestAgo(desk: Desk): string {
  return new Date(desk.clock.now().getTime() - LONGEST_PASS_MS).toISOString();
}

export async function passCandidates(desk: Desk): Promise<Reply<'passes.candidates'>> {
  const since = longestAgo(desk);
  const [journal, audits] = await Promise.all([desk.journal.recent({ actions: ['pass.issue'], since, personId: null }), desk.audits.passesMade(since)]);
  if (!journal.ok) return journal;
  if (!audits.ok && audits.error.kind !== 'offline' && audits.error.kind !== 'throttled' && audits.error.kind !== 'service-unavailable') return audits;
  const audited = audits.ok ? audits.value : NOT_ASKED;
  if (audited.known) desk.memory.audited = new Map([...audited.value].reverse().map((made) => [made.person.id.toLowerCase(), made]));

  const found = new Map<string, PassCandidate>();
  const add = (person: Pick<PassCandidate, 'displayName' | 'userPrincipalName'> & { readonly id: string }, source: PassCandidate['sources'][number]) => {
    const key = person.id.toLowerCase();
    const before = found.get(key);
    const sources = [...new Set([...(before?.sources ?? []), source])];
    found.set(key, { personId: key, ...named(before, person), sources });
  };
  const failed = new Set(journal.value.filter(({ result }) => result === 'failed').map(({ intentId }) => intentId));
  const mayExist = journal.value.filter(({ phase, id }) => phase === 'intent' && !failed.has(id));
  for (const { person } of mayExist) if (person) add(person, 'journal');
  for (const { person } of audited.known ? audited.value : []) add(person, 'audits');
  for (const person of desk.memory.seen.values()) add(person, 'seen');
  return ok({
    candidates: [...found.values()],
    audits: audited.known ? { known: true, value: audited.value.length } : audited,
    readAt: desk.clock.now().toISOString(),
  });
}

export async function checkPasses(desk: Desk, { personIds }: Input<'passes.check'>): Promise<Reply<'passes.check'>> {
  const ids = personIds.map((id) => id.toLowerCase());
  const [current, lines] = await Promise.all([desk.passes.currentOf(personIds), linesAbout(desk, ids)]);
  if (!current.ok) return current;
  if (!lines.ok) return lines;
  const checkedAt = desk.clock.now().toISOString();
  const linesOf = (id: string) => lines.value.get(id) ?? [];
  const passOf = (id: string): Known<Pass | null> => Object.entries(current.value).find(([key]) => key.toLowerCase() === id)?.[1] ?? NOT_ASKED;
  const issued = new Map(ids.map((id) => [id, issueOf(linesOf(id), passOf(id))]));

  const followed = ids.filter((id) => issued.get(id) !== null);
  const methods = followed.length === 0 ? null : await desk.directory.methodsOf(followed);
  const tiers = await readTiers(desk, ids.filter((id) => hasPass(passOf(id)) && tierIn(issued.get(id) ?? null) === null));

  const rows = ids.map((id): PassRow => {
    const mine = linesOf(id);
    const pass = passOf(id);
    const issue = issued.get(id) ?? null;
    const isOurs = issue !== null && pass.known && pass.value !== null && pass.value.id === issue.detail.passId;
    const person = mine.at(-1)?.person ?? desk.memory.audited?.get(id)?.person ?? desk.memory.seen.get(id);
    const methodsOf = methods?.ok ? (Object.entries(methods.value).find(([key]) => key.toLowerCase() === id)?.[1] ?? NOT_ASKED) : NOT_ASKED;
    const life: PassLife | null = issue && passLife({ issue, since: mine.filter(({ seq }) => seq > issue.seq), pass, methods: methodsOf, signIns: NOT_ASKED, now: desk.clock.now() });
    const audited = desk.memory.audited?.get(id);
    const review = pass.known && pass.value ? mine.filter(({ action, detail }) => action === 'pass.review' && detail.passId === pass.value?.id).at(-1) : undefined;
    const known = tierIn(issue);
    return {
      personId: id,
      displayName: person?.displayName ?? '',
      userPrincipalName: person?.userPrincipalName ?? '',
      pass,
      tier: isOurs && known !== null ? { known: true, value: known } : (tiers.get(id) ?? NOT_ASKED),
      issuedBy: isOurs ? { id: issue.operator.id, displayName: issue.operator.displayName } : hasPass(pass) ? (audited?.by ?? null) : null,
      ticket: isOurs ? issue.ticket : '',
      origin: isOurs ? 'tapdesk' : hasPass(pass) ? 'outside' : 'unknown',
      life: hasPass(pass) && !isOurs ? null : life,
      review: review ? { at: review.at, by: review.operator.displayName } : null,
      checkedAt,
    };
  });
  return ok({ rows });
}

/** Person by person: a desk may have years of other people's lines. */
async function linesAbout(desk: Desk, ids: readonly string[]): Promise<Result<ReadonlyMap<string, readonly JournalEntry[]>, AppError>> {
  const actions = ['pass.issue', 'pass.revoke', 'pass.review', 'passcode.show', 'pass.copy', 'pass.print', 'pass.mail'] as const;
  const lines = new Map<string, readonly JournalEntry[]>();
  for (const id of ids) {
    const mine = await desk.journal.recent({ actions, since: longestAgo(desk), personId: id });
    if (!mine.ok) return mine;
    lines.set(id, mine.value);
  }
  return ok(lines);
}

/** Some sources know an id only. */
function named(before: Pick<PassCandidate, 'displayName' | 'userPrincipalName'> | undefined, now: Pick<PassCandidate, 'displayName' | 'userPrincipalName'>) {
  const { displayName, userPrincipalName } = before !== undefined && before.displayName !== '' ? before : now;
  return { displayName, userPrincipalName };
}

/** The issue of the pass that is there; where none is there, of the newest one this desk made. */
export function issueOf(mine: readonly JournalEntry[], pass: Known<Pass | null>): JournalEntry | null {
  const issues = mine.filter(({ action, phase, result }) => action === 'pass.issue' && phase === 'outcome' && result === 'succeeded');
  const current = pass.known ? pass.value?.id : undefined;
  return issues.filter(({ detail }) => current !== undefined && detail.passId === current).at(-1) ?? issues.at(-1) ?? null;
}

function hasPass(pass: Known<Pass | null>): boolean {
  return pass.known && pass.value !== null;
}

function tierIn(issue: JournalEntry | null): Tier | null {
  return TIERS.find((tier) => tier === issue?.detail.tier) ?? null;
}

async function readTiers(desk: Desk, ids: readonly string[]): Promise<ReadonlyMap<string, Known<Tier>>> {
  const { contractors } = desk.policy.state === 'in-force' ? desk.policy.rules : DEFAULT_RULES;
  const tiers = new Map<string, Known<Tier>>();
  for (let start = 0; start < ids.length; start += TIERS_PER_BATCH) {
    const read = await desk.directory.readTiers(ids.slice(start, start + TIERS_PER_BATCH));
    for (const [id, facts] of Object.entries(read.ok ? read.value : {})) {
      tiers.set(id.toLowerCase(), facts.known ? { known: true, value: tierOf(facts.value, contractors).tier } : facts);
    }
  }
  return tiers;
}
