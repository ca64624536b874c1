/**
 * What tells whether somebody is a contractor and when the contract ends, as far as Graph says: two properties of the person,
 * the leave date, groups by name, administrative units. Each that could not be read is a stated gap of its own.
 *
 * A property that was asked for and left out was withheld, which is not the same as empty. Source: Graph v1.0, user resource.
 */
import { z } from 'zod';
import type { ContractFacts } from '../../../shared/domain/contract';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { knownOf } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { text } from './person-row';
import { type Group, TOP } from './relations';

/** Selected together with the row; {@link WithContract} reads them. */
export const CONTRACT_PROPERTIES = ['companyName', 'onPremisesExtensionAttributes'] as const;

export const WithContract = z.object({ companyName: text, onPremisesExtensionAttributes: z.record(z.string(), z.unknown()).nullish() });
export type WithContract = z.output<typeof WithContract>;

const withheld: AppError = { kind: 'not-permitted', graphCode: '', requestId: '', missing: { scopes: [], roles: [] } };
const Unit = z.object({ id: z.string().min(1) });
/** Null: none is on file. */
export const leaveDateText = z.iso.datetime({ offset: true }).nullish();
const LeaveDate = z.object({ employeeLeaveDateTime: leaveDateText });

/** On its own: together with others its refusal would take the person along. */
export function leaveDateRead(personId: string): BatchRead {
  return { path: `/users/${pathSegment(personId)}${queryString({ $select: 'employeeLeaveDateTime' })}` };
}

export function leaveDateOf(answer: Answer): Result<string | null, AppError> {
  const parsed = parse(answer, LeaveDate, { feature: 'contractEnd', what: 'person', effect: 'read' });
  return parsed.ok ? leaveDateIn(parsed.value) : parsed;
}

export function leaveDateIn({ employeeLeaveDateTime }: z.output<typeof LeaveDate>): Result<string | null, AppError> {
  return employeeLeaveDateTime === undefined ? err(withheld) : ok(employeeLeaveDateTime);
}

/** Administrative units are not nested. */
export function unitsRead(personId: string): BatchRead {
  const query = queryString({ $select: 'id', $top: TOP, $count: 'true' });
  return { path: `/users/${pathSegment(personId)}/memberOf/microsoft.graph.administrativeUnit${query}`, isEventual: true };
}

export async function unitsOf(graph: Graph, answer: Answer): Promise<Result<readonly string[], AppError>> {
  return idsOf(await collect(graph, answer, Unit, { feature: 'units', what: 'person', effect: 'read' }, { features: ['people'], isEventual: true }));
}

export function idsOf(items: Result<readonly { readonly id: string }[], AppError>): Result<readonly string[], AppError> {
  return items.ok ? ok(items.value.map(({ id }) => id)) : items;
}

/** Every group has a name: one without was withheld, and then it is not known which dates the names would give. */
export function namedGroups(groups: Result<readonly Group[], AppError>): Result<ContractGroups, AppError> {
  if (!groups.ok) return groups;
  const named = groups.value.flatMap(({ id, displayName }) => (displayName === null ? [] : [{ id, displayName }]));
  return named.length === groups.value.length ? ok(named) : err(withheld);
}

export type ContractGroups = readonly { readonly id: string; readonly displayName: string }[];

/** Those of the fifteen attributes that hold something. */
export function attributesIn({ onPremisesExtensionAttributes }: WithContract): Result<Readonly<Record<string, string>>, AppError> {
  if (onPremisesExtensionAttributes === undefined) return err(withheld);
  const filled = Object.entries(onPremisesExtensionAttributes ?? {}).filter((each): each is [string, string] => typeof each[1] === 'string' && each[1] !== '');
  return ok(Object.fromEntries(filled));
}

type Parts = {
  readonly user: WithContract;
  readonly leaveDate: Result<string | null, AppError>;
  readonly groups: Result<readonly Group[], AppError>;
  readonly units: Result<readonly string[], AppError>;
};

export function contractFacts({ user, leaveDate, groups, units }: Parts): ContractFacts {
  return {
    companyName: user.companyName,
    leaveDate: knownOf(leaveDate, 'contractEnd'),
    attributes: knownOf(attributesIn(user), 'people'),
    groups: knownOf(namedGroups(groups), 'roles'),
    units: knownOf(units, 'units'),
  };
}
