/**
 * Where people who may be contractors are found, by the rules of the desk policy: each source is one list of people in Graph.
 *
 * Employee type and company can only be filtered by as advanced queries, and so can members who come through a group within a
 * group; those of an administrative unit need none. Source: Graph, "Advanced query capabilities on directory objects".
 */
import type { Contractors } from '../../../shared/domain/contract';
import type { Feature } from '../../../shared/domain/features';
import type { BatchRead } from './batch';
import { CONTRACTOR_PROPERTIES, type ContractorUser } from './contractors-user';
import { pathSegment, queryString, stringLiteral } from './odata';
import { personKind } from './person-row';

export type Source = {
  /** In words, for the operator. */
  readonly source: string;
  /** Opens it. */
  readonly feature: Feature;
  readonly read: BatchRead;
  readonly pagesMaximum: number;
  /** Whether somebody in the list counts. */
  readonly keeps: (user: ContractorUser) => boolean;
  /** What being in the list says of the person. */
  readonly marks: { readonly in: 'groups' | 'units'; readonly id: string } | null;
};

/** The most that one page takes. */
const TOP = '999';
/** Enough for the most people that are listed. */
const PAGES_MAXIMUM = 6;
/** Most guests are at home elsewhere and do not count, which no filter of Graph's can tell. */
const GUEST_PAGES_MAXIMUM = 20;
/** Values that one filter of Graph's takes. */
export const VALUES_MAXIMUM = 15;

export function sourcesOf({ employeeTypes, internalGuests, companies, groups, units }: Contractors): readonly Source[] {
  const everybody = { keeps: () => true, marks: null, pagesMaximum: PAGES_MAXIMUM } as const;
  return [
    ...chunksOf(employeeTypes, VALUES_MAXIMUM).map((values): Source => ({ ...everybody, source: 'People by employee type', feature: 'people', read: valuesRead('employeeType', values) })),
    ...(internalGuests ? [{ ...everybody, source: 'Guests of this tenant', feature: 'people', read: guestsRead(), pagesMaximum: GUEST_PAGES_MAXIMUM, keeps: (user: ContractorUser) => personKind(user) === 'internal-guest' } satisfies Source] : []),
    ...chunksOf(companies, VALUES_MAXIMUM).map((values): Source => ({ ...everybody, source: 'People by company', feature: 'people', read: valuesRead('companyName', values) })),
    ...groups.map(({ id, name }): Source => ({ ...everybody, source: `Members of ${name}`, feature: 'roles', read: groupMembersRead(id, CONTRACTOR_PROPERTIES), marks: { in: 'groups', id } })),
    ...units.map(({ id, name }): Source => ({ ...everybody, source: `Members of the administrative unit ${name}`, feature: 'units', read: unitMembersRead(id), marks: { in: 'units', id } })),
  ];
}

function valuesRead(property: string, values: readonly string[]): BatchRead {
  const filter = `${property} in (${values.map(stringLiteral).join(',')})`;
  return { path: `/users${queryString({ $filter: filter, $select: CONTRACTOR_PROPERTIES, $top: TOP, $count: 'true' })}`, isEventual: true };
}

function guestsRead(): BatchRead {
  return { path: `/users${queryString({ $filter: `userType eq 'Guest'`, $select: CONTRACTOR_PROPERTIES, $top: TOP })}` };
}

/** Members who come through a group within it included. */
export function groupMembersRead(groupId: string, properties: string): BatchRead {
  return { path: `/groups/${pathSegment(groupId)}/transitiveMembers/microsoft.graph.user${queryString({ $select: properties, $top: TOP, $count: 'true' })}`, isEventual: true };
}

function unitMembersRead(unitId: string): BatchRead {
  return { path: `/directory/administrativeUnits/${pathSegment(unitId)}/members/microsoft.graph.user${queryString({ $select: CONTRACTOR_PROPERTIES, $top: TOP })}` };
}

export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
