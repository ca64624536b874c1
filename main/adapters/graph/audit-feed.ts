/**
 * The audit feed over Graph: pages of Entra's logs for the history, read in the background. Audits are asked for oldest first,
 * so that a run of pages that was cut leaves no hole behind; sign-ins come as they come, the log knows no order to ask for.
 *
 * How fast they are read is the pace's to say, which counts everything that asks the reports. Source: facts 8 and 10.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { AuditFeed, FeedPage } from '../../ports/audit-feed';
import { auditRow, DirectoryAudit } from './audit-row';
import { AUDIT_STREAMS, filterOf } from './audit-streams';
import { inBackground } from './background';
import type { Graph } from './client';
import { pathBelow } from './collection';
import { knownUnlessDown } from './known';
import { instantLiteral, queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { SignIn, signInRow } from './sign-in-row';

const AUDITS = '/auditLogs/directoryAudits';
const SIGN_INS = '/auditLogs/signIns';
/** The most that one page of audits takes. */
const TOP = '999';

const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });

/** @param signal - Ends every call and every wait of the feed. */
export function createAuditFeed(foreground: Graph, signal?: AbortSignal): AuditFeed {
  const graph = inBackground(foreground, signal);
  return {
    streams: AUDIT_STREAMS,

    audits: async (stream, since, next) => {
      const filter = `${filterOf(stream)} and activityDateTime ge ${instantLiteral(new Date(since))}`;
      const first = `${AUDITS}${queryString({ $filter: filter, $orderby: 'activityDateTime asc', $top: TOP })}`;
      const page = await pageAt(graph, AUDITS, next ?? first, (item) => {
        const audit = DirectoryAudit.safeParse(item);
        return audit.success ? auditRow(audit.data) : null;
      });
      return knownUnlessDown(page.ok ? ok({ ...page.value, isOldestFirst: isOldestFirst(page.value.rows) }) : page, 'audits');
    },

    signIns: async (personId, since, next) => {
      const filter = `userId eq ${stringLiteral(personId)} and createdDateTime ge ${instantLiteral(new Date(since))}`;
      const page = await pageAt(graph, SIGN_INS, next ?? `${SIGN_INS}${queryString({ $filter: filter, $top: TOP })}`, (item) => {
        const signIn = SignIn.safeParse(item);
        return signIn.success ? signInRow(signIn.data, personId) : null;
      });
      return knownUnlessDown(page, 'audits');
    },
  };
}

/**
 * @param resource - Where both the page and the one after it must lie: a link comes from Graph, and then from a file.
 * @param rowOf - Null for what is no row, which loses that one alone.
 */
async function pageAt<T>(graph: Graph, resource: string, path: string, rowOf: (item: unknown) => T | null): Promise<Result<FeedPage<T>, AppError>> {
  if (!isBelow(path, resource)) return err({ kind: 'unexpected-answer', requestId: '', paths: ['@odata.nextLink'] });
  const sent = await graph.send({ method: 'GET', path, features: ['audits'], effect: 'read' });
  if (!sent.ok) return sent;
  const parsed = parse(sent.value, Page, { feature: 'audits', what: 'resource', effect: 'read' });
  if (!parsed.ok) return parsed;
  const link = parsed.value['@odata.nextLink'];
  const next = link == null ? null : pathBelow(graph.origin, link);
  if (link != null && (next === null || !isBelow(next, resource))) return err({ kind: 'unexpected-answer', requestId: sent.value.header('request-id') ?? '', paths: ['@odata.nextLink'] });
  return ok({ rows: parsed.value.value.flatMap((item) => rowOf(item) ?? []), next });
}

function isBelow(path: string, resource: string): boolean {
  return path.toLowerCase().startsWith(`${resource.toLowerCase()}?`);
}

function isOldestFirst(rows: readonly { readonly at: string }[]): boolean {
  return rows.every(({ at }, n) => n === 0 || (rows[n - 1]?.at ?? '') <= at);
}
