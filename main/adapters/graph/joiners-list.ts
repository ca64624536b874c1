/**
 * People who start soon or started lately: by hire date, by creation, by group, or those a list has named.
 *
 * Dates are filtered by as an advanced query, which takes no `$expand`; the days are whole ones in UTC, as a hire date is
 * midnight of its day. Sign-ins are closed to most operators, and asking for them would take the list along: they are tried
 * on one person first, and read by object id, the one key they are given for. Bound: {@link ONBOARDING_MAXIMUM} people.
 * Source: Graph v1.0, "List users", "List group members", signInActivity; facts 4.
 */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import { ONBOARDING_MAXIMUM, type OnboardingBy } from '../../../shared/domain/onboarding';
import { ok } from '../../../shared/result';
import type { Onboarding } from '../../ports/onboarding';
import type { BatchRead } from './batch';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { collectUpTo } from './collection';
import { closedToSignIns } from './contractors-details';
import { chunksOf, VALUES_MAXIMUM } from './contractors-sources';
import { lastSignInIn, SignInActivity } from './contractors-user';
import type { About } from './errors';
import { JOINER_PROPERTIES, joinerOf, JoinerUser } from './joiners-user';
import { unread } from './known';
import { instantLiteral, pathSegment, queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { readAll } from './pim-batches';

const DAY_MS = 86_400_000;
/** The most that one page takes. */
const TOP = '999';
const PAGES_MAXIMUM = Math.ceil(ONBOARDING_MAXIMUM / Number(TOP));
const ABOUT: About = { feature: 'people', what: 'resource', effect: 'read' };
const Users = z.object({ value: z.array(JoinerUser) });
const NOT_FOUND_OUT = { known: false, because: 'failed', needs: null } as const;

export async function listJoiners(graph: Graph, choice: OnboardingBy, now: Date): ReturnType<Onboarding['list']> {
  if (choice.by === 'people') return joinersNamed(graph, choice.ids);
  const { path, isEventual } = joinersRead(choice, now);
  const [first, closed] = await Promise.all([
    graph.send({ method: 'GET', path, isEventual, features: ['people'], effect: 'read' }),
    closedToSignIns(graph),
  ]);
  if (!first.ok) return first;
  const found = await collectUpTo(graph, first.value, JoinerUser, ABOUT, { features: ['people'], isEventual, pagesMaximum: PAGES_MAXIMUM });
  if (!found.ok) return found;
  // A person who moves between pages while they are read comes twice.
  const everybody = [...new Map(found.value.items.map((user) => [user.id.toLowerCase(), user])).values()];
  const people = everybody.slice(0, ONBOARDING_MAXIMUM);
  const signInOf = closed === null ? await signInsOf(graph, people.map(({ id }) => id)) : () => closed;
  return ok({ people: people.map((user) => joinerOf(user, signInOf(user.id))), isComplete: found.value.isComplete && everybody.length <= ONBOARDING_MAXIMUM });
}

/** In the order in which they were named; whoever is not there any more is left out. */
async function joinersNamed(graph: Graph, ids: readonly string[]): ReturnType<Onboarding['list']> {
  const chunks = chunksOf(ids, VALUES_MAXIMUM);
  const [sent, closed] = await Promise.all([
    readAll(graph, chunks.map((chunk, n) => [String(n), { path: `/users${queryString({ $filter: `id in (${chunk.map(stringLiteral).join(',')})`, $select: JOINER_PROPERTIES })}` }] as const)),
    closedToSignIns(graph),
  ]);
  if (!sent.ok) return sent;
  const found = new Map<string, z.output<typeof JoinerUser>>();
  for (const n of chunks.keys()) {
    const users = parse(sent.value[String(n)] ?? NO_ANSWER, Users, ABOUT);
    if (!users.ok) return users;
    for (const user of users.value.value) found.set(user.id.toLowerCase(), user);
  }
  const people = ids.flatMap((id) => found.get(id.toLowerCase()) ?? []);
  const signInOf = closed === null ? await signInsOf(graph, people.map(({ id }) => id)) : () => closed;
  return ok({ people: people.map((user) => joinerOf(user, signInOf(user.id))), isComplete: true });
}

function joinersRead(choice: Exclude<OnboardingBy, { by: 'people' }>, now: Date): BatchRead {
  if (choice.by === 'group') {
    return { path: `/groups/${pathSegment(choice.groupId)}/members/microsoft.graph.user${queryString({ $select: JOINER_PROPERTIES, $top: TOP, $count: 'true' })}`, isEventual: true };
  }
  const filter = choice.by === 'created'
    ? `createdDateTime ge ${dayLiteral(now, -choice.pastDays)}`
    // Nothing but `ge` and `le` is documented for a hire date: the last second of the last day ends the window.
    : `employeeHireDate ge ${dayLiteral(now, -choice.pastDays)} and employeeHireDate le ${dayLiteral(now, choice.comingDays + 1, -1000)}`;
  return { path: `/users${queryString({ $filter: filter, $select: JOINER_PROPERTIES, $top: TOP, $count: 'true' })}`, isEventual: true };
}

/** Midnight of a day before or after, UTC, and so many milliseconds from it. */
function dayLiteral(now: Date, days: number, milliseconds = 0): string {
  return instantLiteral(new Date((Math.floor(now.getTime() / DAY_MS) + days) * DAY_MS + milliseconds));
}

const Activities = z.object({ value: z.array(z.object({ id: z.guid(), signInActivity: SignInActivity })) });

/** @returns the newest sign-in of each; of somebody whose read failed, a gap. */
async function signInsOf(graph: Graph, ids: readonly string[]): Promise<(id: string) => Known<string | null>> {
  const chunks = chunksOf(ids, VALUES_MAXIMUM);
  const reads = chunks.map((chunk, n) => [String(n), { path: `/users${queryString({ $filter: `id in (${chunk.map(stringLiteral).join(',')})`, $select: 'id,signInActivity' })}` }] as const);
  const sent = await readAll(graph, reads);
  const found = new Map<string, Known<string | null>>();
  chunks.forEach((chunk, n) => {
    const activities = sent.ok ? parse(sent.value[String(n)] ?? NO_ANSWER, Activities, { ...ABOUT, feature: 'audits' }) : sent;
    if (activities.ok) for (const { id, signInActivity } of activities.value.value) found.set(id.toLowerCase(), { known: true, value: lastSignInIn(signInActivity) });
    else for (const id of chunk) found.set(id.toLowerCase(), unread(activities.error, 'audits'));
  });
  return (id) => found.get(id.toLowerCase()) ?? NOT_FOUND_OUT;
}
