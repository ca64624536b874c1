/** The contractors port over Graph: everybody whom the desk policy's rules may make one, and one of them in full. */
import { z } from 'zod';
import type { PersonReference } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { ContractorDirectory } from '../../ports/contractors';
import { batch } from './batch';
import type { Graph } from './client';
import { collect } from './collection';
import { leaveDateOf, leaveDateRead, namedGroups, unitsOf, unitsRead } from './contract-facts';
import { listContractors } from './contractors-list';
import { CONTRACTOR_PROPERTIES, contractorOf, ContractorUser, lastSignInIn, SignInActivity } from './contractors-user';
import type { About } from './errors';
import { knownOf } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { groupsOf, groupsRead, managerOf, managerRead, Reference } from './relations';

const ABOUT: About = { feature: 'people', what: 'person', effect: 'read' };
/** The dossier shows what there is rather than wait long for its least part. Seconds. */
const PATIENCE_SECONDS = 5;

const Activity = z.object({ signInActivity: SignInActivity });

export function createContractors(graph: Graph): ContractorDirectory {
  return {
    list: (rules) => listContractors(graph, rules),
    read: (personId) => readContractor(graph, personId),
  };
}

async function readContractor(graph: Graph, personId: string): ReturnType<ContractorDirectory['read']> {
  const user = `/users/${pathSegment(personId)}`;
  const sent = await batch(
    graph,
    {
      user: { path: `${user}${queryString({ $select: CONTRACTOR_PROPERTIES })}` },
      manager: managerRead(personId),
      sponsors: { path: `${user}/sponsors${queryString({ $select: 'id,displayName,mail' })}` },
      groups: groupsRead(personId),
      units: unitsRead(personId),
      leaveDate: leaveDateRead(personId),
      // On its own, for the same reason as the leave date: its refusal would take the person along.
      activity: { path: `${user}${queryString({ $select: 'signInActivity' })}` },
    },
    { features: ['people'], patienceSeconds: PATIENCE_SECONDS },
  );
  if (!sent.ok) return sent;
  const { value: answers } = sent;
  const person = parse(answers.user, ContractorUser, ABOUT);
  if (!person.ok) return person;
  const [groups, units, sponsors] = await Promise.all([
    groupsOf(graph, answers.groups),
    unitsOf(graph, answers.units),
    collect(graph, answers.sponsors, Reference, ABOUT, { features: ['people'] }),
  ]);
  const activity = parse(answers.activity, Activity, { ...ABOUT, feature: 'audits' });
  return ok({
    ...contractorOf(person.value, {
      manager: knownOf(managerOf(answers.manager), 'people'),
      leaveDate: knownOf(leaveDateOf(answers.leaveDate), 'contractEnd'),
      groups: knownOf(namedGroups(groups), 'roles'),
      units: knownOf(units, 'units'),
      lastSignInAt: knownOf(activity.ok ? ok(lastSignInIn(activity.value.signInActivity)) : activity, 'audits'),
    }),
    sponsors: knownOf(named(sponsors), 'people'),
  });
}

function named(sponsors: Result<readonly z.output<typeof Reference>[], AppError>): Result<readonly PersonReference[], AppError> {
  return sponsors.ok ? ok(sponsors.value.map((sponsor) => ({ ...sponsor, displayName: sponsor.displayName ?? '' }))) : sponsors;
}
