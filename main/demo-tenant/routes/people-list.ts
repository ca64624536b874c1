/**
 * A list of people who belong to something: a unit, a group.
 */
import type { Person } from '../directory/person';
import { pageOf } from '../odata/page';
import { countOption, listOption, onlyOptions, topOption } from '../odata/query';
import { checkUserNames, writePerson } from '../odata/select';
import { hasScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isEventual } from '../protocol';
import { checkSensitive } from './users';

const LARGEST_PAGE = 999;
const DEFAULT_PAGE = 100;

/**
 * Whoever may read the list but not people is told who is in it and nothing else. Source: Graph, "Limited information
 * returned for inaccessible member objects".
 *
 * @param isCast - The path names the type; otherwise every item does.
 */
export function peopleList(request: GraphRequest, people: readonly Person[], isCast: boolean): GraphResponse {
  onlyOptions(request, ['$select', '$top', '$skiptoken', '$count']);
  const names = listOption(request, '$select');
  if (names) {
    checkUserNames(names);
    checkSensitive(request, names);
  }
  const written = (person: Person): Readonly<Record<string, unknown>> => {
    const body = writePerson(person, names);
    return hasScope(request, SCOPES.people) ? body : Object.fromEntries(Object.keys(body).map((name) => [name, name === 'id' ? person.id : null]));
  };
  const hasCount = countOption(request) && isEventual(request);
  const page = pageOf(request, people, topOption(request, LARGEST_PAGE) ?? DEFAULT_PAGE);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, isCast ? 'users' : 'directoryObjects'),
      ...(hasCount && page.isFirst ? { '@odata.count': people.length } : {}),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((person) => ({ ...(isCast ? {} : { '@odata.type': '#microsoft.graph.user' }), ...written(person) })),
    },
  };
}
