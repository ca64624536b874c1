/**
 * Pages of the audit and the sign-in log, newest first unless asked otherwise. Only as many records are looked at as a page
 * needs. Source: Graph, "List directoryAudits" and "List signIns".
 */
import { boundsOf } from '../odata/bounds';
import { equalitiesOf } from '../odata/equalities';
import { compileFilter } from '../odata/filter';
import { pageAsOf } from '../odata/page';
import type { FilterTable } from '../odata/properties';
import { listOption, onlyOptions, orderOption, topOption } from '../odata/query';
import { pick } from '../odata/select';
import type { LogStore } from '../log-store';
import { contextOf, type GraphRequest, type GraphResponse, Refusal } from '../protocol';

const PAGE = 1_000;

export type LogResource<T> = {
  /** What follows `$metadata#`. */
  readonly context: string;
  readonly type: string;
  readonly table: FilterTable;
  /** For messages. */
  readonly records: string;
  readonly instant: Extract<keyof T, string>;
  /** By which the store finds the records of one subject. */
  readonly subject: string | null;
};

const LOG_OPTIONS = ['$filter', '$top', '$orderby', '$skiptoken', '$select'] as const;

export function checkOptions(request: GraphRequest): void {
  onlyOptions(request, LOG_OPTIONS);
}

export function logPage<T extends object>(request: GraphRequest, store: LogStore<T>, resource: LogResource<T>): GraphResponse {
  const filterText = request.query.values.get('$filter');
  const filter = filterText === undefined ? undefined : compileFilter(filterText, resource.table);
  if (filter?.needsAdvanced) throw new Refusal(400, 'BadRequest', `Invalid filter clause: the operator is not supported on ${resource.records}.`);
  const order = orderOption(request, [resource.instant]);
  const names = listOption(request, '$select');
  const size = topOption(request, PAGE) ?? PAGE;
  const span = boundsOf(filterText, resource.instant);
  const subject = resource.subject === null ? null : (equalitiesOf(filterText).get(resource.subject)?.toLowerCase() ?? null);
  const isOldestFirst = order !== undefined && !order.descending;
  const read = function* (asOf: number): Generator<T> {
    for (const record of store.readable(asOf, isOldestFirst ? 'oldest' : 'newest', span, subject)) if (!filter || filter.matches(record)) yield record;
  };
  const page = pageAsOf(request, read, size);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(request, resource.context),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.items.map((entry) => pick(entry, names, resource.type)),
    },
  };
}

export function logEntry<T extends { readonly id: string }>(request: GraphRequest, store: LogStore<T>, id: string): T | undefined {
  for (const entry of store.readable(request.at.getTime(), 'newest', { from: -Infinity, to: Infinity })) if (entry.id === id) return entry;
  return undefined;
}
