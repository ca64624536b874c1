/**
 * `npm run fault-run`: at least 2,000 passes are issued and revoked by a real desk against the demo tenant, which fails at
 * every step, while the desk is killed again and again; then four things are counted that must be zero. `-- --issues=N`,
 * `-- --seed=N`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/fault-run.md.
 */
import { runAndCount } from './lib/counting-run.mjs';

const LIMIT_IN_MS = 30 * 60 * 1000;

await runAndCount('fault-run', LIMIT_IN_MS);
