/**
 * What a request costs of Graph's quotas, by the documented rules: resource units, writes, and reads of the reports. The
 * items of a batch cost as if each were sent alone; the envelope costs nothing. Mail counts against the mailbox.
 * Source: Graph "Microsoft Graph service-specific throttling limits", identity and access; facts 10.
 */
import type { Call } from './call';

export type Cost = { readonly units: number; readonly writes: number; readonly reports: number };

const BASE_UNITS: readonly (readonly [path: RegExp, units: number])[] = [
  [/^\/users$/, 2],
  [/^\/users\/[^/]+\/(memberof|transitivememberof|ownedobjects)(\/|$)/, 2],
  [/^\/groups\/[^/]+\/members(\/|$)/, 3],
  [/^\/groups\/[^/]+\/transitivemembers(\/|$)/, 5],
];
const REPORTS = /^\/(auditlogs|reports)(\/|$)/;
/** A page below this costs less, rows. */
const SMALL_PAGE = 20;
const NOTHING: Cost = { units: 0, writes: 0, reports: 0 };

export function costOf({ method, path, body, effect }: Pick<Call, 'method' | 'path' | 'body' | 'effect'>): Cost {
  if (effect === 'mail') return NOTHING;
  if (isBatch(path)) return itemsOf(body).map(readCost).reduce((sum, each) => ({ units: sum.units + each.units, writes: 0, reports: sum.reports + each.reports }), NOTHING);
  return method === 'GET' ? readCost(path) : { units: 1, writes: effect === 'read' ? 0 : 1, reports: 0 };
}

export function isBatch(path: string): boolean {
  return path === '/$batch';
}

/** @param target - Path and query below the version, percent-encoded or not. */
function readCost(target: string): Cost {
  const [written = '', query = ''] = target.split('?', 2);
  const path = written.toLowerCase();
  if (REPORTS.test(path)) return { units: 0, writes: 0, reports: 1 };
  const base = BASE_UNITS.find(([pattern]) => pattern.test(path))?.[1] ?? 1;
  const top = option(query, 'top');
  const units = base - (option(query, 'select') === null ? 0 : 1) + (option(query, 'expand') === null ? 0 : 1) - (top !== null && Number(top) < SMALL_PAGE ? 1 : 0);
  return { units: Math.max(1, units), writes: 0, reports: 0 };
}

function option(query: string, name: string): string | null {
  return new RegExp(`(?:^|&)(?:\\$|%24)${name}=([^&]*)`, 'i').exec(query)?.[1] ?? null;
}

/** Our own batches hold reads alone. */
function itemsOf(body: unknown): readonly string[] {
  const { requests = [] } = (body ?? {}) as { readonly requests?: readonly { readonly url: string }[] };
  return requests.map(({ url }) => url);
}
