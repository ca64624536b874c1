/**
 * After a start: finds a run that was begun and has not ended, settles what of it was in the air as for one pass, and works
 * out from the journal who is done. Passes whose passcode nobody received are revoked; whoever had one gets a new pass
 * when the run goes on. Nothing is sent for anybody else before the operator says so.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { LONGEST_PASS_MS } from '../../shared/domain/pass';
import type { RunDelivery } from '../../shared/domain/run';
import type { Desk } from './desk';
import { actIn, conclude } from './record';
import { bulkDesk, enter, type Run, type RunPerson } from './run';
import { storedPlanIn } from '../../shared/domain/run-plan';
import { removeUnseen, settleEntry } from './settle';
import { sideBySide } from './side-by-side';
import { newRun } from './start-run';

/** Entries settled side by side. Each mostly waits for Entra's replicas to agree; how fast it sends is the pace's to say. */
const LANES = 20;
/** What could not be settled is tried again after this, while the desk is open, milliseconds. */
const AGAIN_MS = 30_000;
/** A run is gone on with for a day at most; its first line is no older than two. */
const LOOK_BACK_MS = 48 * 3_600_000;

/** Never rejects. Returns once the run, if there is one, waits for the operator; settling goes on in the background. */
export async function restoreRun(desk: Desk): Promise<void> {
  const open = await desk.journal.openActs(['run.begin']);
  let run: Run | null = null;
  for (const begun of open.ok ? [...open.value].reverse() : []) run ??= await runOf(desk, begun);
  if (run) {
    desk.memory.run = run;
    enter(desk, run, 'settling');
  }
  void settleRuns(desk, run).catch((cause: unknown) => desk.log.error('run.settle-failed', { cause }));
}

async function runOf(desk: Desk, begun: JournalEntry): Promise<Run | null> {
  const { runId, planSha256 } = begun.detail;
  if (typeof runId !== 'string' || typeof planSha256 !== 'string') return null;
  const text = await desk.journal.kept(planSha256);
  const plan = text.ok && text.value !== null ? storedPlanIn(text.value) : null;
  if (!plan) {
    // Nothing can be gone on with by a plan that is not what was decided; its passes are settled all the same.
    desk.log.error('run.plan-unreadable', { runId });
    if (text.ok) await conclude(desk, actIn(begun), begun.id, { result: 'failed', detail: { failure: 'plan-unreadable' } });
    return null;
  }
  // What was judged then is judged anew: a day may have gone by.
  return newRun(runId, plan, begun, null, null);
}

async function settleRuns(desk: Desk, run: Run | null): Promise<void> {
  const bulk = bulkDesk(desk);
  const newest = await desk.journal.page('', null, 1);
  const lastSeq = newest.ok ? newest.value.entries[0]?.seq ?? 0 : null;
  while (desk.isOpen()) {
    // Something unexpected about one of them must not leave the run settling for ever.
    const left = await settleOnce(desk, bulk, lastSeq).catch((cause: unknown) => {
      desk.log.error('run.settle-failed', { cause });
      return 1;
    });
    // Not before it is known who has received theirs: they would get another.
    if (run?.state === 'settling' && (await putTogether(desk, run))) enter(desk, run, 'stopped');
    if (left === 0 && run?.state !== 'settling') return;
    await desk.wait(AGAIN_MS);
  }
}

/**
 * @param lastSeq - Of the journal when this desk was opened; null when it could not be read, and the clock must do.
 * @returns how much stays open.
 */
async function settleOnce(desk: Desk, bulk: Desk, lastSeq: number | null): Promise<number> {
  const since = new Date(desk.clock.now().getTime() - LONGEST_PASS_MS).toISOString();
  const [open, unseen] = await Promise.all([desk.journal.unsettled(), desk.journal.neverShown(since)]);
  if (!open.ok || !unseen.ok) return 1;
  const inHand = new Set(desk.vault.all().map(({ intentId }) => intentId));
  // What this desk is doing now is not cut off. By the place in the chain: the clock may have been put back.
  const isBefore = ({ seq, at }: JournalEntry) => (lastSeq === null ? at < desk.openedAt : seq <= lastSeq);
  const isOld = (entry: JournalEntry) => typeof entry.detail.runId === 'string' && isBefore(entry) && !inHand.has(entry.intentId ?? entry.id);
  let left = 0;
  await sideBySide(open.value.filter(isOld), LANES, async (entry) => {
    const outcome = await desk.inTurn(entry.person?.id ?? entry.id, () => settleEntry(bulk, entry));
    if (outcome === null) left += 1;
    if (outcome === null && entry.person) desk.memory.unsettled.add(entry.person.id.toLowerCase());
  });
  await sideBySide(unseen.value.filter(isOld), LANES, async (entry) => {
    const isGone = await desk.inTurn(entry.person?.id ?? entry.id, () => removeUnseen(bulk, entry));
    if (!isGone) left += 1;
  });
  desk.tell.noticesChanged();
  return left;
}

const DELIVERED_BY: Readonly<Partial<Record<JournalEntry['action'], RunDelivery>>> = { 'passcode.show': 'shown', 'pass.copy': 'shown', 'pass.print': 'printed', 'pass.mail': 'mailed' };

/** Who is done, as the journal says: made and received, revoked, or all access ended. Everybody else waits. @returns whether it could be read. */
async function putTogether(desk: Desk, run: Run): Promise<boolean> {
  const since = new Date(Date.parse(run.begunAt) - LOOK_BACK_MS).toISOString();
  const lines = await desk.journal.recent({ actions: ['pass.issue', 'pass.revoke', 'access.end', 'passcode.show', 'pass.copy', 'pass.print', 'pass.mail'], since, personId: null });
  if (!lines.ok) return false;
  for (const entry of lines.value) {
    const person = run.byPerson.get(entry.person?.id.toLowerCase() ?? '');
    if (!person || person.row.state === 'left-out' || entry.detail.runId !== run.id || entry.result !== 'succeeded') continue;
    take(run, person, entry);
    // A window that was opened while this was settled has them as waiting.
    run.changed.add(person);
  }
  return true;
}

function take(run: Run, person: RunPerson, { action, detail }: JournalEntry): void {
  const passId = typeof detail.passId === 'string' ? detail.passId : null;
  switch (run.request.kind) {
    case 'issue': {
      const delivery = DELIVERED_BY[action];
      if (action === 'pass.issue') person.row = { ...person.row, passId, expiresAt: typeof detail.expiresAt === 'string' ? detail.expiresAt : null };
      if (delivery && detail.part !== 'second-half') person.row = { ...person.row, state: 'done', passId, delivery: detail.channel === 'sealed-pdf' ? 'sealed' : delivery };
      return;
    }
    case 'revoke':
      if (action === 'pass.revoke') person.row = { ...person.row, state: 'done', passId };
      return;
    case 'end-access':
      if (action === 'access.end') person.row = { ...person.row, state: 'done' };
      return;
  }
}
