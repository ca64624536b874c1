/** Where a counting program finds what scripts/lib/counting-run.mjs has built for it, and how it ends. */
import path from 'node:path';

export type Places = {
  /** The folder of the built programs, which have the names that they are given there. */
  readonly built: string;
  /** For journals. */
  readonly folder: string;
  /** Of the checkout. */
  readonly root: string;
  /** The desk, where the run has one in a process of its own. */
  readonly childFile: string;
  readonly workerFile: string;
};

/** @param run - As npm knows it. @throws when it was started by itself. */
export function placesOf(run: string): Places {
  const { COUNTING_RUN_BUILT: built, COUNTING_RUN_FOLDER: folder, COUNTING_RUN_ROOT: root } = process.env;
  if (!built || !folder || !root) throw new Error(`Started by "npm run ${run}".`);
  return { built, folder, root, childFile: path.join(built, 'desk.cjs'), workerFile: path.join(built, 'worker.cjs') };
}

/** Ends the process: 0 passed, 1 not passed, 2 could not be run. @param main - Resolves with whether it is passed. */
export function runToEnd(main: () => Promise<boolean>): void {
  // Until it is through: a run that ends in the middle is not passed.
  process.exitCode = 2;
  main().then(
    (isPassed) => leave(isPassed ? 0 : 1),
    (cause: unknown) => {
      console.error(cause);
      leave(2);
    },
  );
}

/** Once all that was printed is out. */
function leave(code: number): void {
  process.stdout.write('', () => process.exit(code));
}
