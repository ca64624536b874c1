/**
 * From what an operator typed to the requests that find the person.
 *
 * Two, because Graph offers no one way: names, mail and mobile number take `$search`; employee id and business phones
 * take `$filter` with `startsWith` only. A pasted object id needs neither. Names are matched by words in any order,
 * which Graph does itself with the text of one clause; every other property by its beginning.
 *
 * Graph v1.0 refuses an encoded ampersand in `$search` (known issue; encoding it twice is the way round). Between words
 * an ampersand says nothing, so names are searched without it.
 */
import type { BatchRead } from './batch';
import { cleanQuery, pathSegment, queryString, searchClause, stringLiteral } from './odata';
import { phoneForms } from './phone-forms';
import { ROW_PROPERTIES } from './person-row';

/** One of the two may be missing: no request is sent that cannot find anything. */
export type SearchPlan =
  | { readonly by: 'nothing' }
  | { readonly by: 'id'; readonly id: string; readonly read: BatchRead }
  | { readonly by: 'text'; readonly text: string; readonly reads: Readonly<Record<string, BatchRead>> };

/** Every employee id is at most this long, characters. Source: Graph v1.0, user.employeeId. */
const EMPLOYEE_ID_MAXIMUM = 16;
const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;
const BY_BEGINNING = ['mail', 'userPrincipalName', 'givenName', 'surname'] as const;

/** @param top - Rows each request asks for. */
export function searchPlan(query: string, top: number): SearchPlan {
  const text = cleanQuery(query);
  if (text === '') return { by: 'nothing' };
  const id = GUID.exec(text)?.[1];
  const select = ROW_PROPERTIES.join(',');
  if (id !== undefined) return { by: 'id', id, read: { path: `/users/${pathSegment(id)}${queryString({ $select: select })}` } };

  const phones = phoneForms(text);
  const search = searchOf(text, phones);
  const filter = filterOf(text, phones);
  const users = (parameters: Readonly<Record<string, string>>): BatchRead => ({
    path: `/users${queryString({ ...parameters, $select: select, $top: String(top), $count: 'true' })}`,
    isEventual: true,
  });
  return { by: 'text', text, reads: { search: users({ $search: search }), ...(filter === '' ? {} : { filter: users({ $filter: filter }) }) } };
}

function searchOf(text: string, phones: readonly string[]): string {
  const words = cleanQuery(text.replaceAll('&', ' '));
  const beginning = text.replaceAll('&', '%26');
  return [
    ...(words === '' ? [] : [searchClause('displayName', words)]),
    ...BY_BEGINNING.map((property) => searchClause(property, beginning)),
    ...phones.map((phone) => searchClause('mobilePhone', phone)),
  ].join(' OR ');
}

function filterOf(text: string, phones: readonly string[]): string {
  const starts = phones.map((phone) => `startsWith(p,${stringLiteral(phone)})`);
  return [
    ...(text.length <= EMPLOYEE_ID_MAXIMUM ? [`startsWith(employeeId,${stringLiteral(text)})`] : []),
    ...(starts.length > 0 ? [`businessPhones/any(p:${starts.join(' or ')})`] : []),
  ].join(' or ');
}
