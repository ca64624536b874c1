/** `npm run canary-run`. Not part of `npm test`: it takes minutes, and looks at a whole run rather than at one thing. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from '@playwright/test';
import { Plan, REPORT } from './plan';
import { runCourse } from './run-course';
import { crashWalk } from './walks/crashes';
import { callMode, demoWalk } from './walks/demo';
import { entraWalk } from './walks/entra';
import { runCrashWalk } from './walks/run-crashes';
import { keyWalk, runWalk } from './walks/runs';

const LIMIT_IN_MS = 18 * 60_000;

test('no passcode lies anywhere', async () => {
  test.setTimeout(LIMIT_IN_MS);
  const given = process.env.TAPDESK_CANARY_PLAN;
  if (given === undefined) throw new Error('Start it with "npm run canary-run".');
  const plan = Plan.parse(JSON.parse(given));
  // A leak is planted in the first path that has something to leak, and that is enough to be found.
  const walks = plan.plant === null ? [demoWalk, entraWalk, crashWalk, runWalk, runCrashWalk] : plan.plant === 'key' ? [keyWalk] : [{ ...demoWalk, paths: [callMode] }];
  const report = await runCourse(plan, walks);
  writeFileSync(path.join(plan.folder, REPORT), JSON.stringify(report));
});
