/**
 * The counting program of `npm run cohort-run`. It imports nothing of the desk but the demo tenant: it starts the tenant,
 * makes it fail, plays the operator of a desk in another process, kills that process in the middle of a run, and counts.
 */
import path from 'node:path';
import { checkChains } from '../fault-run/chains';
import { type CourseFacts, playCourse } from './course';
import { optionsOf } from './options';
import { printReport } from './report';

async function main(): Promise<number> {
  const begun = Date.now();
  const options = optionsOf(process.argv.slice(2));
  const { childFile, workerFile, folder } = placesOf();
  const courses: CourseFacts[] = [];
  const troubles: string[] = [];
  const seconds = (): number => (Date.now() - begun) / 1000;
  for (let seed = options.seed; seed < options.seed + options.seeds; seed += 1) {
    try {
      courses.push(await playCourse({ seed, folder: path.join(folder, `seed-${seed}`), childFile, workerFile, options }));
    } catch (cause) {
      troubles.push(`seed ${seed}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    }
    process.stderr.write(`cohort-run: seed ${seed} played, ${Math.round(seconds())} s\n`);
  }
  const isPassed = printReport(courses, [...troubles, ...checkChains(courses.map(({ journal }) => journal))], options, seconds());
  return isPassed ? 0 : 1;
}

/** Set by scripts/cohort-run.mjs, which has built the desk's own program. */
function placesOf(): { readonly childFile: string; readonly workerFile: string; readonly folder: string } {
  const { COHORT_RUN_CHILD: childFile, COHORT_RUN_WORKER: workerFile, COHORT_RUN_FOLDER: folder } = process.env;
  if (!childFile || !workerFile || !folder) throw new Error('Started by "npm run cohort-run".');
  return { childFile, workerFile, folder };
}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause);
    process.exit(2);
  },
);
