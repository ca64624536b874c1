/** The tour of new hires and of one act for many of them: the list, a CSV with flaws, the dry run, the run, and what is handed over. */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { DEMO_PEOPLE, startDemoTenant } from '../../main/demo-tenant';
import type { DeskPolicy } from '../../shared/desk-policy';
import { leastPolicy } from './desk-policy';
import { answerAll, begin, chooseGroup, composeRun, countShown, dryRun, keyDialog, onboardingTable, openRun, readCsv, resultsTable, RUN_LIMIT, runDialog, turnsIn, untilEnded } from './desk-runs';
import { holdCreates } from './hold-creates';
import { deskPolicy } from './tour-policy-file';
import { cancel, goTo, inTurn, press, scrollTo, see, type Step } from './tour-steps';
import { resize, type Stop, type Walk, WINDOW, zoom } from './tour';

const POLICY: DeskPolicy = {
  ...leastPolicy,
  limits: { everyone: { passesPerOperatorHour: 500, passesPerOperatorDay: 500, delivery: { channels: ['call', 'slip', 'manager-mail'] } } },
  runs: { timeZone: 'Europe/Berlin', timeZones: [{ property: 'country', value: 'IN', timeZone: 'Asia/Kolkata' }] },
};
const WEEKLY = 'New hires: weekly intake';
/** Creates that are through when the run is looked at. */
const MIDDLE = 23;

/** The same people as those of the tenant that the app opens, so that a list can name them. */
async function listOf(count: number): Promise<readonly string[]> {
  const tenant = await startDemoTenant();
  const people = tenant.cohorts[1]?.members().slice(0, count) ?? [];
  await tenant.close();
  const upns = people.map(({ person }) => person.userPrincipalName);
  return ['Time zone,UPN,Desk', ...upns.map((upn, at) => `${at % 3 === 0 ? 'America/New_York' : ''},${upn},`), `,${DEMO_PEOPLE.outOfScope.userPrincipalName},`];
}
const withFlaws = (lines: readonly string[]): readonly string[] => [...lines, ',nobody.at.all@fjordlight.example,B12', `,${lines[3]?.split(',')[1] ?? ''},`, `Middle-earth/Shire,${DEMO_PEOPLE.member.userPrincipalName},`];

let list: readonly string[] = [];
const prepare = (count: number) => async () => {
  list = await listOf(count);
  return { args: ['--demo', deskPolicy(JSON.stringify(POLICY, null, 2))] };
};

const seeOnboarding: Step = inTurn(goTo('Onboarding'), ({ page }) => expect(countShown(page)).toBeVisible(), see((page) => onboardingTable(page).getByText(/Nothing|No pass, no method/).first()));
const filterMissing = (what: string): Step => async ({ page }) => {
  await page.getByRole('combobox', { name: 'Missing' }).selectOption(what);
  await expect(page.getByText(/pass of \d+ people read/)).toBeVisible(RUN_LIMIT);
};
const readList: Step = async ({ page }) => {
  await readCsv(page, withFlaws(list));
};
const readNobody: Step = async ({ page }) => {
  await readCsv(page, ['Mail', 'nobody.at.all@fjordlight.example'], 'leavers.csv');
};
const formOf = (act: Parameters<typeof openRun>[1]): Step => async ({ page }) => {
  await openRun(page, act);
};
const fillIn: Step = ({ page }) => composeRun(runDialog(page), { seen: 'Passports at the door', reason: 'They start on the second of the month' });
const tried: Step = async ({ page }) => {
  await dryRun(runDialog(page));
};
const answered: Step = ({ page }) => answerAll(runDialog(page));
const way = (name: string): Step => ({ page }) => runDialog(page).getByRole('button', { name }).click();
const showOnly = (which: 'all' | 'failed'): Step => async ({ page }) => {
  await runDialog(page).getByRole('combobox', { name: 'Show' }).selectOption(which);
};
const back: Step = ({ page }) => runDialog(page).getByRole('button', { name: 'Back' }).click();

let goOn: () => Promise<void> = () => Promise.resolve();
const isInItsMiddle: Step = async ({ app, page }) => {
  goOn = await holdCreates(app, MIDDLE);
  await begin(runDialog(page));
  await expect.poll(async () => (await turnsIn(runDialog(page)))[0], RUN_LIMIT).toBeGreaterThan(MIDDLE - 3);
};
const isPaused: Step = async ({ page }) => {
  await runDialog(page).getByRole('button', { name: 'Pause' }).click();
  await goOn();
  await expect(runDialog(page).getByText('Paused', { exact: true })).toBeVisible(RUN_LIMIT);
};
const hasEnded: Step = async ({ page }) => {
  await runDialog(page).getByRole('button', { name: 'Resume' }).click();
  await untilEnded(runDialog(page));
};
const sealed: Step = async ({ app, page }) => {
  // Always in the same place, as the desk policy: the pictures show it.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path.join(tmpdir(), 'tapdesk-tour', 'Starters.pdf'));
  await runDialog(page).getByRole('button', { name: 'Encrypted PDF…' }).click();
  await runDialog(page).getByRole('button', { name: /^Write / }).click();
  await expect(keyDialog(page)).toBeVisible(RUN_LIMIT);
};
const keyShown: Step = async ({ page }) => {
  await keyDialog(page).getByRole('button', { name: 'Show key' }).click();
  await expect(keyDialog(page).getByRole('group', { name: 'Key' })).toHaveText(/\S{4}/);
};

