/**
 * Temporary Access Passes of the demo tenant: at most one a person; a new one takes the old one's place without a word.
 *
 * Expired and used passes stay until they are overwritten or deleted. Source: Graph,
 * temporaryAccessPassAuthenticationMethod; Entra how-to.
 */
import { randomUUID } from 'node:crypto';
import { newPasscode, opensWith, type PasscodeDigest, sealPasscode } from './passcode';
import type { PassPolicy } from './policy';

const MINUTE = 60_000;

type StoredPass = {
  readonly id: string;
  readonly personId: string;
  readonly createdDateTime: string;
  readonly startDateTime: string;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly isUsed: boolean;
  readonly sealed: PasscodeDigest;
};

export type UsabilityReason = 'EnabledByPolicy' | 'DisabledByPolicy' | 'Expired' | 'NotYetValid' | 'OneTimeUsed';

/** A pass as anybody may see it: without its passcode. */
export type DemoPass = Omit<StoredPass, 'sealed' | 'isUsed'> & { readonly isUsable: boolean; readonly methodUsabilityReason: UsabilityReason };

export type NewPass = { readonly startDateTime: Date; readonly lifetimeInMinutes: number; readonly isUsableOnce: boolean };

/** What happened to passes, in order; by this a test proves what the app did. Never a passcode. */
export type PassEvent = {
  readonly at: string;
  readonly kind: 'created' | 'replaced' | 'deleted' | 'used';
  readonly passId: string;
  readonly personId: string;
  /** The Graph request that did it; null for what was there at the start and for sign-ins. */
  readonly requestId: string | null;
  readonly callerId: string | null;
};

type Cause = { readonly requestId: string | null; readonly callerId: string | null };

export type PassSettings = {
  readonly policy: () => PassPolicy;
  readonly isInScope: (personId: string) => boolean;
};

export class Passes {
  readonly #byPerson = new Map<string, StoredPass>();
  readonly #events: PassEvent[] = [];
  readonly #settings: PassSettings;

  constructor(settings: PassSettings) {
    this.#settings = settings;
  }

  get events(): readonly PassEvent[] {
    return this.#events;
  }

  of(personId: string, at: Date): DemoPass | undefined {
    const pass = this.#byPerson.get(personId);
    return pass && this.#shown(pass, at);
  }

  all(at: Date): readonly DemoPass[] {
    return [...this.#byPerson.values()].map((pass) => this.#shown(pass, at));
  }

  /** @returns The pass and its passcode, which exists nowhere else from here on. */
  create(personId: string, wanted: NewPass, at: Date, cause: Cause): { readonly pass: DemoPass; readonly passcode: string } {
    const before = this.#byPerson.get(personId);
    if (before) this.#note('replaced', before, at, cause);
    const passcode = newPasscode(this.#settings.policy().defaultLength);
    const pass: StoredPass = {
      id: randomUUID(),
      personId,
      createdDateTime: at.toISOString(),
      startDateTime: wanted.startDateTime.toISOString(),
      lifetimeInMinutes: wanted.lifetimeInMinutes,
      isUsableOnce: wanted.isUsableOnce,
      isUsed: false,
      sealed: sealPasscode(passcode),
    };
    this.#byPerson.set(personId, pass);
    this.#note('created', pass, at, cause);
    return { pass: this.#shown(pass, at), passcode };
  }

  /** @returns False when the person has no such pass. */
  delete(personId: string, passId: string, at: Date, cause: Cause): boolean {
    const pass = this.#byPerson.get(personId);
    if (pass?.id !== passId.toLowerCase()) return false;
    this.#byPerson.delete(personId);
    this.#note('deleted', pass, at, cause);
    return true;
  }

  /** True when this is the passcode of the person's pass, usable or not. Nothing is used up. */
  opens(personId: string, passcode: string): boolean {
    const pass = this.#byPerson.get(personId);
    return pass !== undefined && opensWith(pass.sealed, passcode);
  }

  /** A sign-in with the passcode, as the person would do it. A one-time pass is used up by it. */
  signIn(personId: string, passcode: string, at: Date): boolean {
    const pass = this.#byPerson.get(personId);
    if (!pass || !this.#shown(pass, at).isUsable || !opensWith(pass.sealed, passcode)) return false;
    this.#byPerson.set(personId, { ...pass, isUsed: true });
    this.#note('used', pass, at, { requestId: null, callerId: null });
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
    if (pass.isUsableOnce && pass.isUsed) return 'OneTimeUsed';
    if (at.getTime() >= start + pass.lifetimeInMinutes * MINUTE) return 'Expired';
    // A policy that turns to one-time passes also stops the multi-use ones that exist.
    if (policy.state === 'disabled' || !this.#settings.isInScope(pass.personId) || (policy.isUsableOnce && !pass.isUsableOnce)) return 'DisabledByPolicy';
    return at.getTime() < start ? 'NotYetValid' : 'EnabledByPolicy';
  }

  #note(kind: PassEvent['kind'], pass: StoredPass, at: Date, cause: Cause): void {
    this.#events.push({ at: at.toISOString(), kind, passId: pass.id, personId: pass.personId, ...cause });
  }
}
