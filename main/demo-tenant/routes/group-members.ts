/**
 * `/groups/{id}/transitiveMembers`: everybody in a group, those who come through a group within it included.
 *
 * Casting the list to people is an advanced query, as for every transitive list. Source: Graph, "List group transitive
 * members" and "Advanced query capabilities".
 */
import { needScope, SCOPES } from '../permissions';
import { isEventual, Refusal } from '../protocol';
import { countOption } from '../odata/query';
import { peopleList } from './people-list';
import type { Route } from './route';
import { unsupportedQuery } from './users';

const transitive =
  (isCast: boolean): Route['handle'] =>
  (request, tenant, id) => {
    needScope(request, SCOPES.readGroups);
    if (isCast && !(countOption(request) && isEventual(request))) throw unsupportedQuery('The query on a relationship');
    const group = tenant.directory.group(id);
    if (!group) throw new Refusal(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
    return peopleList(request, tenant.directory.transitiveMembersOf(group.id), isCast);
  };

export const GROUP_MEMBER_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/groups/{}/transitiveMembers', handle: transitive(false) },
  { method: 'GET', path: '/groups/{}/transitiveMembers/microsoft.graph.user', handle: transitive(true) },
];
