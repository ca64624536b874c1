/** What the operator should know when a session begins: acts that were cut off, a journal that does not hold together. */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { LONGEST_PASS_MS } from '../../shared/domain/pass';
import type { Notice } from '../../shared/ipc/contract';
import type { Desk } from './desk';
import { openAccessActs } from './end-access';
import { grantsEndingSoon } from './grant-reminders';
import { isOver, type Run } from './run';

export async function sessionNotices(desk: Desk): Promise<readonly Notice[]> {
  // Older passes have expired whatever they were.
  const since = new Date(desk.clock.now().getTime() - LONGEST_PASS_MS).toISOString();
  const [unsettled, neverShown] = await Promise.all([desk.journal.unsettled(), desk.journal.neverShown(since)]);
  // Verified in the background: recomputing a year at every notice would be felt.
  const { chain } = desk.memory;
  if (!unsettled.ok) return [{ kind: 'journal', error: unsettled.error }];
  if (!neverShown.ok) return [{ kind: 'journal', error: neverShown.error }];

  // What this desk is doing at the moment is not a loose end: its passcode is still in the vault.
  const [acts, ending] = await Promise.all([openAccessActs(desk), grantsEndingSoon(desk)]);
  const inHand = new Set(desk.vault.all().map((kept) => kept.intentId));
  return [
    ...(desk.policy.state === 'broken' ? [{ kind: 'desk-policy-broken' as const, error: desk.policy.error }] : []),
    ...(chain?.state === 'broken' ? [{ kind: 'journal-chain' as const, verdict: chain }] : []),
    ...desk.memory.settlements.map(({ entry, outcome }) => ({ kind: 'settled' as const, entry, outcome })),
    ...unsettled.value.filter((entry) => !isOfPresentRun(desk, entry) && entry.at >= since && !isMeantToStayOpen(desk, entry) && (entry.at < desk.openedAt || entry.phase === 'outcome')).map((entry) => ({ kind: 'unsettled' as const, entry })),
    ...(desk.memory.run && !isOver(desk.memory.run) && (desk.memory.run.state === 'settling' || desk.memory.run.state === 'stopped') ? [openRun(desk.memory.run)] : []),
    ...(acts.ok ? acts.value : []).filter(({ actId }) => actId !== desk.memory.run?.id).map((act) => ({ kind: 'access-open' as const, act })),
    ...ending,
    ...[...desk.memory.failedEnds.values()].map(({ planned: { grant, personId }, error }) => ({ kind: 'grant-end-failed' as const, scheduleId: grant.scheduleId, personId, displayName: grant.person.displayName, what: grant.targetName, error })),
    ...neverShown.value.filter((entry) => !isOfPresentRun(desk, entry) && !inHand.has(entry.intentId ?? '')).map((entry) => ({ kind: 'passcode-never-shown' as const, entry })),
  ];
}

function openRun({ id, request, begunAt, intent, people }: Run): Notice {
  const taken = people.filter(({ planned }) => planned.leftOut === null).length;
  return { kind: 'run-open', runId: id, runKind: request.kind, at: begunAt, by: intent.operator.displayName, people: taken, ticket: intent.ticket };
}

/** The run itself says what of it is being settled. */
function isOfPresentRun(desk: Desk, { detail }: JournalEntry): boolean {
  return desk.memory.run !== null && detail.runId === desk.memory.run.id && desk.memory.run.state === 'settling';
}

/** An act of ending access has a notice of its own; a removal that PIM does not take yet has a line in the Roles view. */
function isMeantToStayOpen(desk: Desk, { id, action, intentId }: JournalEntry): boolean {
  return action === 'access.end' || (action === 'grant.end' && [...desk.memory.plannedEnds.values()].some((planned) => planned.intentId === (intentId ?? id)));
}
