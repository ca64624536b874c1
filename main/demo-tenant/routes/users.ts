/**
 * `/users`, `/users/$count`, `/users/{id}`: Graph's rules for queries on people.
 *
 * Source: Graph, "List users", "Advanced query capabilities", "Paging". Default page 100, largest 999.
 */
import type { Person } from '../directory/person';
import { holdsAny, READS_AUDITS, READS_LEAVE_DATES } from '../directory/roles';
import { type CompiledFilter, compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import { USER_FILTERS } from '../odata/properties';
import { countOption, listOption, onlyOptions, type Order, orderOption, topOption } from '../odata/query';
import { compileSearch, searchOption } from '../odata/search';
import { BASIC_NAMES, checkUserNames, type Expansion, expandOption, writePerson } from '../odata/select';
import { forbidden, hasScope, needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isEventual, Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;
/** A larger `$top` is taken, and answered with pages of this size. Source: Graph, "List users", sign-in activity. */
const LARGEST_PAGE_WITH_ACTIVITY = 500;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SORTABLE = ['displayName', 'userPrincipalName', 'createdDateTime'] as const;
const ADVANCED_HINT = 'Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information';

export const unsupportedQuery = (what: string): Refusal => new Refusal(400, 'Request_UnsupportedQuery', `${what} is not supported because the required parameters might be missing. ${ADVANCED_HINT}`);

/** Some properties ask for more than the others. Source: Graph, user resource, notes on those properties. */
export function checkSensitive(request: GraphRequest, names: Iterable<string>): void {
  const { caller } = request;
  for (const name of names) {
    if (name === 'employeeLeaveDateTime' && !(hasScope(request, SCOPES.leaveDate) && holdsAny(caller.roles, READS_LEAVE_DATES))) throw forbidden();
    if (name === 'signInActivity' && !(hasScope(request, SCOPES.signInActivity) && holdsAny(caller.roles, READS_AUDITS))) throw forbidden();
  }
}

function checkReach(request: GraphRequest, names: readonly string[] | undefined): void {
  needScope(request, SCOPES.people);
  if (hasScope(request, SCOPES.peopleInFull)) return;
  if (names?.some((name) => !BASIC_NAMES.has(name))) throw forbidden();
}

function selected(request: GraphRequest): readonly string[] | undefined {
  const names = listOption(request, '$select');
  if (!names) return undefined;
  checkUserNames(names);
  checkSensitive(request, names);
  return names;
}

type Selection = { readonly people: readonly Person[]; readonly isAdvanced: boolean };

/** Applies `$search` and `$filter`, after the rules of when they may be used. */
function select(request: GraphRequest, tenant: Tenant, hasCount: boolean, order: Order | undefined): Selection {
  const searchText = searchOption(request);
  const filterText = request.query.values.get('$filter');
  const filter: CompiledFilter | undefined = filterText === undefined ? undefined : compileFilter(filterText, USER_FILTERS);
  if (filter) checkSensitive(request, filter.names);
  const isAdvanced = isEventual(request) && hasCount;
  const sortsAfterTest = order !== undefined && (filter !== undefined || searchText !== undefined);
  if (filter?.needsAdvanced && !isAdvanced) throw unsupportedQuery(filterText?.toLowerCase().includes('endswith') ? "Operator 'endsWith'" : 'The filter');
  if ((sortsAfterTest || order?.name === 'createdDateTime') && !isAdvanced) throw unsupportedQuery('Sorting');
  let people = filter?.pinned ? tenant.directory.having(filter.pinned.path, filter.pinned.values) : tenant.directory.people;
  if (filter) people = people.filter(filter.matches);
  if (searchText !== undefined) people = people.filter(compileSearch(searchText));
  if (order) people = sorted(people, order);
  return { people, isAdvanced: isAdvanced || searchText !== undefined };
}

function sorted(people: readonly Person[], { name, descending }: Order): readonly Person[] {
  const collator = new Intl.Collator('en');
  const key = (person: Person): string => String((person as Readonly<Record<string, unknown>>)[name]);
  const sign = descending ? -1 : 1;
  return [...people].sort((a, b) => sign * collator.compare(key(a), key(b)));
}

function written(tenant: Tenant, person: Person, names: readonly string[] | undefined, expansion: Expansion | undefined): Readonly<Record<string, unknown>> {
  const body = writePerson(person, names);
  if (!expansion) return body;
  const related = (id: string): readonly unknown[] => {
    const found = tenant.directory.find(id);
    return found ? [{ '@odata.type': '#microsoft.graph.user', ...writePerson(found, expansion.names) }] : [];
  };
  if (expansion.name === 'sponsors') return { ...body, sponsors: person.sponsorIds.flatMap(related) };
  const manager = person.managerId === null ? [] : related(person.managerId);
  // The service leaves the property out for somebody without a manager.
  return manager.length === 0 ? body : { ...body, manager: manager[0] };
}

function contextName(request: GraphRequest): string {
  const names = request.query.values.get('$select');
  return names === undefined ? 'users' : `users(${names})`;
}

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$search', '$filter', '$select', '$count', '$top', '$orderby', '$expand', '$skiptoken']);
  if (request.caller.person.userType === 'Guest') throw forbidden();
  const names = selected(request);
  checkReach(request, names);
  const hasCount = countOption(request);
  const size = Math.min(topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE, names?.includes('signInActivity') ? LARGEST_PAGE_WITH_ACTIVITY : LARGEST_PAGE);
  const expansion = expandOption(request.query.values.get('$expand'));
  const { people, isAdvanced } = select(request, tenant, hasCount, orderOption(request, SORTABLE));
  if (expansion && isAdvanced) throw new Refusal(400, 'Request_UnsupportedQuery', '$expand is not supported with advanced queries.');
  const page = pageOf(request, people, size);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, contextName(request)),
      // Without the header the option is ignored without a word, and the count stands on the first page only.
      ...(hasCount && isEventual(request) && page.isFirst ? { '@odata.count': people.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((person) => written(tenant, person, names, expansion)),
    },
  };
}

function count(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$search', '$filter']);
  needScope(request, SCOPES.people);
  if (request.caller.person.userType === 'Guest') throw forbidden();
  if (!isEventual(request)) throw new Refusal(400, 'Request_BadRequest', '$count is not currently supported.');
  return { status: 200, body: select(request, tenant, true, undefined).people.length };
}

function get(request: GraphRequest, tenant: Tenant, key: string): GraphResponse {
  onlyOptions(request, ['$select', '$expand', '$count']);
  const names = selected(request);
  // The activity comes from another store, which knows ids only. Observed.
  if (names?.includes('signInActivity') && !GUID.test(key)) throw new Refusal(400, '400', 'Get By Key only supports UserId and the key has to be a valid Guid');
  const person = tenant.person(key);
  if (person.id === request.caller.person.id) needScope(request, SCOPES.me);
  else checkReach(request, names);
  const expansion = expandOption(request.query.values.get('$expand'));
  return { status: 200, body: { '@odata.context': contextOf(request, `${contextName(request)}/$entity`), ...written(tenant, person, names, expansion) } };
}

export const USER_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/users', handle: list },
  { method: 'GET', path: '/users/$count', handle: count },
  { method: 'GET', path: '/users/{}', handle: get },
];
