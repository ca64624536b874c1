/**
 * Keeps an eye on a person after a create that seems to have made nothing: the service may commit it late, or a replica may
 * be slow to tell. A pass that appears then and looks like ours has a passcode nobody knows, so it is revoked.
 */
import type { NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { isLostPass } from './lost-answer';
import type { Act } from './record';
import { revokePass } from './revoke-pass';

const ROUND_MS = 30_000;
/** Entra says "minutes" for a pass to show everywhere; ten are watched. */
const ROUNDS = 20;
export const WATCHED_MS = ROUND_MS * ROUNDS;

export type Watched = { readonly act: Act; readonly requested: NewPass; readonly beforeId: string | null; readonly sentAt: string };

/** Never rejects; ends with the desk. */
export async function watchLost(desk: Desk, watched: Watched): Promise<void> {
  for (let round = 1; round <= ROUNDS && desk.isOpen(); round += 1) {
    await desk.wait(ROUND_MS);
    if (!desk.isOpen()) return;
    const isOver = await desk.inTurn(watched.requested.personId, () => look(desk, watched)).catch(() => false);
    if (isOver) return;
  }
}

/** @returns true when there is nothing more to watch for. */
async function look(desk: Desk, { act, requested, beforeId, sentAt }: Watched): Promise<boolean> {
  const current = await desk.passes.current(requested.personId);
  if (!current.ok || current.value === null || current.value.id === beforeId) return false;
  // A pass that this desk has issued since is no reason to stop: the late one may still displace it.
  const isLost = await isLostPass(desk, current.value, requested, sentAt);
  if (!isLost.ok || !isLost.value) return false;
  const revoked = await revokePass(desk, {
    person: act.person,
    personId: requested.personId,
    passId: current.value.id,
    ticket: act.ticket,
    reason: 'It appeared after its answer was lost, so nobody knows this passcode',
    evenWithoutJournal: true,
  });
  return revoked.ok;
}
