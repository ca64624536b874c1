/**
 * Everybody whom a rule of the desk policy may make a contractor, each once. Two thousand take about a dozen exchanges: one for
 * each page of a source, then one for manager, leave date and last sign-in of three hundred people.
 *
 * A source that was refused is stated and the others are shown; only that none of them answered is a failure. Of groups and
 * administrative units no more is known here than the rules ask about. Bound: {@link PEOPLE_MAXIMUM} people.
 */
import type { Contractors } from '../../../shared/domain/contract';
import type { Known, Unread } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { ContractorDirectory } from '../../ports/contractors';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { collectUpTo } from './collection';
import type { ContractGroups } from './contract-facts';
import { closedBy, detailsOf, TRIALS } from './contractors-details';
import { endGroupsOf, endGroupsRead } from './contractors-groups';
import { chunksOf, type Source, sourcesOf } from './contractors-sources';
import { gapsOf, isMissing } from './contractors-unread';
import { contractorOf, ContractorUser } from './contractors-user';
import { knownUnlessDown, unread } from './known';
import { readAll } from './pim-batches';

export const PEOPLE_MAXIMUM = 5000;
const SOURCES_AT_A_TIME = 4;

type Read = { readonly source: Source; readonly found: Result<{ readonly items: readonly ContractorUser[]; readonly isComplete: boolean }, AppError> };
type Found = { readonly user: ContractorUser; readonly groups: string[]; readonly units: string[] };

export async function listContractors(graph: Graph, rules: Contractors): ReturnType<ContractorDirectory['list']> {
  const sources = sourcesOf(rules);
  const prefix = rules.end.groupPrefix;
  const others = { ...TRIALS, ...(prefix === null ? {} : { endGroups: endGroupsRead(prefix) }) };
  const [lists, sent] = await Promise.all([listsOf(graph, sources), readAll(graph, Object.entries(others))]);
  if (!sent.ok) return sent;
  const answerTo = (key: string): Answer => sent.value[key] ?? NO_ANSWER;
  const endGroups = prefix === null ? null : await endGroupsOf(graph, answerTo('endGroups'));
  const down = lists.map(({ found, source }) => knownUnlessDown(found, source.feature)).find((each) => !each.ok);
  if (down && lists.every(({ found }) => !found.ok)) return down;

  const closed = closedBy(answerTo('leaveDate'), answerTo('signIn'));
  const everybody = [...merged(lists).values()];
  const people = everybody.slice(0, PEOPLE_MAXIMUM);
  const detailsFor = await detailsOf(graph, people.map(({ user }) => user.id), closed);
  const endGap = endGroups === null || endGroups.ok ? null : unread(endGroups.error, 'roles');
  const gapOf = { groups: firstGap(lists, 'groups') ?? endGap, units: firstGap(lists, 'units') };
  const contractors = people.map(({ user, groups, units }) => {
    const named: ContractGroups = endGroups?.ok ? (endGroups.value.get(user.id.toLowerCase()) ?? []) : [];
    // The policy's name of a group is not the directory's: a date in it says nothing.
    const unnamed = groups.filter((id) => !named.some((group) => isSame(group.id, id))).map((id) => ({ id, displayName: '' }));
    return contractorOf(user, { ...detailsFor(user.id), groups: unlessMissed([...named, ...unnamed], gapOf.groups), units: unlessMissed(units, gapOf.units) });
  });
  const leaveGap = closed.leaveDate ?? contractors.map(({ contract }) => contract.leaveDate).find((each): each is Unread => !each.known) ?? null;
  return ok({
    people: contractors,
    unread: gapsOf(lists, { endGroups: prefix === null ? null : endGap, prefix: prefix ?? '', leaveDate: rules.end.leaveDate ? leaveGap : null, signIn: closed.signIn }),
    isComplete: everybody.length <= PEOPLE_MAXIMUM && lists.every(({ found }) => !found.ok || found.value.isComplete),
  });
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Each on its own: the first pages of all of them would make too long an answer of one batch. */
async function listsOf(graph: Graph, sources: readonly Source[]): Promise<readonly Read[]> {
  const lists: Read[] = [];
  for (const together of chunksOf(sources, SOURCES_AT_A_TIME)) lists.push(...(await Promise.all(together.map((source) => listOf(graph, source)))));
  return lists;
}

async function listOf(graph: Graph, source: Source): Promise<Read> {
  const { read, feature, pagesMaximum } = source;
  const first = await graph.send({ method: 'GET', path: read.path, isEventual: read.isEventual, features: ['people'], effect: 'read' });
  const about = { feature, what: 'resource', effect: 'read' } as const;
  return { source, found: first.ok ? await collectUpTo(graph, first.value, ContractorUser, about, { features: ['people'], isEventual: read.isEventual, pagesMaximum }) : first };
}

/** Each person once, by id in lower case, with the lists of groups and units that they are in. */
function merged(lists: readonly Read[]): ReadonlyMap<string, Found> {
  const people = new Map<string, Found>();
  for (const { source, found } of lists) {
    for (const user of found.ok ? found.value.items : []) {
      // Everybody has a user name: without it the person was withheld, which the source's gap says.
      if (user.userPrincipalName === null || !source.keeps(user)) continue;
      const key = user.id.toLowerCase();
      const entry = people.get(key) ?? { user, groups: [], units: [] };
      if (source.marks !== null) entry[source.marks.in].push(source.marks.id);
      people.set(key, entry);
    }
  }
  return people;
}

/** Nobody is in what does not exist, so that is no gap. */
function firstGap(lists: readonly Read[], marked: 'groups' | 'units'): Unread | null {
  const refused = lists.find(({ source, found }) => source.marks?.in === marked && !found.ok && !isMissing(found.error));
  return refused === undefined || refused.found.ok ? null : unread(refused.found.error, refused.source.feature);
}

/** Somebody who was found in a list is in it, whatever another list would have said. */
function unlessMissed<T>(value: readonly T[], gap: Unread | null): Known<readonly T[]> {
  return gap === null || value.length > 0 ? { known: true, value } : gap;
}
