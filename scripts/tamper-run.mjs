/**
 * `npm run tamper-run`: 1,000 tamperings with a journal of 100,000 entries, each of which must be found with the right first bad
 * entry, and 200 kills of processes that append, none of which may lose an acknowledged entry. `-- --tamperings=N`, `-- --entries=N`,
 * `-- --kills=N`, `-- --seed=N`, `-- --plant=NAME` (a weakness on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/tamper-run.md.
 */
import { runAndCount } from './lib/counting-run.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

await runAndCount('tamper-run', LIMIT_IN_MS);
