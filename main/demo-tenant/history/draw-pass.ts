/** Draws a pass of the desk as it should be: verified well enough for the tier, used or taken back before its end. */
import type { Person } from '../directory/person';
import { type Chance, chanceOf, guidOf } from '../ids';
import type { PassAct, Verification, VerificationKind } from './acts';
import type { Cast, Tier } from './cast';
import { homeOf, officeOf } from './places';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const CHANCE = 0x70617373;

type Scenario = { readonly id: string; readonly minutes: number; readonly isUsableOnce: boolean; readonly reasons: readonly [string, ...(readonly string[])] };

/** The app's presets; what stands more than once is more frequent. */
const LOST: Scenario = { id: 'lost-phone', minutes: 60, isUsableOnce: true, reasons: ['Phone lost on the way to work', 'Phone broken, display dark', 'Phone was stolen, police report follows', 'Left the phone in a taxi'] };
const DEVICE: Scenario = { id: 'new-device', minutes: 60, isUsableOnce: true, reasons: ['New laptop handed out today', 'Replacement for a broken laptop', 'New phone, old one is reset already'] };
const PASSKEY: Scenario = { id: 'passkey', minutes: 60, isUsableOnce: true, reasons: ['Sets up a passkey', 'New security key'] };
const FIRST_DAY: Scenario = { id: 'first-day', minutes: 480, isUsableOnce: true, reasons: ['First day', 'Back after parental leave'] };
const AUTOPILOT: Scenario = { id: 'autopilot', minutes: 240, isUsableOnce: false, reasons: ['Laptop is set up by Autopilot', 'Device was reset and is set up anew'] };
const ORDINARY = [LOST, LOST, LOST, LOST, DEVICE, DEVICE, DEVICE, PASSKEY, FIRST_DAY, AUTOPILOT] as const;
const PRIVILEGED = [LOST, DEVICE, PASSKEY] as const;

/** What the built-in limits of the app allow for each tier. */
export const KINDS_FOR: Readonly<Record<Tier, readonly [VerificationKind, ...(readonly VerificationKind[])]>> = {
  standard: ['call-back', 'call-back', 'manager-attested', 'existing-method', 'photo-id', 'verified-id'],
  contractor: ['call-back', 'manager-attested', 'manager-attested', 'photo-id', 'verified-id'],
  privileged: ['photo-id', 'verified-id'],
};

export function verificationBy(kind: VerificationKind, person: Person, cast: Cast): Verification {
  switch (kind) {
    case 'call-back': {
      const number = person.mobilePhone ?? person.businessPhones[0];
      return number === undefined ? verificationBy('photo-id', person, cast) : { kind, against: number, againstId: number };
    }
    case 'manager-attested': {
      const manager = cast.managerOf(person);
      return manager ? { kind, against: manager.displayName, againstId: manager.id } : verificationBy('photo-id', person, cast);
    }
    case 'existing-method':
      return { kind, against: 'Authenticator', againstId: guidOf(0, `method:${person.id}`, 0) };
    case 'photo-id':
      return { kind, against: 'Passport, shown on video', againstId: '' };
    case 'verified-id':
      return { kind, against: `Presentation ${guidOf(0, `presentation:${person.id}`, 0).slice(0, 8)}`, againstId: '' };
  }
}

export type Slot = { readonly number: number; readonly at: number; readonly operator: Person; readonly person: Person };

function usesOf({ person, at }: Slot, { id }: Scenario, chance: Chance): PassAct['uses'] {
  const first = at + (3 + chance.below(20)) * MINUTE + chance.below(60) * SECOND;
  const place = id === 'lost-phone' ? homeOf(person) : officeOf(person);
  const again = id === 'autopilot' ? [25 * MINUTE, 48 * MINUTE] : [];
  return [0, ...again].map((later) => ({ at: first + later, place }));
}

export function drawPass(seed: number, cast: Cast, slot: Slot): PassAct {
  const { number, at, operator, person } = slot;
  const chance = chanceOf(seed ^ CHANCE, number);
  const tier = cast.tierOf(person);
  const scenario = chance.pick(tier === 'privileged' ? PRIVILEGED : ORDINARY);
  const verification = verificationBy(chance.pick(KINDS_FOR[tier]), person, cast);
  const isRevoked = chance.next() < 0.07;
  const uses = isRevoked ? [] : usesOf(slot, scenario, chance);
  const last = uses.at(-1);
  const registersAt = last === undefined || chance.next() < 0.08 ? null : last.at + (2 + chance.below(6)) * MINUTE;
  const type = scenario.id === 'passkey' ? 'fido2' : 'authenticator';
  return {
    kind: 'pass',
    number,
    at,
    operator,
    person,
    tier,
    scenario: scenario.id,
    lifetimeInMinutes: scenario.minutes,
    isUsableOnce: tier === 'privileged' || scenario.isUsableOnce,
    ticket: `INC-${20_000 + number}`,
    reason: chance.pick(scenario.reasons),
    verification,
    handOver: tier !== 'privileged' && chance.next() < 0.3 ? 'slip' : 'call',
    runNumber: null,
    uses,
    registers: registersAt === null ? null : { at: registersAt, type },
    revokedAt: isRevoked ? at + (15 + chance.below(30)) * MINUTE : null,
    sessionsRevokedAt: scenario.id === 'lost-phone' && chance.next() < 0.05 ? at + 5 * MINUTE : null,
    isThrottledFirst: chance.next() < 0.01,
    where: 'desk',
    isAudited: true,
  };
}