const LIST: readonly Stop[] = [
  { name: 'onboarding', inContrast: true, open: inTurn((desk) => desk.waitUntilSignedIn(), seeOnboarding) },
  {
    name: 'onboarding-group',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: 'By group' }).check();
      await page.getByRole('combobox', { name: 'Find a group' }).fill('New');
      await expect(page.getByRole('option', { name: WEEKLY })).toBeVisible();
    },
  },
  {
    name: 'onboarding-missing',
    inContrast: true,
    open: inTurn(({ page }) => chooseGroup(page, WEEKLY), filterMissing('Something missing'), async ({ page }) => {
      for (const row of [0, 1, 2]) await onboardingTable(page).getByRole('checkbox', { name: /^Select (?!all)/ }).nth(row).check();
    }),
  },
  { name: 'onboarding-nobody', open: inTurn(readNobody, see((page) => page.getByText('Nobody in this list can be used.', { exact: false }))) },
  { name: 'onboarding-csv', inContrast: true, open: readList },
];

const RUN: readonly Stop[] = [
  { name: 'run-end-access', open: formOf('End access') },
  { name: 'run-compose', inContrast: true, open: inTurn(cancel, formOf('Issue passes')) },
  { name: 'run-mistakes', open: inTurn(press('Dry run'), see((page) => page.getByText('Say how it was made sure who these people are.').first())) },
  { name: 'run-dry-run', inContrast: true, open: inTurn(fillIn, tried) },
  { name: 'run-answered', isPicture: true, open: inTurn(answered, scrollTo((page) => page.getByRole('region', { name: 'Why some are left out' }))) },
  { name: 'run-progress', inContrast: true, open: isInItsMiddle },
  { name: 'run-paused', inContrast: true, open: isPaused },
  { name: 'run-results', inContrast: true, open: hasEnded },
  {
    name: 'run-failed',
    isPicture: true,
    open: inTurn(showOnly('failed'), see((page) => resultsTable(page).getByText(DEMO_PEOPLE.outOfScope.displayName))),
  },
  { name: 'run-print', inContrast: true, open: inTurn(showOnly('all'), way('Print slips…')) },
  { name: 'run-give-up', open: inTurn(back, way('Give up…')) },
  { name: 'run-key-hidden', open: inTurn(back, sealed) },
  { name: 'run-key', inContrast: true, open: keyShown },
  { name: 'run-handed-over', isPicture: true, open: inTurn(({ page }) => keyDialog(page).getByRole('button', { name: 'Done' }).click(), see(resultsTable)) },
];

export const ONBOARDING: Walk = { name: 'onboarding, and runs', prepare: prepare(60), stops: [...LIST, ...RUN] };

const NARROW = { width: 640, height: WINDOW.height };
const closeRun: Step = ({ page }) => runDialog(page).getByRole('button', { name: 'Close', exact: true }).click();

const SMALL: readonly Stop[] = [
  { name: 'onboarding-narrow', open: inTurn((desk) => desk.waitUntilSignedIn(), seeOnboarding, (desk) => resize(desk, NARROW)) },
  { name: 'onboarding-csv-narrow', open: readList },
  { name: 'run-compose-narrow', open: formOf('Issue passes') },
  { name: 'run-dry-run-narrow', open: inTurn(fillIn, tried) },
  { name: 'run-progress-narrow', open: inTurn(answered, isInItsMiddle) },
  { name: 'onboarding-run-narrow', isPicture: true, open: inTurn(isPaused, closeRun, see((page) => page.getByRole('button', { name: 'Show run' }))) },
  { name: 'run-results-zoomed', open: inTurn((desk) => resize(desk, WINDOW), (desk) => zoom(desk, 2), press('Show run'), hasEnded) },
  { name: 'run-print-zoomed', open: way('Print slips…') },
  { name: 'run-key-zoomed', open: inTurn(back, sealed, keyShown) },
  {
    name: 'onboarding-zoomed',
    open: inTurn(({ page }) => keyDialog(page).getByRole('button', { name: 'Done' }).click(), see(resultsTable), closeRun, ({ page }) => page.getByRole('radio', { name: 'By hire date' }).check(), ({ page }) => expect(countShown(page)).toBeVisible()),
  },
];

export const LESS_ROOM_FOR_MANY: Walk = { name: 'onboarding and runs where there is less room', prepare: prepare(40), stops: SMALL, end: (desk) => zoom(desk, 1) };
