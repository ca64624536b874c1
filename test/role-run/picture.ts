/** The tool's picture beside the tenant's: what the desk lists, line by line, against what the tenant has at that moment. */
import { type DemoGrant, type DemoTenant, ROLE_TEMPLATES } from '../../main/demo-tenant';
import { rolesThrough, type Truth } from './truth';

/** What is compared of a row of `grants.list` and `grants.of`. */
export type Row = {
  readonly scheduleId: string;
  readonly target: { readonly kind: 'role' | 'member' | 'owner'; readonly id: string };
  readonly how: 'active' | 'eligible';
  readonly scope: string;
  readonly person: { readonly id: string };
  readonly startDateTime: string | null;
  readonly endDateTime: string | null;
  readonly state: 'live' | 'future' | 'provisioning';
  readonly path: 'direct' | 'group';
  readonly assignment: 'assigned' | 'activated';
  readonly origin: 'tapdesk' | 'outside' | 'unknown';
  readonly taskId: string;
  readonly ticket: string;
};

const instant = (at: string | null): string => (at === null ? 'none' : new Date(at).toISOString());

/** Of what has an end or begins later. */
function endingLine({ scheduleId, target, how, scope, person, startDateTime, endDateTime, state, path, assignment }: Omit<Row, 'origin' | 'taskId' | 'ticket'>): string {
  return [scheduleId, target.kind, target.id, how, scope, person.id, instant(startDateTime), instant(endDateTime), state, path, assignment].join(' ').toLowerCase();
}

/** Of what is held for good: PIM gives neither a start nor an end of it. */
const standingLine = (kind: string, id: string, how: string, scope: string, path: string): string => [kind, id, how, scope, path].join(' ').toLowerCase();

function lineOfTruth({ scheduleId, access, how, principalId, startDateTime, endDateTime, hasInstance, assignmentType }: DemoGrant, now: number): string {
  const isRole = access.kind === 'role';
  return endingLine({
    scheduleId,
    target: isRole ? { kind: 'role', id: access.roleDefinitionId } : { kind: access.accessId, id: access.groupId },
    how,
    scope: isRole ? access.directoryScopeId : '/',
    person: { id: principalId },
    startDateTime,
    endDateTime,
    state: hasInstance ? 'live' : Date.parse(startDateTime) > now ? 'future' : 'provisioning',
    path: 'direct',
    assignment: assignmentType === 'Activated' ? 'activated' : 'assigned',
  });
}

const isEnding = ({ endDateTime, state }: Pick<Row, 'endDateTime' | 'state'>): boolean => endDateTime !== null || state === 'future';

function difference(what: string, tool: readonly string[], tenant: readonly string[]): readonly string[] {
  const [shown, there] = [new Set(tool), new Set(tenant)];
  return [...[...shown].filter((line) => !there.has(line)).map((line) => `${what}: only in the tool: ${line}`), ...[...there].filter((line) => !shown.has(line)).map((line) => `${what}: only in the tenant: ${line}`)];
}

/** Everything in the tenant that ends. */
export function compareAll(rows: readonly Row[], truth: Truth, now: number): readonly string[] {
  const there = truth.all().map((grant) => ({ grant, isFuture: !grant.hasInstance && Date.parse(grant.startDateTime) > now }));
  return difference('all', rows.filter(isEnding).map(endingLine), there.filter(({ grant, isFuture }) => grant.endDateTime !== null || isFuture).map(({ grant }) => lineOfTruth(grant, now)));
}

/** Everything of one person, what is held for good and through groups as well. */
export function compareOne(personId: string, rows: readonly Row[], tenant: DemoTenant, truth: Truth, now: number): readonly string[] {
  const own = truth.all().filter(({ principalId }) => principalId === personId);
  const ending = difference(`of ${personId}`, rows.filter(isEnding).map(endingLine), own.filter(({ endDateTime, startDateTime, hasInstance }) => endDateTime !== null || (!hasInstance && Date.parse(startDateTime) > now)).map((grant) => lineOfTruth(grant, now)));
  const forGood = rows.filter((row) => !isEnding(row) && row.target.kind === 'role').map(({ target, how, scope, path }) => standingLine(target.kind, target.id, how, scope, path));
  return [...ending, ...difference(`for good of ${personId}`, forGood, standingRoles(personId, tenant, own, now))];
}

function standingRoles(personId: string, { state }: DemoTenant, own: readonly DemoGrant[], now: number): readonly string[] {
  const person = state.person(personId);
  const permanent = own.flatMap(({ access, how, startDateTime, endDateTime }) => (access.kind === 'role' && endDateTime === null && Date.parse(startDateTime) <= now ? [standingLine('role', access.roleDefinitionId, how, access.directoryScopeId, 'direct')] : []));
  return [
    ...permanent,
    ...(person?.directoryRoles ?? []).map((name) => standingLine('role', ROLE_TEMPLATES[name], 'active', '/', 'direct')),
    ...(person?.eligibleRoles ?? []).map((name) => standingLine('role', ROLE_TEMPLATES[name], 'eligible', '/', 'direct')),
    ...rolesThrough(state.groupIdsOf(personId)).map(({ roleId }) => standingLine('role', roleId, 'active', '/', 'group')),
  ];
}
