/**
 * Grants that administrators made through privileged identity management (PIM), as the directory audit has them: who, when,
 * why, and by which request.
 *
 * PIM writes two entries for each grant, requested and completed, and Core Directory a third in the name of MS-PIM. The
 * completed one counts, once for each request; the requested one where a grant has not begun yet. Groups have the names of
 * roles. Records name the service PIM where the documentation says Privileged Identity Management, and the log is not
 * documented to take either at once. Source: Entra, audit activity reference; facts 8.3.
 */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { AuditedGrant } from '../../ports/audits';
import { hasFailed, InitiatedBy, initiatorOf } from './audit-initiator';
import { batch, type BatchRead } from './batch';
import type { Graph } from './client';
import { collect } from './collection';
import { knownUnlessDown } from './known';
import { instantLiteral, queryString, stringLiteral } from './odata';
import { text } from './person-row';

const SERVICES = ['PIM', 'Privileged Identity Management'] as const;
type Service = (typeof SERVICES)[number];

/** Of {@link TOP} entries each. More are not shown as if they were all. */
const PAGES_MAXIMUM = 20;
const TOP = '999';
/** The log takes few requests, so a little waiting is to be expected. Seconds. */
const PATIENCE_SECONDS = 10;

/** `(timebound)` or `(permanent)` follows; `eligible` stands before the kind of access. */
const MADE = /^Add (?:eligible )?(?:member|owner) to (?:role|group) in PIM (?<step>requested|completed)\b/i;

const Entry = z.object({
  activityDateTime: z.iso.datetime({ offset: true }),
  activityDisplayName: text,
  result: text,
  resultReason: text,
  initiatedBy: InitiatedBy,
  targetResources: z.array(z.object({ id: text, type: text })).nullish(),
  additionalDetails: z.array(z.object({ key: text, value: text })).nullish(),
});
type Entry = z.output<typeof Entry>;

/** @param since - ISO instant. @throws RangeError for no instant. */
export async function grantsMade(graph: Graph, since: string): Promise<Result<Known<readonly AuditedGrant[]>, AppError>> {
  const reads = Object.fromEntries(SERVICES.map((service) => [service, entriesRead(service, new Date(since))])) as Record<Service, BatchRead>;
  const sent = await batch(graph, reads, { features: ['audits'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return knownUnlessDown(sent, 'audits');
  const about = { feature: 'audits', what: 'resource', effect: 'read' } as const;
  const parts = await Promise.all(SERVICES.map((service) => collect(graph, sent.value[service], Entry, about, { features: ['audits'], pagesMaximum: PAGES_MAXIMUM })));
  // Half of the entries would pass for all of them.
  const refused = parts.find((part) => !part.ok);
  return knownUnlessDown(refused ?? ok(oncePerRequest(parts.flatMap((part) => (part.ok ? part.value : [])).flatMap(grantIn))), 'audits');
}

function entriesRead(service: Service, since: Date): BatchRead {
  const filter = `loggedByService eq ${stringLiteral(service)} and activityDateTime ge ${instantLiteral(since)}`;
  return { path: `/auditLogs/directoryAudits${queryString({ $filter: filter, $orderby: 'activityDateTime desc', $top: TOP })}` };
}

type Found = { readonly isCompleted: boolean; readonly grant: AuditedGrant };

function grantIn(entry: Entry): readonly Found[] {
  const { activityDateTime, activityDisplayName, result, resultReason, initiatedBy } = entry;
  const step = MADE.exec(activityDisplayName ?? '')?.groups?.step;
  const requestId = requestIdOf(entry);
  if (hasFailed(result) || step === undefined || requestId === '') return [];
  const grant: AuditedGrant = {
    requestId,
    at: activityDateTime,
    by: initiatorOf(initiatedBy),
    justification: (resultReason ?? '') || detail(entry, 'Justification'),
  };
  return [{ isCompleted: step.toLowerCase() === 'completed', grant }];
}

/** Not every entry that was seen had the telling key; each had the request among what it is about. */
function requestIdOf(entry: Entry): string {
  const target = (entry.targetResources ?? []).find(({ type }) => type === 'Request')?.id ?? '';
  return detail(entry, 'RoleAssignmentRequestId') || target || detail(entry, 'RequestId');
}

function detail({ additionalDetails }: Entry, name: string): string {
  return (additionalDetails ?? []).find(({ key }) => key === name)?.value ?? '';
}

/** Newest first; of several entries about one request the completed one, and of these the first that was written. */
function oncePerRequest(found: readonly Found[]): readonly AuditedGrant[] {
  // Of what has one key, a map keeps the last.
  const sorted = [...found].sort((left, right) => Number(left.isCompleted) - Number(right.isCompleted) || Date.parse(right.grant.at) - Date.parse(left.grant.at));
  const grants = new Map(sorted.map(({ grant }) => [grant.requestId.toLowerCase(), grant]));
  return [...grants.values()].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}
