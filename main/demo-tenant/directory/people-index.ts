/**
 * Where in the list of people somebody stands, by what the directory is asked for most; letter case does not matter.
 */
import type { Person } from './person';

export const INDEXED_BY = ['id', 'userPrincipalName', 'mail', 'employeeId'] as const;

export type IndexedBy = (typeof INDEXED_BY)[number];

export function isIndexed(property: string): property is IndexedBy {
  return (INDEXED_BY as readonly string[]).includes(property);
}

const NOBODY: readonly number[] = [];

export class PeopleIndex {
  readonly #places: Readonly<Record<IndexedBy, Map<string, readonly number[]>>> = { id: new Map(), userPrincipalName: new Map(), mail: new Map(), employeeId: new Map() };

  constructor(people: readonly Person[]) {
    people.forEach((person, place) => {
      for (const property of INDEXED_BY) {
        const key = person[property]?.toLowerCase();
        if (key !== undefined) this.#places[property].set(key, [...(this.#places[property].get(key) ?? NOBODY), place]);
      }
    });
  }

  /** @returns Ascending; more than one where people share a mail address or a number. */
  places(property: IndexedBy, value: string): readonly number[] {
    return this.#places[property].get(value.toLowerCase()) ?? NOBODY;
  }
}
