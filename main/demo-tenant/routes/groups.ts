/**
 * `/groups`, one group, its members and its owners. Read only: membership for a time is PIM's. Source: Graph, "List
 * groups", "List members", "List owners".
 */
import type { Directory } from '../directory/directory';
import type { Group } from '../directory/groups';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { GROUP_FILTERS } from '../odata/properties';
import { countOption, listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { compileSearch, searchOption } from '../odata/search';
import { pick } from '../odata/select';
import { forbidden, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isEventual, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { peopleList } from './people-list';
import type { Route } from './route';
import { unsupportedQuery } from './users';
import { writeGroup } from './write-group';

const LARGEST_PAGE = 999;
const DEFAULT_PAGE = 100;

function neededGroup(directory: Directory, id: string): Group {
  const group = directory.group(id);
  if (!group) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
  return group;
}

function checkReader(request: GraphRequest): void {
  needScope(request, SCOPES.readGroups);
  if (request.caller.person.userType === 'Guest') throw forbidden();
}

function list(request: GraphRequest, { directory }: Tenant): GraphResponse {
  onlyOptions(request, ['$search', '$filter', '$select', '$top', '$skiptoken', '$count', '$orderby']);
  checkReader(request);
  const hasCount = countOption(request) && isEventual(request);
  const order = orderOption(request, ['displayName']);
  const filterText = request.query.values.get('$filter');
  const filter = filterText === undefined ? undefined : compileFilter(filterText, GROUP_FILTERS);
  const searchText = searchOption(request);
  if ((filter?.needsAdvanced || ((filter || searchText !== undefined) && order)) && !hasCount) throw unsupportedQuery('The query');
  const bodies = directory.groups.map(writeGroup);
  const filtered = filter ? bodies.filter(filter.matches) : bodies;
  const found = searchText === undefined ? filtered : filtered.filter(compileSearch(searchText, GROUP_FILTERS));
  const nameOf = (body: Readonly<Record<string, unknown>>): string => String(body.displayName);
  const sorted = order ? [...found].sort((a, b) => (order.descending ? -1 : 1) * nameOf(a).localeCompare(nameOf(b), 'en')) : found;
  const names = listOption(request, '$select');
  const page = pageOf(request, sorted, topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, 'groups'),
      ...(hasCount && page.isFirst ? { '@odata.count': found.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((body) => pick(body, names, 'group')),
    },
  };
}

function get(request: GraphRequest, { directory }: Tenant, id: string): GraphResponse {
  onlyOptions(request, ['$select']);
  checkReader(request);
  return { status: 200, body: { '@odata.context': contextOf(request, 'groups/$entity'), ...pick(writeGroup(neededGroup(directory, id)), listOption(request, '$select'), 'group') } };
}

const people =
  (which: 'members' | 'owners', isCast: boolean): Route['handle'] =>
  (request: GraphRequest, tenant: Tenant, key: string) => {
    checkReader(request);
    const { directory } = tenant;
    const { id } = neededGroup(directory, key);
    const found = directory.people.filter((person) => (which === 'members' ? directory.groupsOf(person) : directory.ownedGroupsOf(person)).some((group) => group.id === id));
    return peopleList(request, found, isCast);
  };

export const GROUP_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/groups', handle: list },
  { method: 'GET', path: '/groups/{}', handle: get },
  ...(['members', 'owners'] as const).flatMap((which): readonly Route[] => [
    { method: 'GET', path: `/groups/{}/${which}`, handle: people(which, false) },
    { method: 'GET', path: `/groups/{}/${which}/microsoft.graph.user`, handle: people(which, true) },
  ]),
];
