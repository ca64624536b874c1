/**
 * Methods people registered while the tenant ran, besides those they came with.
 */
import { randomUUID } from 'node:crypto';

export type MethodType = 'authenticator' | 'phone' | 'fido2';

export type Registration = { readonly id: string; readonly personId: string; readonly type: MethodType; readonly createdDateTime: string };

export class Registrations {
  readonly #byPerson = new Map<string, readonly Registration[]>();

  of(personId: string): readonly Registration[] {
    return this.#byPerson.get(personId) ?? [];
  }

  all(): readonly Registration[] {
    return [...this.#byPerson.values()].flat();
  }

  add(personId: string, type: MethodType, at: Date): void {
    this.#byPerson.set(personId, [...this.of(personId), { id: randomUUID(), personId, type, createdDateTime: at.toISOString() }]);
  }
}
