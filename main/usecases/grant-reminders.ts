/** Grants made at this desk that end soon: the operator hears of it once, while there is time to extend or to hand over. */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Notice } from '../../shared/ipc/contract';
import { alertExpiry } from './alerts';
import type { Desk } from './desk';
import { actsOf, lineageOf } from './journal-grants';

type EndsSoon = Extract<Notice, { kind: 'grant-ends' }>;

/** Soonest first. What was ended, or lives on with a later end, is not among them. */
export async function grantsEndingSoon(desk: Desk): Promise<readonly EndsSoon[]> {
  if (desk.policy.state === 'broken') return [];
  const { remindMinutes } = desk.policy.rules.grants;
  if (remindMinutes === 0) return [];
  const lines = await actsOf(desk, null);
  if (!lines.ok) return [];
  const now = desk.clock.now().getTime();
  return lives(lines.value)
    .filter(({ endsAt }) => Date.parse(endsAt) > now && Date.parse(endsAt) - now <= remindMinutes * 60_000)
    .sort((one, other) => one.endsAt.localeCompare(other.endsAt));
}

/** Tells each of them once. */
export async function remindOfEnds(desk: Desk): Promise<void> {
  const fresh = (await grantsEndingSoon(desk)).filter(({ scheduleId }) => !desk.memory.reminded.has(scheduleId));
  for (const { scheduleId, what, endsAt, personId, displayName } of fresh) {
    desk.memory.reminded.add(scheduleId);
    if (desk.policy.state === 'in-force' && desk.policy.rules.alerts.desktop.includes('expiry-soon')) desk.tell.remind({ what, endsAt });
    await alertExpiry(desk, { scheduleId, endsAt, what, person: { id: personId, displayName, userPrincipalName: '' } });
  }
  if (fresh.length > 0) desk.tell.noticesChanged();
}

function lives(lines: readonly JournalEntry[]): readonly EndsSoon[] {
  const lineage = lineageOf(lines);
  return lineage.made.flatMap(({ line, ids }) => {
    const [id] = ids;
    if (line.person === null || id === undefined || lineage.isEnded({ scheduleId: id, requestId: null })) return [];
    const moved = lines.filter(({ action, phase, result, detail }) => action === 'grant.extend' && phase === 'outcome' && result === 'succeeded' && typeof detail.scheduleId === 'string' && ids.has(detail.scheduleId.toLowerCase())).at(-1);
    const endsAt = moved?.detail.until ?? line.detail.endsAt;
    const what = line.detail.targetName;
    if (typeof endsAt !== 'string') return [];
    const scheduleId = [...ids].at(-1) ?? id;
    return [{ kind: 'grant-ends' as const, scheduleId, personId: line.person.id, displayName: line.person.displayName, what: typeof what === 'string' ? what : '', endsAt }];
  });
}
