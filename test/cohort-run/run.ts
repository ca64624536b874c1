/**
 * The counting program of `npm run cohort-run`. It imports nothing of the desk but the demo tenant: it starts the tenant,
 * makes it fail, plays the operator of a desk in another process, kills that process in the middle of a run, and counts.
 */
import path from 'node:path';
import { checkChains } from '../support/chains';
import { placesOf, runToEnd } from '../support/counting-program';
import { wordsOf } from '../support/desk-messages';
import { type CourseFacts, playCourse } from './course';
import { optionsOf } from './options';
import { printReport } from './report';

async function main(): Promise<boolean> {
  const begun = Date.now();
  const options = optionsOf(process.argv.slice(2));
  const { childFile, workerFile, folder, root } = placesOf('cohort-run');
  const courses: CourseFacts[] = [];
  const troubles: string[] = [];
  const seconds = (): number => (Date.now() - begun) / 1000;
  for (let seed = options.seed; seed < options.seed + options.seeds; seed += 1) {
    try {
      courses.push(await playCourse({ seed, folder: path.join(folder, `seed-${seed}`), childFile, workerFile, options }));
    } catch (cause) {
      troubles.push(`seed ${seed}: ${wordsOf(cause)}`);
    }
    process.stderr.write(`cohort-run: seed ${seed} played, ${Math.round(seconds())} s\n`);
  }
  return printReport(courses, [...troubles, ...checkChains(courses.map(({ journal }) => journal), root)], options, seconds());
}

runToEnd(main);
