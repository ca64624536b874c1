/**
 * `/identityGovernance/privilegedAccess/group`: membership and ownership of groups for a time. Lists must name a group or
 * a principal; the first request of a group onboards it, and only from then on its standing members show.
 *
 * Source: Graph, PIM for Groups. Whoever may not look at every group sees the groups they own, and themself.
 */
import { cancelGrant, submitGrant } from '../acts/grant';
import { ownsGroup, readsEveryGroup } from '../acts/grant-rights';
import { equalitiesOf } from '../odata/equalities';
import { onlyOptions } from '../odata/query';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import type { How } from '../pim/access';
import { findGroup } from '../pim/subjects';
import { standingGroups } from '../pim/standing';
import { readWanted } from '../pim/wanted';
import { type Row, writeInstance, writeRequest, writeSchedule, writeStandingInstance, writeStandingSchedule } from '../pim/write';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';
import { type Expansions, listRows, oneRow, principalOf, type Resource, tableOf } from './rows';
import { writeGroup } from './write-group';

const ROOT = '/identityGovernance/privilegedAccess/group';
const OPTIONS = ['$filter', '$select', '$top', '$skiptoken', '$expand'] as const;
const ACCESS = ['id', 'principalId', 'groupId', 'accessId'] as const;

const notFound = (id: string): Refusal => new Refusal(404, 'ResourceNotFound', `The resource '${id}' is not found.`);

type Kind = { readonly name: string; readonly table: Resource['table']; readonly rows: (tenant: Tenant, at: Date) => readonly Row[]; readonly expands: readonly string[] };

function standing(tenant: Tenant, how: How, write: typeof writeStandingSchedule): readonly Row[] {
  if (how === 'eligible') return [];
  return tenant.directory.people.flatMap((person) =>
    standingGroups(person).filter(({ access }) => access.kind === 'group' && tenant.grants.isOnboarded(access.groupId)).map((each) => write(each, person.createdDateTime)));
}

function kindsOf(how: How): readonly Kind[] {
  const isActive = how === 'active';
  const [word, type] = isActive ? ['assignment', 'Assignment'] : ['eligibility', 'Eligibility'];
  const activated = isActive ? ['activatedUsing'] : [];
  const types = isActive ? ['assignmentType', 'memberType'] : ['memberType'];
  return [
    {
      name: `${word}ScheduleRequests`,
      table: tableOf(`privilegedAccessGroup${type}ScheduleRequest`, [...ACCESS, 'status', 'action', 'targetScheduleId'], ['createdDateTime', 'completedDateTime']),
      rows: (tenant, at) => tenant.grants.requests(how, 'group', at.getTime()).map((each) => writeRequest(each, at.getTime())),
      expands: ['principal', 'group', 'targetSchedule', ...activated],
    },
    {
      name: `${word}Schedules`,
      table: tableOf(`privilegedAccessGroup${type}Schedule`, [...ACCESS, ...types, 'status', 'createdUsing'], ['createdDateTime']),
      rows: (tenant, at) => [...standing(tenant, how, writeStandingSchedule), ...tenant.grants.schedules(how, 'group').map((each) => writeSchedule(each, at.getTime()))],
      expands: ['principal', 'group', ...activated],
    },
    {
      name: `${word}ScheduleInstances`,
      table: tableOf(`privilegedAccessGroup${type}ScheduleInstance`, [...ACCESS, ...types, `${word}ScheduleId`], ['startDateTime', 'endDateTime']),
      rows: (tenant) => [...standing(tenant, how, writeStandingInstance), ...tenant.grants.instances(how, 'group').map(writeInstance)],
      expands: ['principal', 'group', ...activated],
    },
  ];
}

function resourceOf(kind: Kind, tenant: Tenant, at: Date): Resource {
  const all: Expansions = {
    principal: principalOf(tenant),
    group: ({ groupId }, { select }) => {
      const group = typeof groupId === 'string' ? findGroup(groupId) : undefined;
      return group && pick(writeGroup(group), select, 'group');
    },
    targetSchedule: ({ targetScheduleId }) => {
      const found = typeof targetScheduleId === 'string' ? tenant.grants.schedule(targetScheduleId, at.getTime()) : undefined;
      return found ? writeSchedule(found, at.getTime()) : null;
    },
    activatedUsing: () => null,
  };
  const expansions = Object.fromEntries(Object.entries(all).filter(([name]) => kind.expands.includes(name)));
  return { context: `${ROOT.slice(1)}/${kind.name}`, table: kind.table, expansions };
}

