/**
 * Recent changes of everybody, in one sweep of the directory audit instead of a query for each person: the reports take five
 * requests in ten seconds, which would make two hundred people wait for seven minutes.
 *
 * Only what tells of a change is kept. Bound: {@link PAGES_MAXIMUM}; of more it is not known who is in the rest, and nothing
 * is said of anybody. Source: Graph throttling limits, identity and access reports; facts 8.1 and 10.
 */
import type { RecentChange } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { queryString } from './odata';
import { Audit, changesOf, newestFirst, sinceFilter } from './recent-changes';

/** The most that one page takes. */
const TOP = '999';
/** Of {@link TOP} entries each. */
export const PAGES_MAXIMUM = 60;
const ABOUT: About = { feature: 'audits', what: 'resource', effect: 'read' };

/** Small, however large the entry was: most tell of no change. */
const Told = Audit.transform((audit) => {
  const changes = changesOf(audit);
  return changes.length === 0 ? null : { changes, ids: new Set((audit.targetResources ?? []).flatMap(({ id }) => (id == null ? [] : [id.toLowerCase()]))) };
});

/** @returns the changes of a person, newest first. */
export async function changesOfMany(graph: Graph, sinceDays: number): Promise<Result<(personId: string) => readonly RecentChange[], AppError>> {
  const query = queryString({ $filter: sinceFilter(graph.clock.now(), sinceDays), $orderby: 'activityDateTime desc', $top: TOP });
  const first = await graph.send({ method: 'GET', path: `/auditLogs/directoryAudits${query}`, features: ['people'], effect: 'read' });
  const told = first.ok ? await collect(graph, first.value, Told, ABOUT, { features: ['people'], pagesMaximum: PAGES_MAXIMUM }) : first;
  if (!told.ok) return told;
  const byPerson = new Map<string, RecentChange[]>();
  for (const entry of told.value) {
    for (const id of entry?.ids ?? []) byPerson.set(id, [...(byPerson.get(id) ?? []), ...(entry?.changes ?? [])]);
  }
  return ok((personId) => newestFirst(byPerson.get(personId.toLowerCase()) ?? []));
}
