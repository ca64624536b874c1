/**
 * What one request costs, and which service's quota it counts against.
 *
 * Source: Graph, "Microsoft Graph service-specific throttling limits", identity and access. What costs `me/` costs
 * `users/{id}/`. Inferred: paths that no table names (registered methods, role management, policies) count as identity ones
 * that are not listed; mail counts against Outlook's limits, which the demo does not keep.
 */
export type RequestCost = {
  readonly service: 'identity' | 'reports' | 'mail';
  /** Resource units, at least 1. */
  readonly units: number;
  /** 1 for what changes something; reads by POST are none. */
  readonly writes: 0 | 1;
};

const BASE_UNITS: readonly (readonly [method: string, path: RegExp, units: number])[] = [
  ['GET', /^\/users$/, 2],
  ['GET', /^\/users\/[^/]+\/(memberof|transitivememberof|ownedobjects)(\/|$)/, 2],
  ['GET', /^\/groups\/[^/]+\/members(\/|$)/, 3],
  ['GET', /^\/groups\/[^/]+\/transitivemembers(\/|$)/, 5],
  ['GET', /^\/subscribedskus$/, 3],
  ['POST', /\/getbyids$/, 5],
];
const READ_BY_POST = /\/(getbyids|checkmembergroups|checkmemberobjects|getmembergroups|getmemberobjects|ismemberof)$/;
const REPORTS = /^\/(auditlogs|reports)(\/|$)/;
const MAIL = /^\/users\/[^/]+\/(microsoft\.graph\.)?sendmail$/;
/** Below this a page is a small one. */
const SMALL_PAGE = 20;

/** As they come, percent-encoded or not. */
const SELECT = /(?:^|&)(?:\$|%24)select=/i;
const EXPAND = /(?:^|&)(?:\$|%24)expand=/i;
const TOP = /(?:^|&)(?:\$|%24)top=(\d+)/i;

/** @param target - Path and query without the version. */
export function costOf(method: string, target: string): RequestCost {
  const [written = '', query = ''] = target.split('?', 2);
  const path = written.toLowerCase().replace(/^\/me(?=\/|$)/, '/users/me').replace(/\/$/, '');
  const base = BASE_UNITS.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2] ?? 1;
  const select = SELECT.test(query) ? 1 : 0;
  const expand = EXPAND.test(query) ? 1 : 0;
  const top = TOP.exec(query)?.[1];
  const small = top !== undefined && Number(top) < SMALL_PAGE ? 1 : 0;
  return {
    service: REPORTS.test(path) ? 'reports' : MAIL.test(path) ? 'mail' : 'identity',
    units: Math.max(1, base - select + expand - small),
    writes: method === 'GET' || (method === 'POST' && READ_BY_POST.test(path)) ? 0 : 1,
  };
}
