/**
 * `npm run cohort-run`: 200 new hires of a demo tenant that throttles and loses answers get their passes in one run of a real
 * desk, which is killed in the middle; then everybody is counted by the tenant's own state. `-- --seeds=N`, `-- --seed=N`,
 * `-- --people=20`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/cohort-run.md.
 */
import { runAndCount } from './lib/counting-run.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

await runAndCount('cohort-run', LIMIT_IN_MS);
