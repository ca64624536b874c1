/**
 * `npm run role-run`: 1,000 random sequences of granting, extending, ending and crashing by a real desk against demo tenants
 * that fail; then what the desk says is compared with what the tenants have. `-- --sequences=N`, `-- --seed=N`,
 * `-- --lanes=N`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/role-run.md.
 */
import { runAndCount } from './lib/counting-run.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

await runAndCount('role-run', LIMIT_IN_MS);
