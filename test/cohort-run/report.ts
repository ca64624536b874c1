/** What the run prints: what was done and what failed, and last the counts. */
import type { CourseFacts } from './course';
import type { RunOptions } from './options';

/** Details printed of each count. */
const SHOWN_MAXIMUM = 8;
/** The kill is in the middle: neither before this share of the passes was made nor after that. Twenty come in two or three steps. */
const MIDDLE = { 200: [0.2, 0.8], 20: [0.2, 0.95] } as const;
const WAYS = ['shown', 'printed', 'sealed', 'mailed', 'held'] as const;

const ZEROS = [
  ['unsound', 'Eligible without exactly one live pass that was delivered or waits'],
  ['displaced', 'Passes that somebody had, displaced or taken back'],
  ['unseen', 'Live passes that nobody has and nobody holds'],
  ['wrongly', 'Passes for somebody who is not to have one'],
  ['unreasoned', 'People without a pass and without a reason'],
  ['differs', 'Entries in which journal and tenant differ'],
] as const;

/** @returns whether the run is passed. */
export function printReport(courses: readonly CourseFacts[], troubles: readonly string[], { people, plant, ambiguous }: RunOptions, seconds: number): boolean {
  const sum = (of: (course: CourseFacts) => number): number => courses.reduce((total, course) => total + of(course), 0);
  const failures = [
    ...troubles,
    ...courses.flatMap(({ seed, troubles: own, kill }) => [
      ...own.map((what) => `seed ${seed}: ${what}`),
      ...(kill && kill.share >= MIDDLE[people][0] && kill.share <= MIDDLE[people][1] ? [] : [`seed ${seed}: the desk was not killed in the middle`]),
    ]),
    ...WAYS.filter((way) => courses.length > 0 && sum(({ delivered }) => delivered.get(way) ?? 0) === 0).map((way) => `nobody's passcode was ${way}`),
  ];
  say('');
  say(`Cohort run: ${courses.length} seeds, ${people} people each, ${ambiguous} % doubtful creates, ${seconds.toFixed(0)} s${plant ? `, planted: ${plant}` : ''}`);
  for (const { seed, how, kill, seconds: own, creates, ambiguous: doubtful, throttled, requests, lines, delivered } of courses) {
    say('');
    say(`Seed ${seed}: ${how}; ${own.toFixed(0)} s`);
    say(`  killed (SIGKILL) ${kill?.kill ?? 'never'}, ${Math.round((kill?.share ?? 0) * 100)} % done`);
    say(`  ${creates} passes made, ${doubtful} people's creates made doubtful, ${throttled} requests throttled of ${requests}; ${lines} journal lines`);
    say(`  ${WAYS.map((way) => `${delivered.get(way) ?? 0} ${way}`).join(', ')}`);
  }
  say('');
  for (const failure of failures.slice(0, 30)) say(`NOT AS IT SHOULD BE: ${failure}`);
  for (const { seed, counts } of courses) for (const [key, name] of ZEROS) counts[key].slice(0, SHOWN_MAXIMUM).forEach((one) => say(`  seed ${seed}, ${name.toLowerCase()}: ${one}`));
  say('');
  say(`People on the lists: ${sum((course) => course.people)}`);
  say(`Eligible, by the tenant: ${sum(({ counts }) => counts.eligible)}`);
  say(`Eligible with exactly one live pass that was delivered or waits: ${sum(({ counts }) => counts.sound)}`);
  for (const [key, name] of ZEROS) say(`${name}: ${sum(({ counts }) => counts[key].length)}`);
  return failures.length === 0 && courses.length > 0 && ZEROS.every(([key]) => sum(({ counts }) => counts[key].length) === 0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
