/**
 * Temporary Access Passes of the demo tenant: at most one a person; a new one takes the old one's place without a word.
 *
 * Expired and used passes stay until they are overwritten or deleted. Source: Graph,
 * temporaryAccessPassAuthenticationMethod; Entra how-to.
 */
import { randomUUID } from 'node:crypto';
import { newPasscode, opensWith, type PasscodeDigest, sealPasscode } from './passcode';
import type { Cause, DemoPass, NewPass, PassEvent, UsabilityReason } from './pass';
import type { PassPolicy } from './policy';
import { Replicas } from './replicas';

const MINUTE = 60_000;

/** Whether it is usable is told at each look. */
type StoredPass = Omit<DemoPass, 'isUsable' | 'methodUsabilityReason'> & { readonly sealed: PasscodeDigest };

export type PassSettings = {
  readonly policy: () => PassPolicy;
  readonly isInScope: (personId: string) => boolean;
  /** How long a read may meet a replica that has not heard of a create or delete. */
  readonly replicaDelayMs: number;
};

export class Passes {
  readonly #byPerson: Replicas<StoredPass>;
  readonly #events: PassEvent[] = [];
  /** Ids of passes somebody signed in with. */
  readonly #used = new Set<string>();
  readonly #settings: PassSettings;

  constructor(settings: PassSettings) {
    this.#settings = settings;
    this.#byPerson = new Replicas(settings.replicaDelayMs);
  }

  get events(): readonly PassEvent[] {
    return this.#events;
  }

  /** The truth, which acts go by. */
  of(personId: string, at: Date): DemoPass | undefined {
    const pass = this.#byPerson.get(personId);
    return pass && this.#shown(pass, at);
  }

  /** What a read by this route is told. */
  read(personId: string, route: 'passes' | 'methods', at: Date): DemoPass | undefined {
    const pass = this.#byPerson.read(personId, route, at);
    return pass && this.#shown(pass, at);
  }

  all(at: Date): readonly DemoPass[] {
    return this.#byPerson.all().map((pass) => this.#shown(pass, at));
  }

  /** @returns The pass and its passcode, which exists nowhere else from here on. */
  create(personId: string, wanted: NewPass, at: Date, cause: Cause): { readonly pass: DemoPass; readonly passcode: string } {
    const passcode = newPasscode(this.#settings.policy().defaultLength);
    const pass: StoredPass = {
      id: randomUUID(),
      personId,
      createdDateTime: at.toISOString(),
      startDateTime: wanted.startDateTime.toISOString(),
      lifetimeInMinutes: wanted.lifetimeInMinutes,
      isUsableOnce: wanted.isUsableOnce,
      sealed: sealPasscode(passcode),
    };
    const before = this.#byPerson.get(personId);
    if (before) this.#note('replaced', before, at, cause, pass.id);
    this.#byPerson.set(personId, pass, at);
    this.#note('created', pass, at, cause);
    return { pass: this.#shown(pass, at), passcode };
  }

  /** @returns False when the person has no such pass. */
  delete(personId: string, passId: string, at: Date, cause: Cause): boolean {
    const pass = this.#byPerson.get(personId);
    if (pass?.id !== passId.toLowerCase()) return false;
    this.#byPerson.set(personId, undefined, at);
    this.#note('deleted', pass, at, cause);
    return true;
  }

  /** True when this is the passcode of the person's pass, usable or not. Nothing is used up. */
  opens(personId: string, passcode: string): boolean {
    const pass = this.#byPerson.get(personId);
    return pass !== undefined && opensWith(pass.sealed, passcode);
  }

  isUsed(passId: string): boolean {
    return this.#used.has(passId);
  }

  /** A sign-in with the person's pass, if it can be used. A one-time pass is used up by it. */
  use(personId: string, at: Date): boolean {
    const pass = this.#byPerson.get(personId);
    if (!pass || !this.#shown(pass, at).isUsable) return false;
    this.#used.add(pass.id);
    this.#note('used', pass, at, { requestId: null, clientRequestId: null, callerId: null });
    return true;
  }

  #shown(pass: StoredPass, at: Date): DemoPass {
    const { id, personId, createdDateTime, startDateTime, lifetimeInMinutes, isUsableOnce } = pass;
    const methodUsabilityReason = this.#reasonFor(pass, at);
    return { id, personId, createdDateTime, startDateTime, lifetimeInMinutes, isUsableOnce, isUsable: methodUsabilityReason === 'EnabledByPolicy', methodUsabilityReason };
  }

  #reasonFor(pass: StoredPass, at: Date): UsabilityReason {
    const start = Date.parse(pass.startDateTime);
    const policy = this.#settings.policy();
    if (pass.isUsableOnce && this.#used.has(pass.id)) return 'OneTimeUsed';
    if (at.getTime() >= start + pass.lifetimeInMinutes * MINUTE) return 'Expired';
    // A policy that turns to one-time passes also stops the multi-use ones that exist.
    if (policy.state === 'disabled' || !this.#settings.isInScope(pass.personId) || (policy.isUsableOnce && !pass.isUsableOnce)) return 'DisabledByPolicy';
    return at.getTime() < start ? 'NotYetValid' : 'EnabledByPolicy';
  }

  #note(kind: PassEvent['kind'], pass: StoredPass, at: Date, cause: Cause, replacedBy: string | null = null): void {
    this.#events.push({ at: at.toISOString(), kind, passId: pass.id, personId: pass.personId, ...cause, replacedBy });
  }
}
