/** The tour of an auditor: a past to look at, a life, charts, findings, ways to take it along, journals; and the desk of who only reads. */
import { expect } from '@playwright/test';
import { detailPane, exportDialog, historyTable, livesWith, openLife } from './desk-history';
import { cancel, goTo, inTurn, press, scrollTo, see, type Step } from './tour-steps';
import { resize, type Stop, type Walk, WINDOW } from './tour';

const NARROW = { width: 640, height: WINDOW.height };
/** A past is made up and read in before the first page is whole, ms. */
const READ_IN = { timeout: 30_000 };
const PAST = ['--demo', '--demo-role=Reports Reader', '--demo-history=1500'];

const seePast: Step = async (desk) => {
  await desk.goTo('History');
  await expect(historyTable(desk.page).getByRole('row').nth(10)).toBeVisible(READ_IN);
  await expect(desk.page.getByText(/Entra’s audits: read until/)).toBeVisible(READ_IN);
  await expect(desk.page.getByRole('button', { name: /^Findings \(\d+\)$/ })).toBeVisible(READ_IN);
};
const firstLife: Step = async ({ page }) => {
  await openLife(page, livesWith(page, 'INC-').first());
};
const closeDetails: Step = inTurn(press('Close details'), ({ page }) => expect(detailPane(page)).toBeHidden());
const charts = see((page) => page.getByRole('region', { name: 'Charts' }).getByRole('figure', { name: 'By operator' }));
const findings = see((page) => page.getByRole('region', { name: 'Findings', exact: true }).getByRole('article').first());
const verified = inTurn(press('Journals'), press('Verify'), see((page) => page.getByRole('group', { name: 'Verdict on the journal' })));

const PAST_STOPS: readonly Stop[] = [
  { name: 'history-past', inContrast: true, open: inTurn((desk) => desk.waitUntilSignedIn(), seePast) },
  { name: 'history-life', inContrast: true, open: firstLife },
  { name: 'history-life-fields', open: inTurn(({ page }) => detailPane(page).getByText('All fields').first().click(), scrollTo((page) => detailPane(page).getByText('All fields').first())) },
  { name: 'history-charts', inContrast: true, open: inTurn(closeDetails, press('Charts'), charts) },
  { name: 'history-findings', inContrast: true, open: inTurn(press(/^Findings \(/), findings) },
  { name: 'history-finding-seen', open: inTurn(press('Mark as seen…'), press('Mark as seen'), see((page) => page.getByText('Say why, in three characters or more.'))) },
  { name: 'history-export', inContrast: true, open: inTurn(press('Export'), see(exportDialog)) },
  { name: 'history-journals', inContrast: true, open: inTurn(cancel, verified) },
  { name: 'history-keys', open: inTurn(press('Keys'), see((page) => page.getByRole('dialog', { name: 'Keys of the history' }))) },
  { name: 'history-more', open: inTurn(press('Close'), press('Journals'), press('More'), see((page) => page.getByRole('search', { name: 'Filter the history' }))) },
];

const NARROW_STOPS: readonly Stop[] = [
  { name: 'history-narrow', open: inTurn((desk) => desk.waitUntilSignedIn(), seePast, (desk) => resize(desk, NARROW)) },
  { name: 'history-life-narrow', open: firstLife },
  { name: 'history-charts-narrow', open: inTurn(closeDetails, press('Charts'), charts) },
  { name: 'history-findings-narrow', open: inTurn(press(/^Findings \(/), findings) },
];

const READER_STOPS: readonly Stop[] = [
  {
    name: 'signed-out-read-only',
    inContrast: true,
    open: async ({ page }) => {
      await page.getByRole('checkbox', { name: 'Read only (auditor)' }).check();
      await expect(page.getByText('No permission to change anything is asked for.')).toBeVisible();
    },
  },
  { name: 'history-read-only', inContrast: true, open: inTurn(press('Open the demo tenant'), see(historyTable)) },
  { name: 'policy-read-only', open: inTurn(goTo('Policy'), see((page) => page.getByRole('table', { name: 'Limits in force' }))) },
];

export const HISTORY_WALKS: readonly Walk[] = [
  { name: 'the history', prepare: () => ({ args: PAST }), stops: PAST_STOPS },
  { name: 'the history in little room', prepare: () => ({ args: PAST }), stops: NARROW_STOPS },
  { name: 'who only reads', prepare: () => ({ args: ['--demo-role=Reports Reader'] }), stops: READER_STOPS },
];
