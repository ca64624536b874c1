/**
 * Items of a SharePoint list: list, create, get, change the fields of one, delete.
 *
 * `If-Match` is honoured where the documentation says so, on a change and on a delete: another ETag is answered 412 and
 * changes nothing; without it the last writer wins. Which codes SharePoint gives besides was seen in public, not documented.
 * Every member of the site may do everything here. Source: Graph, "List items in a list" and its neighbours.
 */
import { parseExpand } from '../odata/expand';
import { pageOf } from '../odata/page';
import { onlyOptions, topOption } from '../odata/query';
import { needScope, SCOPES } from '../permissions';
import { contextOf, type GraphRequest, type GraphResponse, isRecord, Refusal } from '../protocol';
import { ANCHOR_LIST, DEMO_SITE, eTagOf, type Fields, type ListItem, webUrlOf } from '../shared-lists';
import type { Tenant } from '../tenant';
import type { Route } from './route';

const PAGE = 200;
const LARGEST_PAGE = 5_000;
const CONTENT_TYPE = { id: '0x0100', name: 'Item' } as const;
const COLUMNS: ReadonlySet<string> = new Set(ANCHOR_LIST.columns);

const denied = (): Refusal => new Refusal(403, 'accessDenied', 'Access denied');
const notFound = (): Refusal => new Refusal(404, 'itemNotFound', 'The resource could not be found.');
const invalid = (message: string): Refusal => new Refusal(400, 'invalidRequest', message);

function checkList(request: GraphRequest): void {
  needScope(request, SCOPES.sites, denied);
  const [, site = '', , list = ''] = request.segments;
  if (site.toLowerCase() !== DEMO_SITE || (list.toLowerCase() !== ANCHOR_LIST.id && list !== ANCHOR_LIST.name)) throw notFound();
}

function itemIn(request: GraphRequest, { lists }: Tenant): ListItem {
  const item = lists.item(request.segments[5] ?? '');
  if (!item) throw notFound();
  return item;
}

/** The names of the fields to be shown; null for none of them. */
function shownFields(request: GraphRequest): readonly string[] | 'all' | null {
  // The documentation's own requests leave the dollar sign out.
  const value = request.query.values.get('$expand') ?? request.query.values.get('expand');
  const [expanded] = parseExpand(value?.replace(/\((select|expand)=/g, '($$$1='), ['fields']);
  return expanded ? (expanded.select ?? 'all') : null;
}

function fieldsOf({ id, fields }: ListItem, names: readonly string[] | 'all'): Readonly<Record<string, unknown>> {
  const shown = names === 'all' ? Object.keys(fields) : names.filter((name) => Object.hasOwn(fields, name));
  return { ...Object.fromEntries(shown.map((name) => [name, fields[name]])), ...(names === 'all' && { id }) };
}

function written(item: ListItem, names: readonly string[] | 'all' | null): Readonly<Record<string, unknown>> {
  const who = ({ id, displayName, mail }: ListItem['createdBy']) => ({ user: { id, displayName, email: mail } });
  return {
    '@odata.etag': eTagOf(item),
    id: item.id,
    eTag: eTagOf(item),
    createdDateTime: item.createdDateTime,
    lastModifiedDateTime: item.lastModifiedDateTime,
    webUrl: webUrlOf(item),
    createdBy: who(item.createdBy),
    lastModifiedBy: who(item.lastModifiedBy),
    parentReference: { siteId: DEMO_SITE },
    contentType: CONTENT_TYPE,
    ...(names !== null && { fields: fieldsOf(item, names) }),
  };
}

function checkedFields(given: unknown): Fields {
  if (!isRecord(given)) throw invalid('Invalid request');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => {
    if (!COLUMNS.has(name)) throw invalid(`Field '${name}' is not recognized`);
    if (value !== null && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw invalid(`The value of field '${name}' is not of its type`);
    return [name, value];
  }));
}

function checkMatch(request: GraphRequest, item: ListItem): void {
  const wanted = request.headers.get('if-match');
  if (wanted !== undefined && wanted !== '*' && wanted !== eTagOf(item)) throw new Refusal(412, 'resourceModified', 'The resource has changed since the caller last read it; usually an eTag mismatch');
}

const context = (request: GraphRequest): string => contextOf(request, `sites('${encodeURIComponent(DEMO_SITE)}')/lists('${ANCHOR_LIST.id}')/items`);

function list(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$expand', 'expand', '$top', '$skiptoken']);
  checkList(request);
  const names = shownFields(request);
  const page = pageOf(request, tenant.lists.items, topOption(request, LARGEST_PAGE) ?? PAGE);
  return { status: 200, body: { '@odata.context': context(request), ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }), value: page.items.map((item) => written(item, names)) } };
}

function create(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, []);
  checkList(request);
  const fields = checkedFields(isRecord(request.body) ? request.body.fields : undefined);
  const item = tenant.lists.create(fields, request.caller.person, request.at);
  return { status: 201, body: { '@odata.context': `${context(request)}/$entity`, ...written(item, 'all') } };
}

function get(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, ['$expand', 'expand']);
  checkList(request);
  return { status: 200, body: { '@odata.context': `${context(request)}/$entity`, ...written(itemIn(request, tenant), shownFields(request)) } };
}

function change(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, []);
  checkList(request);
  const item = itemIn(request, tenant);
  checkMatch(request, item);
  const changed = tenant.lists.change(item, checkedFields(request.body), request.caller.person, request.at);
  return { status: 200, body: { '@odata.context': `${context(request)}('${changed.id}')/fields/$entity`, '@odata.etag': eTagOf(changed), ...fieldsOf(changed, 'all') } };
}

function remove(request: GraphRequest, tenant: Tenant): GraphResponse {
  onlyOptions(request, []);
  checkList(request);
  const item = itemIn(request, tenant);
  checkMatch(request, item);
  tenant.lists.remove(item.id);
  return { status: 204 };
}

export const LIST_ITEM_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/sites/{}/lists/{}/items', handle: list },
  { method: 'POST', path: '/sites/{}/lists/{}/items', handle: create },
  { method: 'GET', path: '/sites/{}/lists/{}/items/{}', handle: get },
  { method: 'DELETE', path: '/sites/{}/lists/{}/items/{}', handle: remove },
  { method: 'PATCH', path: '/sites/{}/lists/{}/items/{}/fields', handle: change },
];
