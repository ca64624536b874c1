/**
 * Lists and single objects of the role and PIM resources: `$filter`, `$select`, `$expand`, `$top`, and pages.
 */
import { type Expanded, parseExpand } from '../odata/expand';
import { compileFilter } from '../odata/filter';
import { pageOf } from '../odata/page';
import type { FilterProperty, FilterTable } from '../odata/properties';
import { listOption, topOption } from '../odata/query';
import { checkUserNames, pick, writePerson } from '../odata/select';
import { contextOf, type GraphRequest, type GraphResponse } from '../protocol';
import { findGroup } from '../pim/subjects';
import type { Tenant } from '../tenant';
import { writeGroup } from './write-group';

export const LARGEST_PAGE = 999;

const text: FilterProperty = { type: 'string', eq: 'default', isNull: 'default' };
const flag: FilterProperty = { type: 'boolean', eq: 'default' };
const instant: FilterProperty = { type: 'instant', eq: 'default', range: 'default', isNull: 'default' };

export function tableOf(resource: string, names: readonly string[], instants: readonly string[] = [], flags: readonly string[] = []): FilterTable {
  const properties = Object.fromEntries([...names.map((name) => [name, text] as const), ...instants.map((name) => [name, instant] as const), ...flags.map((name) => [name, flag] as const)]);
  return { resource, properties, collections: {}, counted: new Set() };
}

/** One object of a list. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a name of `$expand` stands for; undefined leaves it out. */
export type Expansions = Readonly<Record<string, (row: Row, expanded: Expanded) => unknown>>;

/** The person or group a row is about. */
export const principalOf = (tenant: Tenant): Expansions[string] => ({ principalId }, { select }) => {
  if (typeof principalId !== 'string') return undefined;
  const person = tenant.directory.find(principalId);
  if (person) {
    if (select) checkUserNames(select);
    return { '@odata.type': '#microsoft.graph.user', ...writePerson(person, select) };
  }
  const group = findGroup(principalId);
  if (!group) return undefined;
  const body = writeGroup(group);
  return { '@odata.type': '#microsoft.graph.group', ...pick(body, select?.filter((name) => Object.hasOwn(body, name)), 'group') };
};

export type Resource = {
  /** What follows `$metadata#`. */
  readonly context: string;
  readonly table: FilterTable;
  readonly expansions: Expansions;
};

function written(row: Row, names: readonly string[] | undefined, expands: readonly Expanded[], { table, expansions }: Resource): Readonly<Record<string, unknown>> {
  const more = expands.flatMap((expanded) => {
    const value = expansions[expanded.name]?.(row, expanded);
    return value === undefined ? [] : [[expanded.name, value] as const];
  });
  return { ...pick(row, names, table.resource), ...Object.fromEntries(more) };
}

export function listRows(request: GraphRequest, resource: Resource, all: readonly Row[]): GraphResponse {
  const filterText = request.query.values.get('$filter');
  const expands = parseExpand(request.query.values.get('$expand'), Object.keys(resource.expansions));
  const names = listOption(request, '$select');
  const found = filterText === undefined ? all : all.filter(compileFilter(filterText, resource.table).matches);
  const page = pageOf(request, found, topOption(request, LARGEST_PAGE) ?? LARGEST_PAGE);
  return {
    status: 200,
    body: { '@odata.context': contextOf(request, resource.context), ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }), value: page.items.map((row) => written(row, names, expands, resource)) },
  };
}

export function oneRow(request: GraphRequest, resource: Resource, row: Row): GraphResponse {
  const expands = parseExpand(request.query.values.get('$expand'), Object.keys(resource.expansions));
  return { status: 200, body: { '@odata.context': contextOf(request, `${resource.context}/$entity`), ...written(row, listOption(request, '$select'), expands, resource) } };
}
