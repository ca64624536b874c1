/** How the window keeps up with a run of 2,000: every frame is timed from pressing the button to the end. Tests nothing but that it ends. */
import { expect, test } from '../support/desk';
import { answerAll, begin, chooseGroup, composeRun, onboardingTable, openRun } from '../support/desk-runs';
import { summary, timeFrames } from './frame-times';

const LIMIT_MS = 10 * 60_000;
/** Opening the run's own view is told apart from following it, ms. */
const OPENING_MS = 1_500;

test('frames during a run of 2,000', async ({ launchDesk }) => {
  test.setTimeout(LIMIT_MS);
  const { page, goTo, waitUntilSignedIn } = await launchDesk({ args: ['--demo', '--demo-large'] });
  await waitUntilSignedIn();
  await goTo('Onboarding');
  await chooseGroup(page, 'New hires: seasonal intake');
  await onboardingTable(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Control+a');
  const dialog = await openRun(page, 'Issue passes');
  await composeRun(dialog);
  const planned = Date.now();
  await dialog.getByRole('button', { name: 'Dry run', exact: true }).click();
  await expect(dialog.getByRole('table', { name: 'Dry run' })).toBeVisible({ timeout: LIMIT_MS });
  const dryRunSeconds = (Date.now() - planned) / 1000;
  await answerAll(dialog);

  const take = await timeFrames(page);
  const begun = Date.now();
  await begin(dialog);
  await page.waitForTimeout(OPENING_MS);
  const opening = await take();
  await expect(dialog.getByText('Ended', { exact: true })).toBeVisible({ timeout: LIMIT_MS });
  const runSeconds = (Date.now() - begun) / 1000;
  const during = await take();
  const over = await dialog.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuetext');
  console.log(`dry run of 2,000: ${dryRunSeconds.toFixed(1)} s; run: ${over ?? '?'} in ${runSeconds.toFixed(1)} s`);
  console.log(`frames while it opens: ${summary(opening)}`);
  console.log(`frames while it goes:  ${summary(during)}`);
  expect(during.length).toBeGreaterThan(0);
});