function checkReader({ caller }: GraphRequest, tenant: Tenant, groupId: string | undefined, principalId: string | undefined): void {
  const isOwn = principalId?.toLowerCase() === caller.person.id;
  if (!readsEveryGroup(caller) && !isOwn && !(groupId !== undefined && ownsGroup(tenant, caller, groupId))) throw forbidden();
}

function readRoutes(kind: Kind, how: How): readonly Route[] {
  const path = `${ROOT}/${kind.name}`;
  const scopes = how === 'active' ? SCOPES.readGroupAssignments : SCOPES.readGroupEligibility;
  const mine: Route['handle'] = (request, tenant) => {
    onlyOptions(request, OPTIONS);
    needScope(request, scopes);
    return listRows(request, resourceOf(kind, tenant, request.at), kind.rows(tenant, request.at).filter(({ principalId }) => principalId === request.caller.person.id));
  };
  return [
    {
      method: 'GET',
      path,
      handle: (request, tenant) => {
        onlyOptions(request, OPTIONS);
        needScope(request, scopes);
        const given = equalitiesOf(request.query.values.get('$filter'));
        const [groupId, principalId] = [given.get('groupId'), given.get('principalId')];
        if (groupId === undefined && principalId === undefined) throw new Refusal(400, 'BadRequest', "The filter must name a group or a principal: groupId eq '...' or principalId eq '...'.");
        checkReader(request, tenant, groupId, principalId);
        return listRows(request, resourceOf(kind, tenant, request.at), kind.rows(tenant, request.at));
      },
    },
    {
      method: 'GET',
      path: `${path}/{}`,
      handle: (request, tenant, id) => {
        onlyOptions(request, OPTIONS);
        needScope(request, scopes);
        const row = kind.rows(tenant, request.at).find((each) => each.id === id);
        if (!row) throw notFound(id);
        checkReader(request, tenant, String(row.groupId), row.principalId);
        return oneRow(request, resourceOf(kind, tenant, request.at), row);
      },
    },
    { method: 'GET', path: `${path}/filterByCurrentUser(on='principal')`, handle: mine },
    { method: 'GET', path: `${path}/microsoft.graph.filterByCurrentUser(on='principal')`, handle: mine },
  ];
}

function writeRoutes(how: How): readonly Route[] {
  const [write, remove] = how === 'active' ? [SCOPES.writeGroupAssignments, SCOPES.removeGroupAssignments] : [SCOPES.writeGroupEligibility, SCOPES.removeGroupEligibility];
  const path = `${ROOT}/${how === 'active' ? 'assignment' : 'eligibility'}ScheduleRequests`;
  const create: Route['handle'] = (request, tenant) => {
    onlyOptions(request, []);
    needScope(request, remove);
    const wanted = readWanted(request.body, how, 'group');
    if (wanted.action !== 'adminRemove') needScope(request, write);
    const made = submitGrant(tenant, wanted, request.caller, request.at, request);
    return { status: 201, body: { '@odata.context': contextOf(request, `${path.slice(1)}/$entity`), ...writeRequest(made, request.at.getTime()) } };
  };
  const cancel = (request: GraphRequest, tenant: Tenant, id: string): GraphResponse => {
    onlyOptions(request, []);
    needScope(request, write);
    const found = tenant.grants.request(id);
    if (found?.how !== how || found.access.kind !== 'group') throw notFound(id);
    cancelGrant(tenant, found, request.caller, request.at, request);
    return { status: 204 };
  };
  return [
    { method: 'POST', path, handle: create },
    { method: 'POST', path: `${path}/{}/cancel`, handle: cancel },
    { method: 'POST', path: `${path}/{}/microsoft.graph.cancel`, handle: cancel },
  ];
}

export const PIM_GROUP_ROUTES: readonly Route[] = (['active', 'eligible'] as const).flatMap((how) => [...kindsOf(how).flatMap((kind) => readRoutes(kind, how)), ...writeRoutes(how)]);
