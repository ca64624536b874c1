/**
 * Manager, leave date and last sign-in of many people: fifteen a read, as many as one filter takes.
 *
 * Leave dates and sign-ins are closed to most operators, and asking for what is closed takes the manager along. So each is
 * tried on one person first, and asked for where that worked. Expanding the manager does not go together with the advanced
 * queries that find the people. Source: Graph v1.0, "List users"; facts 4.
 */
import { z } from 'zod';
import type { Feature } from '../../../shared/domain/features';
import type { Unread } from '../../../shared/domain/known';
import type { ContractorFacts } from '../../ports/contractors';
import type { BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { leaveDateIn, leaveDateText } from './contract-facts';
import { chunksOf, VALUES_MAXIMUM } from './contractors-sources';
import { lastSignInIn, SignInActivity } from './contractors-user';
import { knownOf, unread } from './known';
import { queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { readAll } from './pim-batches';
import { Reference } from './relations';

export type Details = Pick<ContractorFacts, 'manager' | 'lastSignInAt'> & Pick<ContractorFacts['contract'], 'leaveDate'>;

/** Null: open to the operator. */
export type Closed = { readonly leaveDate: Unread | null; readonly signIn: Unread | null };

export const TRIALS = {
  leaveDate: { path: `/users${queryString({ $select: 'id,employeeLeaveDateTime', $top: '1' })}` },
  signIn: { path: `/users${queryString({ $select: 'id,signInActivity', $top: '1' })}` },
} satisfies Readonly<Record<string, BatchRead>>;

export function closedBy(leaveDate: Answer, signIn: Answer): Closed {
  return { leaveDate: gapIn(leaveDate, 'contractEnd'), signIn: gapIn(signIn, 'audits') };
}

/** Null: open to the operator. */
export async function closedToSignIns(graph: Graph): Promise<Unread | null> {
  const sent = await graph.send({ method: 'GET', path: TRIALS.signIn.path, features: ['people'], effect: 'read' });
  return sent.ok ? gapIn(sent.value, 'audits') : unread(sent.error, 'audits');
}

function gapIn(answer: Answer, feature: Feature): Unread | null {
  const tried = parse(answer, z.object({ value: z.array(z.unknown()) }), { feature, what: 'resource', effect: 'read' });
  return tried.ok ? null : unread(tried.error, feature);
}

const Person = z.object({ id: z.guid(), manager: Reference.nullish(), employeeLeaveDateTime: leaveDateText, signInActivity: SignInActivity });
const People = z.object({ value: z.array(Person) });

/** @returns what is known of each; of somebody whose read failed, a gap. */
export async function detailsOf(graph: Graph, ids: readonly string[], closed: Closed): Promise<(id: string) => Details> {
  const chunks = chunksOf(ids, VALUES_MAXIMUM);
  const sent = await readAll(graph, chunks.map((chunk, n) => [String(n), detailsRead(chunk, closed)]));
  const found = new Map<string, Details>();
  chunks.forEach((chunk, n) => {
    const people = sent.ok ? parse(sent.value[String(n)] ?? NO_ANSWER, People, { feature: 'people', what: 'person', effect: 'read' }) : sent;
    if (people.ok) for (const person of people.value.value) found.set(person.id.toLowerCase(), detailsIn(person, closed));
    else for (const id of chunk) found.set(id.toLowerCase(), nothing(unread(people.error, 'people'), closed));
  });
  return (id) => found.get(id.toLowerCase()) ?? nothing({ known: false, because: 'failed', needs: null }, closed);
}

function detailsRead(ids: readonly string[], { leaveDate, signIn }: Closed): BatchRead {
  const properties = ['id', ...(leaveDate === null ? ['employeeLeaveDateTime'] : []), ...(signIn === null ? ['signInActivity'] : [])];
  return { path: `/users${queryString({ $filter: `id in (${ids.map(stringLiteral).join(',')})`, $select: properties.join(','), $expand: 'manager($select=id,displayName,mail)' })}` };
}

function detailsIn(person: z.output<typeof Person>, closed: Closed): Details {
  const { manager } = person;
  return {
    // Graph leaves it out for somebody without one.
    manager: { known: true, value: manager == null ? null : { ...manager, displayName: manager.displayName ?? '' } },
    leaveDate: closed.leaveDate ?? knownOf(leaveDateIn(person), 'contractEnd'),
    lastSignInAt: closed.signIn ?? { known: true, value: lastSignInIn(person.signInActivity) },
  };
}

function nothing(gap: Unread, closed: Closed): Details {
  return { manager: gap, leaveDate: closed.leaveDate ?? gap, lastSignInAt: closed.signIn ?? gap };
}
