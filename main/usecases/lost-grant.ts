/**
 * After a grant whose answer was lost: what PIM has decides. A grant is no secret, so one that took effect is kept and
 * written down. Where none shows it stays open for some minutes, and is looked for again; sending again is safe all the same,
 * for PIM refuses a second one of the same.
 */
import { endOf, type Grant, isSameAccess } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { NewGrant } from '../ports/grants';
import type { Desk } from './desk';
import { readHeld } from './held-grants';
import { conclude, type Act, type Ending } from './record';

const READ_BACK_PAUSES_MS = [500, 2000, 5000];
/** How far the desk's clock may be from Graph's, and a new grant's end from the one that was asked for, milliseconds. */
const SLACK_MS = 90_000;

export type LostGrant = {
  readonly act: Act;
  readonly intent: Pick<JournalEntry, 'id' | 'at'>;
  readonly requested: NewGrant;
  readonly trace: Ending['detail'];
};

/** How long PIM may take to make what it was asked for; only then is none made. Milliseconds. */
export const MADE_WITHIN_MS = 10 * 60_000;

/** Settles and concludes the intent. `outcome-unknown`: none shows, or PIM could not be read, and it stays open. */
export async function settleLostGrant(desk: Desk, { act, intent, requested, trace }: LostGrant): Promise<Result<Grant, AppError>> {
  let unread: AppError | null = null;
  for (const pause of READ_BACK_PAUSES_MS) {
    await desk.wait(pause);
    const held = await readHeld(desk, requested.personId, requested);
    unread = held.ok ? null : held.error;
    const grant = held.ok ? held.value.grants.find((each) => isOurs(desk, each, requested, intent.at)) : undefined;
    if (!grant) continue;
    await conclude(desk, act, intent.id, { result: 'succeeded', detail: { ...trace, readBack: 'made', scheduleId: grant.scheduleId, pimRequestId: grant.requestId, startsAt: grant.startDateTime, endsAt: grant.endDateTime } });
    return ok(grant);
  }
  // PIM was seen to take tens of seconds: that none shows yet does not mean that none will be made.
  await conclude(desk, act, intent.id, { result: 'unknown', detail: { ...trace, readBack: unread === null ? 'none yet' : 'failed' } });
  desk.memory.unsettled.add(requested.personId.toLowerCase());
  return err({ kind: 'outcome-unknown', action: 'grant', requestId: '' });
}

/** Made after it was sent, and with the end that was asked for. A colleague's would have to agree to the minute. */
export function isOurs(desk: Desk, grant: Grant, requested: NewGrant, sentAt: string): boolean {
  if (grant.path !== 'direct' || grant.how !== requested.how || !isSameAccess(grant, requested)) return false;
  const sent = Date.parse(sentAt) + (desk.clockSkewMs() ?? 0);
  if (grant.createdDateTime !== null && Date.parse(grant.createdDateTime) < sent - SLACK_MS) return false;
  const wanted = endOf(requested, new Date(sent));
  return grant.endDateTime !== null && Math.abs(Date.parse(grant.endDateTime) - wanted) <= SLACK_MS + (requested.until === null ? SLACK_MS : 0);
}
