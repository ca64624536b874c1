/**
 * Live and future grants, with what the journal and PIM's own records say about each. A part that may not be read is a stated
 * gap; an empty list is never shown in its place.
 */
import type { Grant, GrantRow } from '../../shared/domain/grant';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { ok, type Result } from '../../shared/result';
import type { AuditedGrant } from '../ports/audits';
import type { GrantsRead, RequestNote } from '../ports/grants';
import type { Desk } from './desk';
import { everyGrant } from './held-grants';
import { actsOf, lineageOf } from './journal-grants';
import { groupIdsIn, readOffer } from './read-grant-facts';

/** How far back PIM's audit is read, days: what Entra keeps with a licence. */
const AUDIT_DAYS = 30;

type Records = {
  readonly lines: readonly JournalEntry[];
  readonly audits: ReadonlyMap<string, AuditedGrant>;
  readonly notes: Readonly<Record<string, RequestNote>>;
  /** PIM's records were read: what stands in none of this desk's lines was made elsewhere. */
  readonly isTold: boolean;
};

export async function listGrants(desk: Desk): Promise<Reply<'grants.list'>> {
  const groupIds = await watchedGroups(desk, null);
  if (!groupIds.ok) return groupIds;
  const [read, records] = await Promise.all([desk.grants.all(groupIds.value), readRecords(desk, groupIds.value)]);
  if (!read.ok) return read;
  if (!records.ok) return records;
  const soonest = (one: GrantRow, other: GrantRow) => endMs(one) - endMs(other);
  return ok({ ...rowsOf(desk, read.value, records.value, soonest), readAt: desk.clock.now().toISOString() });
}

export async function grantsOf(desk: Desk, personId: string): Promise<Reply<'grants.of'>> {
  const groupIds = await watchedGroups(desk, personId);
  if (!groupIds.ok) return groupIds;
  const [read, lines] = await Promise.all([desk.grants.of(personId, groupIds.value), actsOf(desk, personId)]);
  if (!read.ok) return read;
  if (!lines.ok) return lines;
  const records: Records = { lines: lines.value, audits: new Map(), notes: {}, isTold: false };
  return ok({ ...rowsOf(desk, read.value, records, (one, other) => endMs(one) - endMs(other)), readAt: desk.clock.now().toISOString() });
}

/** Groups of the catalogue, those the operator owns, and those that this desk has granted. */
export async function watchedGroups(desk: Desk, personId: string | null): Promise<Result<readonly string[], AppError>> {
  const [offer, lines] = await Promise.all([readOffer(desk), actsOf(desk, personId)]);
  // Without limits nothing is granted; what there is can be read all the same.
  const offered = offer.ok ? groupIdsIn(offer.value) : [];
  if (!offer.ok && offer.error.kind !== 'desk-policy-broken') return offer;
  const granted = lines.ok ? lines.value.flatMap(({ detail }) => (detail.targetKind !== 'role' && typeof detail.targetId === 'string' ? [detail.targetId.toLowerCase()] : [])) : [];
  return ok([...new Set([...offered, ...granted])]);
}

async function readRecords(desk: Desk, groupIds: readonly string[]): Promise<Result<Records, AppError>> {
  const since = new Date(desk.clock.now().getTime() - AUDIT_DAYS * 86_400_000).toISOString();
  const [lines, audits, notes] = await Promise.all([actsOf(desk, null), desk.audits.grantsMade(since), desk.grants.notes(groupIds)]);
  if (!lines.ok) return lines;
  const audited = audits.ok && audits.value.known ? audits.value.value : [];
  const noted = notes.ok && notes.value.known ? notes.value.value : {};
  return ok({ lines: lines.value, audits: new Map(audited.map((each) => [each.requestId.toLowerCase(), each])), notes: noted, isTold: (audits.ok && audits.value.known) || (notes.ok && notes.value.known) });
}

function rowsOf(desk: Desk, read: GrantsRead, records: Records, order: (one: GrantRow, other: GrantRow) => number) {
  const lineage = lineageOf(records.lines);
  const rows = everyGrant(read).map((grant) => rowOf(desk, grant, lineage.madeIn(grant), records));
  const counted = (list: Known<readonly Grant[]>): Known<number> => (list.known ? { known: true, value: list.value.length } : list);
  const sources = { roles: counted(read.roles), eligibleRoles: counted(read.eligibleRoles), groups: counted(read.groups), isSomeGroupsOnly: !read.isEveryGroup };
  return { rows: [...rows].sort(order), sources };
}

function rowOf(desk: Desk, grant: Grant, line: JournalEntry | undefined, { audits, notes, isTold }: Records): GrantRow {
  const planned = desk.memory.plannedEnds.get(grant.scheduleId);
  const endsEarlyAt = planned ? new Date(planned.at).toISOString() : null;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  if (line) {
    return { ...grant, origin: 'tapdesk', by: line.operator.displayName, reason: line.reason, ticket: line.ticket, template: text(line.detail.template), taskId: text(line.detail.taskId), endsEarlyAt };
  }
  const audited = grant.requestId === null ? undefined : audits.get(grant.requestId.toLowerCase());
  const note = grant.requestId === null ? undefined : notes[grant.requestId.toLowerCase()];
  const why = [note?.justification, audited?.justification].find((each) => each !== undefined && each !== '') ?? '';
  // Another desk's grant, and one whose making this desk never heard of, look the same without PIM's records.
  const origin = isTold || audited || note ? 'outside' : 'unknown';
  return { ...grant, origin, by: audited?.by.displayName ?? note?.by ?? '', reason: why, ticket: note?.ticketNumber ?? '', template: '', taskId: '', endsEarlyAt };
}

/** Permanent ones last. */
function endMs({ endDateTime }: GrantRow): number {
  return endDateTime === null ? Number.MAX_SAFE_INTEGER : Date.parse(endDateTime);
}
