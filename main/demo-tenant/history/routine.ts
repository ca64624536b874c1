/** The desk's ordinary day: passes, a run now and then, grants, who is at work, what is exported. */
import type { Person } from '../directory/person';
import type { RoleName } from '../directory/roles';
import { chanceOf } from '../ids';
import type { Act, ExportAct, GrantAct, PassAct, RunAct, ShiftAct } from './acts';
import { type Day, instantOn } from './calendar';
import { drawPass, verificationBy } from './draw-pass';
import { officeOf } from './places';
import type { Stage } from './stage';

const MINUTE = 60_000;
/** Of the day at the desk, minutes after midnight. */
const OPENS = 450;
const CLOSES = 1_050;
const GRANTS_UNTIL = 840;
/** One pass in so many comes with a grant for somebody else. */
const GRANT_EVERY = 12;
const RUN_SIZE = 5;
const MOST_SHIFTS = 64;

const ROLES = ['Exchange Administrator', 'Teams Administrator', 'SharePoint Administrator', 'Intune Administrator', 'Service Support Administrator'] as const satisfies readonly RoleName[];
const WHY = ['Mail flow stopped for a site', 'Call queue answers nobody', 'Release to production', 'Scanners do not enrol', 'Site permissions have to be repaired'] as const;

export function grantOf(stage: Stage, number: number, at: number, operator: Person, person: Person): GrantAct {
  const chance = chanceOf(stage.seed ^ 0x6772616e, number);
  const minutes = 60 + 30 * chance.below(6);
  const isEnded = chance.next() < 0.5;
  return {
    kind: 'grant',
    number,
    at,
    operator,
    person,
    tier: stage.cast.tierOf(person),
    role: chance.pick(ROLES),
    minutes,
    template: chance.next() < 0.7 ? 'incident' : 'deployment',
    ticket: `CHG-${7_000 + number}`,
    reason: chance.pick(WHY),
    endedAt: isEnded ? at + Math.round(minutes * 0.6) * MINUTE : null,
    where: 'desk',
    isAudited: true,
  };
}

/** Five of the day's passes at one go, for whoever one manager vouches for. */
function asRun(passes: readonly PassAct[], { seed, cast }: Stage, number: number): readonly Act[] {
  const members = passes.filter(({ tier }) => tier !== 'privileged').slice(0, RUN_SIZE);
  const [first] = members;
  if (!first) return passes;
  const chance = chanceOf(seed ^ 0x72756e73, number);
  const common = { operator: first.operator, ticket: `ONB-${1_000 + number}`, reason: 'New hires of this week' };
  const inRun = members.map((pass, n): PassAct => {
    const at = first.at + n * 2_000;
    const later = at + (30 + chance.below(90)) * MINUTE;
    return {
      ...pass, ...common, at, runNumber: number, scenario: 'first-day', lifetimeInMinutes: 480, isUsableOnce: true, handOver: 'sealed', isThrottledFirst: false, revokedAt: null, sessionsRevokedAt: null,
      verification: verificationBy('manager-attested', pass.person, cast),
      uses: [{ at: later, place: officeOf(pass.person) }],
      registers: { at: later + 4 * MINUTE, type: 'authenticator' },
    };
  });
  const run: RunAct = { kind: 'run', number, at: first.at - 3_000, ...common, passes: inRun };
  return [run, ...passes.filter((pass) => !members.includes(pass))];
}

function shiftsOf(stage: Stage, workday: number, day: Day, atWork: readonly Person[]): readonly ShiftAct[] {
  return atWork.map((operator, n) => {
    const chance = chanceOf(stage.seed ^ 0x73686966, workday * MOST_SHIFTS + n);
    return { kind: 'shift', number: workday * MOST_SHIFTS + n, at: instantOn(day, 400 + 40 * chance.next()), endsAt: instantOn(day, 1_170 + 20 * chance.next()), operator, ticket: '', reason: '' };
  });
}

/** @param workday - Place among the workdays. */
export function routineOf(stage: Stage, workday: number): readonly Act[] {
  const { seed, cast, load, workdays } = stage;
  const day = workdays[workday];
  const [from, to] = [load.before[workday] ?? 0, load.before[workday + 1] ?? 0];
  const atWork = (load.shifts[workday] ?? []).flatMap((place) => cast.operators[place] ?? []);
  const [lead] = atWork;
  if (!day || !lead) return [];
  const count = to - from;
  const passes: PassAct[] = [];
  const grants: GrantAct[] = [];
  for (let number = from; number < to; number += 1) {
    const n = number - from;
    const chance = chanceOf(seed ^ 0x736c6f74, number);
    const minutes = OPENS + ((CLOSES - OPENS) * (n + 0.2 + 0.6 * chance.next())) / count;
    const person = cast.customers[number % cast.customers.length] ?? lead;
    const turn = atWork[n % atWork.length] ?? lead;
    // The demo's own operator has no power over administrators.
    const operator = cast.tierOf(person) === 'privileged' && turn === cast.operators[0] ? (cast.operators[1] ?? turn) : turn;
    passes.push(drawPass(seed, cast, { number, at: instantOn(day, minutes), operator, person }));
    const grantee = cast.grantees[Math.floor(number / GRANT_EVERY) % cast.grantees.length];
    if (number % GRANT_EVERY === 5 && grantee) grants.push(grantOf(stage, number, instantOn(day, OPENS + (GRANTS_UNTIL - OPENS) * chance.next()), operator, grantee));
  }
  const runs = day.weekday === 1 && count >= RUN_SIZE * 2 ? asRun(passes, stage, workday) : passes;
  const exported: readonly ExportAct[] = day.weekday === 5 ? [{ kind: 'export', number: workday, at: instantOn(day, 1_080), operator: lead, rows: to, ticket: '', reason: '' }] : [];
  return [...shiftsOf(stage, workday, day, atWork), ...runs, ...grants, ...exported];
}
