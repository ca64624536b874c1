/**
 * The audits port over Graph: passes and grants anybody made, and sign-ins of a person. Entra writes both minutes late, keeps them for
 * 7 to 30 days, and shows them to readers of reports only; sign-ins take a licence besides.
 *
 * That an audit is about a pass is told by its reason alone, which cannot be filtered by: the activity is shared by all
 * methods an administrator registers. Nor does v1.0 say how somebody signed in. Source: facts 8.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { AuditedPass, Audits } from '../../ports/audits';
import { hasFailed, InitiatedBy, initiatorOf } from './audit-initiator';
import { grantsMade } from './audited-grants';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { knownUnlessDown } from './known';
import { instantLiteral, queryString, stringLiteral } from './odata';
import { text } from './person-row';

const ABOUT: About = { feature: 'audits', what: 'resource', effect: 'read' };
/** Of {@link TOP} entries each. Registrations of a whole month in a large tenant; more are not shown as if they were all. */
const PAGES_MAXIMUM = 20;
/** The most that one page takes. */
const TOP = '999';

const PASS_REASON = /temporary access pass/i;
const instant = z.iso.datetime({ offset: true });

const Registration = z.object({
  activityDateTime: instant,
  result: text,
  resultReason: text,
  initiatedBy: InitiatedBy,
  targetResources: z.array(z.object({ id: text, displayName: text, userPrincipalName: text })).nullish(),
});
type Registration = z.output<typeof Registration>;

const SignIn = z.object({ createdDateTime: instant, status: z.object({ errorCode: z.int().nullish() }).nullish() });

export function createAudits(graph: Graph): Audits {
  return {
    passesMade: async (since) => {
      const filter = [
        `activityDisplayName eq 'Admin registered security info'`,
        `loggedByService eq 'Authentication Methods'`,
        `activityDateTime ge ${instantLiteral(new Date(since))}`,
      ].join(' and ');
      const audits = await all(graph, `/auditLogs/directoryAudits${queryString({ $filter: filter, $orderby: 'activityDateTime desc', $top: TOP })}`, Registration);
      return knownUnlessDown(audits.ok ? ok(newestFirst(audits.value.flatMap(passIn))) : audits, 'audits');
    },

    grantsMade: (since) => grantsMade(graph, since),

    signInsOf: async (personId, since) => {
      // The log knows no order to ask for; it is said to be newest first.
      const filter = `userId eq ${stringLiteral(personId)} and createdDateTime ge ${instantLiteral(new Date(since))}`;
      const signIns = await all(graph, `/auditLogs/signIns${queryString({ $filter: filter, $top: TOP })}`, SignIn);
      if (!signIns.ok) return knownUnlessDown(signIns, 'audits');
      // The filter counts in whole seconds.
      const made = signIns.value.filter(({ status, createdDateTime }) => status?.errorCode === 0 && Date.parse(createdDateTime) >= Date.parse(since));
      return ok({ known: true, value: newestFirst(made.map(({ createdDateTime }) => ({ at: createdDateTime }))) });
    },
  };
}

async function all<T>(graph: Graph, path: string, item: z.ZodType<T>): Promise<Result<readonly T[], AppError>> {
  const sent = await graph.send({ method: 'GET', path, features: ['audits'], effect: 'read' });
  return sent.ok ? collect(graph, sent.value, item, ABOUT, { features: ['audits'], pagesMaximum: PAGES_MAXIMUM }) : sent;
}

function newestFirst<T extends { readonly at: string }>(entries: readonly T[]): readonly T[] {
  return [...entries].sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

function passIn({ activityDateTime, result, resultReason, initiatedBy, targetResources }: Registration): readonly AuditedPass[] {
  if (hasFailed(result) || !PASS_REASON.test(resultReason ?? '')) return [];
  const person = (targetResources ?? []).find(({ id }) => z.guid().safeParse(id).success);
  if (!person?.id) return [];
  return [{ at: activityDateTime, person: { id: person.id, displayName: person.displayName ?? '', userPrincipalName: person.userPrincipalName ?? '' }, by: initiatorOf(initiatedBy) }];
}
