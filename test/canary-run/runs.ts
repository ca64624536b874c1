/** The operator at Onboarding and in the dialog of a run, by the names the product promises. */
import { expect, type Locator } from '@playwright/test';
import type { ExtraPerson } from '../../main/demo-tenant';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { Secret } from '../support/secret-search';
import type { Stage } from './course';

/** Two managers' people. */
const MANAGERS = [DEMO_PEOPLE.chief, DEMO_PEOPLE.colleague] as const;
const hire = (name: string, manager: 0 | 1) => ({ displayName: `Canary ${name}`, userPrincipalName: `canary.${name.toLowerCase()}@fabrikam.example`, managerId: MANAGERS[manager].id }) satisfies ExtraPerson;

export type Hire = ReturnType<typeof hire>;
/** Whom the runs are for; one after another they replace each other's passes. */
export const HIRES = [hire('Abel', 0), hire('Bodil', 1), hire('Cyril', 0), hire('Dorte', 1), hire('Emil', 0)] as const;

/** A run of five or its dry run, with the reading back of lost answers, on a machine that has other things to do, ms. */
const RUN_WITHIN_MS = 60_000;

export const runDialog = ({ desk }: Stage): Locator => desk.page.getByRole('dialog', { name: 'Run', exact: true });
const button = (stage: Stage, name: string | RegExp) => runDialog(stage).getByRole('button', { name, exact: true });

async function pasteList({ desk: { page } }: Stage): Promise<void> {
  await page.getByRole('radio', { name: 'From a CSV' }).check();
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByRole('textbox', { name: 'CSV text' }).fill(['UPN', ...HIRES.map(({ userPrincipalName }) => userPrincipalName)].join('\n'));
  await page.getByRole('button', { name: 'Read the text' }).click();
}

/** The list pasted as a CSV (the view remembers it), the form, the dry run with every question answered, and off. */
export async function beginRun(stage: Stage): Promise<void> {
  const { page } = stage.desk;
  await stage.desk.goTo('Onboarding');
  const isKept = await page.getByRole('textbox', { name: 'CSV text' }).isVisible();
  if (!isKept) await pasteList(stage);
  await page.getByRole('checkbox', { name: 'Select all rows shown' }).check();
  await expect(page.getByText(`${HIRES.length} selected`, { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Issue passes…' }).click();

  const dialog = runDialog(stage);
  await dialog.getByRole('radio', { name: 'Now', exact: true }).check();
  await dialog.getByRole('radio', { name: 'Seen with photo ID' }).check();
  await dialog.getByRole('textbox', { name: 'What you saw' }).fill('Passports, at the reception');
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill('INC-4712');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('First day of the autumn cohort');
  await button(stage, 'Dry run').click();
  await expect(button(stage, 'Back')).toBeVisible({ timeout: RUN_WITHIN_MS });
  for (const question of await dialog.getByRole('group', { name: 'Questions' }).getByRole('checkbox').all()) await question.check();
  await button(stage, `Issue ${HIRES.length} passes`).click();
}

/** Waits until everybody has a pass and nobody a passcode. */
export async function allHeld(stage: Stage): Promise<void> {
  await expect(runDialog(stage)).toContainText(`${HIRES.length} passcodes nobody has yet`, { timeout: RUN_WITHIN_MS });
  await expect(runDialog(stage).getByText('Ended', { exact: true })).toBeVisible();
}

/** The whole way to a run that is over and of which nobody has received anything. */
export async function run(stage: Stage): Promise<void> {
  await beginRun(stage);
  await allHeld(stage);
}

export const rowOf = (stage: Stage, { displayName }: Hire): Locator => runDialog(stage).getByRole('table', { name: 'Results' }).getByRole('row', { name: displayName });

export async function expectRows(stage: Stage, hires: readonly Hire[], words: string): Promise<void> {
  for (const each of hires) await expect(rowOf(stage, each)).toContainText(words, { timeout: RUN_WITHIN_MS });
}

export async function select(stage: Stage, hires: readonly Hire[]): Promise<void> {
  for (const { displayName } of hires) await runDialog(stage).getByRole('checkbox', { name: `Select ${displayName}` }).check();
}

/** Chooses a way for all that are selected, or for all, and goes it. */
export async function deliver(stage: Stage, way: string, go: RegExp, layout?: string): Promise<void> {
  const hands = runDialog(stage).getByRole('region', { name: 'Hand over' });
  await hands.getByRole('button', { name: way }).click();
  if (layout !== undefined) await hands.getByRole('radio', { name: layout }).check();
  await hands.getByRole('button', { name: go }).click();
}

/** The page holds nothing of a run, neither with its dialog nor without. */
export async function closeRun(stage: Stage): Promise<void> {
  await stage.course.expectCleanPage(stage.desk.page);
  await button(stage, 'Close').click();
  await expect(runDialog(stage)).toBeHidden();
  await stage.course.expectCleanPage(stage.desk.page);
}

export const idOf = ({ tenant }: Stage, { userPrincipalName }: Hire): string => tenant?.state.person(userPrincipalName)?.id ?? '';
export const hasPass = (stage: Stage, who: Hire): boolean => stage.tenant?.state.passOf(idOf(stage, who)) !== undefined;
export const withPass = (stage: Stage): readonly string[] => HIRES.filter((who) => hasPass(stage, who)).map(({ displayName }) => displayName);
export const everybody: readonly string[] = HIRES.map(({ displayName }) => displayName);

/** The one that opens the account now, by what the tenant has answered. @throws when none does. */
export function passcodeOf(stage: Stage, who: Hire): Secret {
  const found = stage.course.canaries.of('passcode').find(({ value }) => stage.tenant?.state.opens(idOf(stage, who), value));
  if (!found) throw new Error(`No passcode that is known opens the account of ${who.displayName}`);
  return found;
}

/** Names of the passcodes that open these accounts now, in the order of the names. */
export const passcodesOf = (stage: Stage, hires: readonly Hire[] = HIRES): readonly string[] => hires.map((who) => passcodeOf(stage, who).name).sort();

/** Notes that these passcodes were met there, for the report. */
export function meet(stage: Stage, hires: readonly Hire[], where: string): void {
  for (const who of hires) stage.course.canaries.add(passcodeOf(stage, who).value, where);
}

/** Of each manager, with at least one. */
export const byManager: readonly (readonly Hire[])[] = MANAGERS.map(({ id }) => HIRES.filter(({ managerId }) => managerId === id));
