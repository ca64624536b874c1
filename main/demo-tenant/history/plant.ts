/**
 * What is odd in a history: one wave at its end, another sixteen weeks before where it reaches back so far. Each oddity has
 * people of its own and is odd in one way only.
 */
import { chanceOf } from '../ids';
import type { Act, PassAct } from './acts';
import { type Day, instantOn } from './calendar';
import { drawPass, verificationBy } from './draw-pass';
import type { OddityKind } from './oddity';
import { abroad, elsewhereNearby, officeOf } from './places';
import { grantOf } from './routine';
import type { Stage } from './stage';

export type Plant = {
  readonly kind: OddityKind;
  readonly acts: readonly Act[];
  readonly note: string;
  /** The tenant's logs show it only if they reach back so many days before the act. */
  readonly needsDaysBefore: number;
  readonly isAboutOperator: boolean;
};

const MINUTE = 60_000;
const FIRST_NUMBER = 50_000_000;
const NUMBERS_A_WAVE = 10_000;
/** In an hour; the built-in quota is 20, and four fifths of it are worth a look. */
const CROWD = 17;
const BUSY_A_DAY = 9;

/** Used, by the person, from where they usually are. */
function sound(pass: PassAct): PassAct {
  const uses = pass.uses.length > 0 ? pass.uses : [{ at: pass.at + 6 * MINUTE, place: officeOf(pass.person) }];
  return { ...pass, uses, revokedAt: null, sessionsRevokedAt: null, isThrottledFirst: false };
}

const UNUSED = { uses: [], registers: null } as const;
const OUTSIDE = { where: 'outside', ticket: '', reason: '', isThrottledFirst: false } as const;

class Planter {
  readonly plants: Plant[] = [];
  readonly #stage: Stage;
  readonly #back: number;
  #number: number;
  #person = 5;

  constructor(stage: Stage, wave: number, back: number) {
    this.#stage = stage;
    this.#back = back;
    this.#number = FIRST_NUMBER + wave * NUMBERS_A_WAVE;
  }

  day(back: number): Day | undefined {
    return this.#stage.workdays[this.#stage.workdays.length - 1 - this.#back - back];
  }

  /** One of the few whom not every verification is strong enough for comes from the head of the list. */
  rare(tier: 'contractor' | 'privileged', n: number) {
    return this.#stage.cast.reserved.filter((person) => this.#stage.cast.tierOf(person) === tier)[n];
  }

  nextPerson() {
    return this.#stage.cast.reserved[this.#person++ % this.#stage.cast.reserved.length];
  }

  pass(day: Day | undefined, minutes: number, change: Partial<PassAct> = {}, who = this.nextPerson(), place = this.#number): readonly PassAct[] {
    const { seed, cast } = this.#stage;
    const number = this.#number++;
    const operator = cast.operators[place % cast.operators.length];
    if (!day || !who || !operator) return [];
    const at = instantOn(day, minutes + chanceOf(seed, number).next() * 10);
    return [{ ...sound(drawPass(seed, cast, { number, at, operator, person: who })), ...change }];
  }

