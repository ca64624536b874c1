/**
 * People who do with a pass what a pass is for: some time after it can be used they sign in with it, and a while later
 * they have registered an authenticator.
 *
 * Nothing runs by itself: what is due is caught up with whenever somebody looks, in the order and with the instants it
 * would have had. So it goes with the tenant's clock, however that is moved.
 */
import type { DemoPass } from '../passes/pass';
import type { Tenant } from '../tenant';
import { registerMethod, signInWithPass } from './person';

/** Both in milliseconds of the tenant's clock. */
export type Liveliness = {
  /** From the creation of the pass, or from its start if that is later. */
  readonly signInAfterMs: number;
  /** From the sign-in. */
  readonly registerAfterMs: number;
};

type Due = { readonly at: number; readonly personId: string; /** Null: to register. */ readonly passId: string | null };

export class LivelyPeople {
  readonly #tenant: Tenant;
  readonly #liveliness: Liveliness | undefined;
  readonly #openedAt: number;
  /** Earliest first. */
  readonly #agenda: Due[] = [];

  constructor(tenant: Tenant, liveliness: Liveliness | undefined, openedAt: Date) {
    this.#tenant = tenant;
    this.#liveliness = liveliness;
    this.#openedAt = openedAt.getTime();
  }

  /** What happened before the tenant was opened is as the seed has it. */
  expect({ id, personId, createdDateTime, startDateTime }: DemoPass): void {
    if (!this.#liveliness) return;
    const at = Math.max(Date.parse(createdDateTime), Date.parse(startDateTime)) + this.#liveliness.signInAfterMs;
    if (at >= this.#openedAt) this.#add({ at, personId, passId: id });
  }

  settle(now: Date): void {
    for (let due = this.#agenda[0]; due && due.at <= now.getTime(); due = this.#agenda[0]) {
      this.#agenda.shift();
      this.#do(due);
    }
  }

  #do({ at, personId, passId }: Due): void {
    const person = this.#tenant.directory.find(personId);
    if (!person || !this.#liveliness) return;
    const then = new Date(at);
    if (passId === null) {
      registerMethod(this.#tenant, person, 'authenticator', then);
      return;
    }
    // The pass may be another by now, or somebody let the person in already.
    if (this.#tenant.passes.of(personId, then)?.id !== passId || this.#tenant.passes.isUsed(passId)) return;
    if (signInWithPass(this.#tenant, person, then)) this.#add({ at: at + this.#liveliness.registerAfterMs, personId, passId: null });
  }

  #add(due: Due): void {
    const before = this.#agenda.filter((other) => other.at <= due.at).length;
    this.#agenda.splice(before, 0, due);
  }
}
