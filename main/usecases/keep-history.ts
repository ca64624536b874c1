/**
 * Keeps the history in step while the desk is open: journal entries as they are written, Entra's logs as they arrive, findings as
 * they show. All in the background; nothing at the desk waits for it.
 */
import type { FindingContext } from '../../shared/domain/history/finding-context';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import { feedAlerts, sendAlerts, alertFindings, alertChain } from './alerts';
import { lastAnchor, watchAnchors } from './anchor-journal';
import { watchChain } from './check-chain';
import type { Desk } from './desk';
import { watchAudits } from './sync-audits';

/** Entries taken at once. */
const BATCH = 500;
/** Findings are looked for at least so often: time alone makes some. Milliseconds. */
const LOOK_EVERY_MS = 300_000;
/** After a failure of the history's file. Milliseconds. */
const TRY_AGAIN_MS = 30_000;

/** For as long as the desk is open. Never rejects. */
export async function keepHistory(desk: Desk): Promise<void> {
  void watchAnchors(desk);
  void watchChain(desk);
  void watchAudits(desk);
  void sendAlerts(desk);
  while (desk.isOpen()) {
    const next = nextLine(desk);
    const isDone = await followJournal(desk).catch((cause: unknown) => (desk.log.error('history.follow-failed', { cause }), false));
    await feedAlerts(desk).catch((cause: unknown) => desk.log.error('alerts.feed-failed', { cause }));
    // Checked again now and then; the same break makes one alert.
    await alertChain(desk).catch((cause: unknown) => desk.log.error('alerts.chain-failed', { cause }));
    if (isDone) await lookForFindings(desk).catch((cause: unknown) => desk.log.error('history.look-failed', { cause }));
    await Promise.race([next.line, desk.wait(isDone ? LOOK_EVERY_MS : TRY_AGAIN_MS)]);
    next.stop();
  }
}

/** Takes what the journal has and the history has not. @returns false when one of the two could not be read or written. */
export async function followJournal(desk: Desk): Promise<boolean> {
  for (;;) {
    const taken = await desk.history.takenThrough('');
    if (!taken.ok) return false;
    const entries = await desk.journal.after(taken.value, BATCH);
    if (!entries.ok) return false;
    if (entries.value.length === 0 || !desk.isOpen()) return true;
    const kept = await desk.history.takeEntries('', entries.value);
    if (!kept.ok) return false;
    desk.tell.historyChanged();
  }
}

/** Looks for findings by what is known now; new ones of passes and grants made elsewhere become alerts. */
export async function lookForFindings(desk: Desk): Promise<void> {
  const context = await contextOf(desk);
  if (!context) return;
  const found = await desk.history.lookForFindings(context);
  if (!found.ok || found.value.length === 0) return;
  // All of them: one that could not be kept for its sinks at an earlier look is not new any more.
  const unseen = await desk.history.findings('unseen');
  if (unseen.ok) await alertFindings(desk, unseen.value);
  desk.tell.historyChanged();
}

async function contextOf(desk: Desk): Promise<FindingContext | null> {
  const first = await desk.journal.after(0, 1);
  if (!first.ok) return null;
  const { history, limits, operatorGroups } = desk.policy.state === 'in-force' ? desk.policy.rules : DEFAULT_RULES;
  const { auditsRead, signIns } = desk.memory.feeds;
  const knownOperators = history.hasOtherDesks ? await operatorsHere(desk) : [];
  return {
    now: desk.clock.now().toISOString(),
    timeZone: desk.timeZone,
    rules: history,
    limits,
    operatorGroups,
    auditsRead,
    // Sign-ins are read of people whose passes were open then or later, so they tell of no time before.
    signInsRead: auditsRead && signIns.state === 'read' && signIns.through !== null ? { from: auditsRead.from, through: signIns.through } : null,
    knownOperators,
    journalSince: first.value[0]?.at ?? null,
  };
}

/** Read once: whoever signs in later opens a desk anew. */
async function operatorsHere(desk: Desk): Promise<readonly string[]> {
  if (desk.memory.operatorsHere) return desk.memory.operatorsHere;
  const lines = await desk.journal.recent({ actions: ['session.sign-in'], since: new Date(0).toISOString(), personId: null });
  if (!lines.ok) return [];
  desk.memory.operatorsHere = [...new Set([desk.operator, ...lines.value.map(({ operator }) => operator)].map(({ id }) => id.toLowerCase()))];
  return desk.memory.operatorsHere;
}

/** Resolves when a line is added after this call. */
function nextLine(desk: Desk): { readonly line: Promise<void>; readonly stop: () => void } {
  let stop = (): void => undefined;
  const line = new Promise<void>((resolve) => {
    const listener = () => resolve();
    desk.memory.onAppended.add(listener);
    stop = () => void desk.memory.onAppended.delete(listener);
  });
  return { line, stop };
}

/** Before the journal is closed. Never rejects. Lines of opened journals are dropped at the next start, which need not be waited for. */
export async function closeHistory(desk: Desk): Promise<void> {
  await lastAnchor(desk);
  await Promise.all([desk.history.close(), desk.outbox.close()]);
}