  grant(back: number, minutes: number, where: 'desk' | 'pim' | 'portal', isAudited = true): readonly Act[] {
    const { cast } = this.#stage;
    const [day, person, number] = [this.day(back), this.nextPerson(), this.#number++];
    const operator = where === 'desk' ? cast.operators[number % cast.operators.length] : cast.outsiders[1];
    if (!day || !person || !operator) return [];
    const grant = grantOf(this.#stage, number, instantOn(day, minutes), operator, person);
    const ended = where === 'portal' ? { endedAt: grant.at + 3 * 60 * MINUTE, ticket: '', reason: '' } : {};
    return [{ ...grant, where, isAudited, ...ended }];
  }

  /** One plant for each of the acts. */
  each(kind: OddityKind, note: string, acts: readonly Act[], needsDaysBefore = 0): void {
    for (const act of acts) this.together(kind, note, [act], false, needsDaysBefore);
  }

  together(kind: OddityKind, note: string, acts: readonly Act[], isAboutOperator: boolean, needsDaysBefore = 0): void {
    if (acts.length > 0) this.plants.push({ kind, acts, note, needsDaysBefore, isAboutOperator });
  }
}

function plantOutside(planter: Planter, { cast }: Stage, backs: readonly number[]): void {
  const by = (n: number) => ({ ...OUTSIDE, operator: cast.outsiders[n % 3 === 0 ? 1 : 0] });
  planter.each('outside-tool', 'a pass made by another tool', backs.flatMap((back, n) => planter.pass(planter.day(back), 540 + n * 20, by(n))));
  planter.each('outside-tool', 'a role granted by another tool, through PIM', [2, 9].flatMap((back) => planter.grant(back, 610, 'pim')));
  planter.each('outside-tool', 'a role given around PIM', planter.grant(5, 700, 'portal'));
}

function plantPasses(planter: Planter, { cast, days }: Stage): void {
  planter.each('not-in-entra', 'the journal says that it was made, the log has nothing', [4, 10].flatMap((back) => planter.pass(planter.day(back), 630, { isAudited: false })));
  planter.each('not-in-entra', 'a grant that the log does not know', planter.grant(7, 640, 'desk', false));
  planter.each('never-used', 'handed over, and nobody signed in with it', [2, 5, 9, 13].flatMap((back) => planter.pass(planter.day(back), 600, UNUSED)));
  for (const [back, far] of [[1, true], [4, true], [1, false], [2, false]] as const) {
    const [pass] = planter.pass(planter.day(back), 660);
    if (!pass) continue;
    const place = far ? abroad(pass.person) : elsewhereNearby(pass.person);
    planter.each('used-elsewhere', far ? 'used from another country' : 'used from a network nobody has seen them in', [{ ...pass, uses: pass.uses.map(({ at }) => ({ at, place })) }], far ? 5 : 22);
  }
  planter.each('out-of-hours', 'made at night', planter.pass(planter.day(3), 1_360));
  planter.each('out-of-hours', 'a role granted late in the evening', planter.grant(6, 1_275, 'desk'));
  const friday = [6, 7, 8, 9, 10].map((back) => planter.day(back)).find((day) => day?.weekday === 5);
  planter.each('out-of-hours', 'made on a Saturday', planter.pass(friday && days[friday.index + 1], 660));
  for (const first of [1, 2]) {
    const person = planter.nextPerson();
    planter.together('repeat-person', 'four passes within three weeks', [9, 6, 3, 0].flatMap((more) => planter.pass(planter.day(first + more), 690, {}, person)), false);
  }
  for (const [tier, kind, back, n] of [['contractor', 'existing-method', 2, 0], ['contractor', 'existing-method', 8, 1], ['privileged', 'call-back', 5, 0], ['privileged', 'manager-attested', 12, 1]] as const) {
    const person = planter.rare(tier, n);
    // An operator without power over administrators comes first in the list.
    if (person) planter.each('weak-verification', `${kind} for a ${tier} person`, planter.pass(planter.day(back), 720, { verification: verificationBy(kind, person, cast) }, person, 1).filter(({ verification }) => verification.kind === kind));
  }
}

function plantOperators(planter: Planter, busyWeek: readonly Day[] | null): void {
  const busy = (busyWeek ?? []).flatMap((day) => Array.from({ length: BUSY_A_DAY }, (_, n) => planter.pass(day, 480 + n * 60, {}, undefined, 1)).flat());
  planter.together('busy-operator', 'far more passes in a week than anybody else', busy, true);
  for (const [place, back] of [[2, 13], [3, 16]] as const) {
    const crowd = Array.from({ length: CROWD }, (_, n) => planter.pass(planter.day(back), 602 + n * 2.4, {}, undefined, place)).flat();
    planter.together('quota-near', `${CROWD} passes within an hour`, crowd, true);
  }
}

export function plantsOf(stage: Stage): readonly Plant[] {
  return stage.waves.flatMap(({ back, busyWeek }, wave) => {
    const planter = new Planter(stage, wave, back);
    if (stage.deskRows > 0) {
      plantOutside(planter, stage, [1, 3, 4, 6, 8, 11, 14, 17]);
      plantPasses(planter, stage);
      plantOperators(planter, busyWeek);
    } else plantOutside(planter, stage, Array.from({ length: 40 }, (_, n) => n >> 1));
    return planter.plants;
  });
}
