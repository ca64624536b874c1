/** What goes on in a tenant besides the desk: changes of people, a policy, sign-ins from the usual places. */
import type { Person } from '../directory/person';
import { chanceOf } from '../ids';
import type { NoiseAct, NoiseKind } from './acts';
import { type Day, instantOn } from './calendar';
import { homeOf, officeOf, type Place } from './places';
import type { Stage } from './stage';

/** How often a day each happens, at most once. */
const SHARES: readonly (readonly [what: NoiseKind, share: number])[] = [
  ['phone', 0.4], ['manager', 0.25], ['own-method', 0.6], ['method-by-admin', 0.2], ['policy', 0.1], ['own-sessions', 0.15],
];
const MOST_A_DAY = 16;

export function noiseOf({ seed, cast }: Stage, workday: number, day: Day): readonly NoiseAct[] {
  return SHARES.flatMap(([what, share], n): readonly NoiseAct[] => {
    const number = workday * MOST_A_DAY + n;
    const chance = chanceOf(seed ^ 0x6e6f6973, number);
    if (chance.next() >= share) return [];
    const person = cast.bystanders[chance.below(cast.bystanders.length)];
    const isOwn = what === 'own-method' || what === 'own-sessions';
    const operator = isOwn ? person : cast.outsiders[1];
    return person && operator ? [{ kind: 'noise', number, what, at: instantOn(day, 480 + 540 * chance.next()), operator, person }] : [];
  });
}

export type SignInAct = { readonly number: number; readonly at: number; readonly person: Person; readonly place: Place; /** 0: it succeeded. */ readonly errorCode: number };

/** Everybody signs in every third workday, in turn from the office and from home, before the desk opens; so nothing here falls into the life of a pass. */
const EVERY = 3;
const MOST_WORKDAYS = 4_096;
const FAILED_SHARE = 0.05;
/** Invalid user name or password. Source: Entra, sign-in error codes. */
const WRONG_PASSWORD = 50_126;

export function usualSignIns({ seed, cast }: Stage, workday: number, day: Day): readonly SignInAct[] {
  const people = [cast.customers, cast.reserved, cast.grantees, cast.bystanders];
  let offset = 0;
  return people.flatMap((group) => {
    const start = offset;
    offset += group.length;
    return group.flatMap((person, n): readonly SignInAct[] => {
      const turn = start + n + workday;
      if (turn % EVERY !== 0) return [];
      const number = (start + n) * MOST_WORKDAYS + workday;
      const chance = chanceOf(seed ^ 0x7369676e, number);
      const at = instantOn(day, 385 + 50 * chance.next());
      const place = (turn / EVERY) % 2 === 0 ? officeOf(person) : homeOf(person);
      const failed = chance.next() < FAILED_SHARE ? [{ number: -number - 1, at: at - 45_000, person, place, errorCode: WRONG_PASSWORD }] : [];
      return [...failed, { number, at, person, place, errorCode: 0 }];
    });
  });
}
