import { defineConfig } from '@playwright/test';

/** Where `npm test` wants the numbers; a run by hand needs the list alone. */
const report = process.env.TAPDESK_TEST_REPORT;

/** The tests that drive a real Electron: `e2e` the app built in the checkout, `package` the packaged one. */
export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  // Each test starts an Electron of six processes; on two cores a second one at a time only makes both late.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // An app that does not start at all fails every test slowly; ten say as much as all.
  maxFailures: 10,
  forbidOnly: Boolean(process.env.CI),
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    // A trace or a video would keep on disk the passcodes that the tests read, which is what the app must never do.
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'package', testDir: 'test/package' },
    // Takes pictures and tests nothing; `npm run shots`.
    { name: 'shots', testDir: 'test/shots' },
    // Times frames and judges nothing; `npm run frames`.
    { name: 'frames', testDir: 'test/frames' },
    // Minutes long, with a report of its own; `npm run canary-run`.
    { name: 'canary', testDir: 'test/canary-run' },
  ],
});
