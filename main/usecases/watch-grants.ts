/** What a desk does about grants by itself while it is open: removals whose time has come, reminders, and loose ends. */
import type { AppError } from '../../shared/errors';
import type { Desk } from './desk';
import { carryOut } from './end-grant';
import { remindOfEnds } from './grant-reminders';
import { planEnd } from './planned-ends';
import { settleOpenGrants } from './settle-grants';

/** How often this desk looks whether something is due, and at least how long it waits, milliseconds. */
const LOOK_EVERY_MS = 20_000;
const LOOK_AT_MOST_EVERY_MS = 250;
/** When a removal that could not be sent is tried again: soon after a lack of network, later after a refusal. Milliseconds. */
const SOON_MS = 60_000;
const LATER_MS = 600_000;

/** Sends what is due. What fails stays an open intent, and is planned again. Never rejects. */
export async function sendDueEnds(desk: Desk): Promise<void> {
  const now = desk.clock.now().getTime();
  for (const planned of [...desk.memory.plannedEnds.values()].filter(({ at }) => at <= now)) {
    if (!desk.isOpen()) return;
    await desk.inTurn(planned.personId, async () => {
      const { scheduleId } = planned.grant;
      // Somebody else in the queue has sent or moved it.
      if (desk.memory.plannedEnds.get(scheduleId) !== planned) return;
      desk.memory.plannedEnds.delete(scheduleId);
      const ended = await carryOut(desk, planned, true);
      if (ended.ok) return;
      // Sent, and still there: the removal may have been lost, and nobody is here to press again.
      const isUnproven = ended.error.kind === 'grant-not-proven';
      planEnd(desk, { ...planned, at: desk.clock.now().getTime() + (isUnproven || isPassing(ended.error) ? SOON_MS : LATER_MS) });
      if (isUnproven || !isPassing(ended.error)) desk.memory.failedEnds.set(scheduleId, { planned, error: ended.error });
      desk.log.warn('grant.planned-end-failed', { kind: ended.error.kind });
    });
    desk.tell.noticesChanged();
  }
}

/** A cut cable, a busy service, a session to be renewed: nothing that somebody has to decide about. */
function isPassing(error: AppError): boolean {
  return error.kind === 'offline' || error.kind === 'throttled' || error.kind === 'service-unavailable' || error.kind === 'sign-in-required' || (error.kind === 'pim-refused' && error.reason === 'pending');
}

/** For as long as the desk is open. Never rejects. */
export async function watchGrants(desk: Desk): Promise<void> {
  while (desk.isOpen()) {
    const now = desk.clock.now().getTime();
    const next = Math.min(...[...desk.memory.plannedEnds.values()].map(({ at }) => at - now), LOOK_EVERY_MS);
    await desk.wait(Math.max(next, LOOK_AT_MOST_EVERY_MS));
    try {
      if (desk.isOpen()) await sendDueEnds(desk);
      if (desk.isOpen()) await settleOpenGrants(desk);
      if (desk.isOpen()) await remindOfEnds(desk);
    } catch (cause) {
      // One look that fails must not be the last.
      desk.log.error('grants.watch-failed', { cause });
    }
  }
}
