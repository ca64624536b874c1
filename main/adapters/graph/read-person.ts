/**
 * Everything the person panel shows, in one exchange. Only the person must be readable; every other part that is
 * refused or broken becomes a stated gap. The token is asked for people alone: one from Entra carries every scope
 * already consented, and what is missing is refused item by item.
 */
import { z } from 'zod';
import { type PersonDetails, type PersonRow, RECENT_CHANGE_DAYS } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { batch, type BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { leaveDateOf, leaveDateRead } from './contract-facts';
import type { About } from './errors';
import { knownOf } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { currentPassOf, passesRead } from './pass';
import { FILE_PROPERTIES, GraphUser, personRow, text, UserOnFile } from './person-row';
import { recentChangesOf, recentChangesRead } from './recent-changes';
import { methodsOf, methodsRead } from './registered-methods';
import { groupsOf, groupsRead, managerOf, managerRead, namesOf, roleAssignable, rolesOf, rolesRead } from './relations';

const ABOUT: About = { feature: 'people', what: 'person', effect: 'read' };
/** The panel shows what there is rather than wait long for its least part. Seconds. */
const PATIENCE_SECONDS = 5;

/** Dates that only decorate the panel: unreadable counts as absent. */
const instant = z.iso.datetime({ offset: true }).nullish().catch(null).transform((value) => value ?? null);

const DetailedUser = UserOnFile.extend({
  companyName: text,
  officeLocation: text,
  employeeHireDate: instant,
  createdDateTime: instant,
});

const DETAIL_PROPERTIES = [...FILE_PROPERTIES, 'companyName', 'officeLocation', 'employeeHireDate', 'createdDateTime'];

export async function readPerson(graph: Graph, personId: string): Promise<Result<PersonDetails, AppError>> {
  const user = `/users/${pathSegment(personId)}`;
  const sent = await batch(
    graph,
    {
      user: { path: `${user}${queryString({ $select: DETAIL_PROPERTIES.join(',') })}` },
      manager: managerRead(personId),
      roles: rolesRead(personId),
      groups: groupsRead(personId),
      methods: methodsRead(personId),
      passes: passesRead(personId),
      audits: recentChangesRead(personId, graph.clock.now(), RECENT_CHANGE_DAYS),
      leaveDate: leaveDateRead(personId),
    },
    { features: ['people'], patienceSeconds: PATIENCE_SECONDS },
  );
  if (!sent.ok) return sent;
  const { value: answers } = sent;
  const readAt = graph.clock.now().toISOString();
  const person = parse(answers.user, DetailedUser, ABOUT);
  if (!person.ok) return person;

  const [roles, groups, methods, changes] = await Promise.all([
    rolesOf(graph, answers.roles),
    groupsOf(graph, answers.groups),
    methodsOf(graph, answers.methods),
    recentChangesOf(graph, answers.audits),
  ]);
  const { mobilePhone, businessPhones, employeeType, companyName, officeLocation, employeeHireDate, createdDateTime } = person.value;
  return ok({
    ...personRow(person.value),
    mobilePhone,
    businessPhones: businessPhones ?? [],
    employeeType,
    companyName,
    officeLocation,
    employeeHireDate,
    createdDateTime,
    manager: knownOf(managerOf(answers.manager), 'people'),
    roles: knownOf(namesOf(roles), 'roles'),
    roleAssignableGroups: knownOf(roleAssignable(groups), 'roles'),
    methods: knownOf(methods, 'methods'),
    contractEnd: knownOf(leaveDateOf(answers.leaveDate), 'contractEnd'),
    recentChanges: knownOf(changes, 'audits'),
    pass: knownOf(currentPassOf(answers.passes, graph.clock.now()), 'passes'),
    readAt,
  });
}

export type PersonForIssue = Pick<PersonRow, 'id' | 'displayName' | 'userPrincipalName' | 'kind' | 'accountEnabled'>;

/** Fresh from Graph, and alone: nothing a batch could delay or a cache could have kept. */
export async function readForIssue(graph: Graph, personId: string): Promise<Result<PersonForIssue, AppError>> {
  const sent = await graph.send({ method: 'GET', path: personForIssueRead(personId).path, features: ['people'], effect: 'read' });
  return sent.ok ? personForIssueOf(sent.value) : sent;
}

export function personForIssueRead(personId: string): BatchRead {
  const properties = ['id', 'displayName', 'userPrincipalName', 'accountEnabled', 'userType', 'creationType', 'externalUserState', 'identities'];
  return { path: `/users/${pathSegment(personId)}${queryString({ $select: properties.join(',') })}` };
}

export function personForIssueOf(answer: Answer): Result<PersonForIssue, AppError> {
  const user = parse(answer, GraphUser, ABOUT);
  if (!user.ok) return user;
  const { id, displayName, userPrincipalName, kind, accountEnabled } = personRow(user.value);
  return ok({ id, displayName, userPrincipalName, kind, accountEnabled });
}
