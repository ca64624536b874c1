/** The history in the real app: the auditor's question by keyboard, a life, findings, evidence that a verifier checks, and the read-only desk. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { Bridge } from '../../shared/ipc/contract';
import { expect, test } from '../support/desk';
import { exportAs, exportDialog, historyTable, livesWith, openLife, saveInto, stepsOf } from '../support/desk-history';
import { keysOf } from '../support/keys';
import { CHECKOUT } from '../support/launch';

const AUDITOR = { args: ['--demo', '--demo-role=Reports Reader', '--demo-history=1500', '--lang=en-GB'], env: { TZ: 'UTC' } };
/** What the product promises. */
const FEWER_KEYS_THAN = 10;
const WRITTEN = { timeout: 30_000 };

type Row = Readonly<Record<string, string>>;
const rowsOf = (file: string): readonly Row[] => parse(readFileSync(file), { columns: true, bom: true });

/** First instant of the quarter before the present one, and of the present one, in UTC, where these tests take place. */
function lastQuarter(now: Date): readonly [string, string] {
  const month = now.getUTCMonth() - (now.getUTCMonth() % 3);
  return [new Date(Date.UTC(now.getUTCFullYear(), month - 3)).toISOString(), new Date(Date.UTC(now.getUTCFullYear(), month)).toISOString()];
}

test('all passes for contractors last quarter, who, why, used: by keyboard alone, in fewer than ten keys, and exported', async ({ launchDesk }) => {
  const desk = await launchDesk(AUDITOR);
  const { page } = desk;
  const keys = keysOf(page);
  const file = path.join(desk.folder, 'contractors.csv');
  await saveInto(desk, file);
  await desk.waitUntilSignedIn();

  await keys.press('Control+6');
  await expect(historyTable(page)).toBeVisible();
  await keys.press('Alt+2');
  await expect(page.getByRole('button', { name: /^Contractors this quarter/ })).toHaveAttribute('aria-pressed', 'true');
  await keys.press('Alt+ArrowLeft');
  await keys.press('Control+e');
  await expect(exportDialog(page).getByRole('radio', { name: /^CSV/ })).toBeFocused();
  await keys.press('Enter');
  await expect(exportDialog(page).getByText('The export is written')).toBeVisible(WRITTEN);
  console.log(`Keys: ${keys.count()} (${keys.pressed.join(' ')})`);
  expect(keys.count()).toBeLessThan(FEWER_KEYS_THAN);

  const rows = rowsOf(file);
  const [from, to] = lastQuarter(new Date());
  const isWanted = (row: Row) => row.Kind === 'pass' && row.Tier === 'contractor' && row['Time (UTC)']! >= from && row['Time (UTC)']! < to;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !isWanted(row))).toEqual([]);
  for (const field of ['Person', 'Operator', 'Reason', 'Used']) expect(rows.filter((row) => row[field] === ''), `without ${field}`).toEqual([]);

  // None is missing either: the same out of everything there is.
  await page.keyboard.press('Enter');
  await expect(exportDialog(page)).toBeHidden();
  await page.getByRole('button', { name: 'Clear all' }).click();
  const everything = path.join(desk.folder, 'everything.csv');
  await saveInto(desk, everything);
  await exportAs(desk, 'CSV');
  const idsOf = (some: readonly Row[]) => some.map((row) => row['Line id']).sort();
  expect(idsOf(rows)).toEqual(idsOf(rowsOf(everything).filter(isWanted)));
});

test('a pass issued at the desk is one line, and its details have every step in words', async ({ launchDesk }) => {
  const desk = await launchDesk(AUDITOR);
  const { displayName: ada } = DEMO_PEOPLE.member;
  await desk.waitUntilSignedIn();
  await desk.issuePass({ to: ada, ticket: 'INC-8001', reason: 'Seen on video' });
  const passcode = await desk.readPasscode();
  await desk.finishHandOver();
  await desk.goTo('History');
  const life = livesWith(desk.page, ada, 'INC-8001');
  await expect(life).toHaveCount(1);
  await expect(life).toContainText('Live');
  const details = await openLife(desk.page, life);
  await expect(details.getByRole('heading', { name: `Pass for ${ada}` })).toBeVisible();
  expect(await stepsOf(details)).toEqual(['Issue a pass: begun', 'Issue a pass: succeeded', 'Fetch the passcode', 'Show the passcode', 'Close the hand-over']);
  await expect(details).not.toContainText(passcode);
});

test('a finding is marked as seen with a reason, and is gone from the list', async ({ launchDesk }) => {
  const desk = await launchDesk(AUDITOR);
  const { page } = desk;
  await desk.waitUntilSignedIn();
  await desk.goTo('History');
  const toggle = page.getByRole('button', { name: /^Findings \(\d+\)$/ });
  await expect(toggle).toBeVisible(WRITTEN);
  await toggle.click();
  const panel = page.getByRole('region', { name: 'Findings', exact: true });
  const cards = panel.getByRole('article');
  await expect(cards.first()).toBeVisible();
  const card = cards.first();
  await card.getByRole('button', { name: 'Mark as seen…' }).click();
  const reason = card.getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await reason.press('Enter');
  await expect(card).toContainText('Say why, in three characters or more.');
  await reason.fill('Agreed with the lead, CHG-77');
  await reason.press('Enter');
  await expect(panel.getByRole('heading', { name: 'Findings', exact: true })).toBeFocused();
  const same = cards.filter({ hasText: 'CHG-77' });
  await expect(same).toHaveCount(0);
  await panel.getByRole('checkbox', { name: 'Also those already seen' }).check();
  await expect(same).toHaveCount(1);
  await expect(same).toContainText(`Seen by ${DEMO_PEOPLE.operator.displayName}`);
  await expect(same.getByRole('button', { name: 'Mark as seen…' })).toHaveCount(0);
});

/** What each kind of file begins with. */
const FORMS: readonly (readonly [format: string, file: string, begins: RegExp])[] = [
  ['Excel', 'history.xlsx', /^PK/],
  ['PDF report', 'history.pdf', /^%PDF-1\./],
  ['JSON Lines', 'history.jsonl', /^\{"/],
  ['OCSF', 'history.ocsf.jsonl', /^\{"/],
  ['CEF', 'history.cef.log', /^CEF:[01]\|/],
];

test('every form is written by the app as it is built', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo', '--demo-history=200'] });
  await desk.waitUntilSignedIn();
  await desk.goTo('History');
  for (const [format, name, begins] of FORMS) {
    await test.step(format, async () => {
      const file = path.join(desk.folder, name);
      await saveInto(desk, file);
      await exportAs(desk, format);
      expect(readFileSync(file, 'latin1').slice(0, 80)).toMatch(begins);
    });
  }
});

/** The first part of a ZIP with a byte changed so that it can still be unpacked: what cannot be is no pack, and proves nothing. */
function withOneByteChanged(zip: Buffer): Buffer {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  const { length } = inflateRawSync(zip.subarray(start));
  for (let at = start + 64; at < zip.length; at += 1) {
    const changed = Buffer.from(zip);
    changed[at] = changed[at]! ^ 1;
    try {
      if (inflateRawSync(changed.subarray(start)).length === length) return changed;
    } catch {
      // That byte was a part of the compression.
    }
  }
  throw new Error('no byte can be changed');
}

test('an evidence pack holds before the verifier, and does not once a byte of it is another', async ({ launchDesk }) => {
  const desk = await launchDesk(AUDITOR);
  await desk.waitUntilSignedIn();
  await desk.goTo('History');
  await expect(historyTable(desk.page)).toBeVisible();
  const file = path.join(desk.folder, 'evidence.tapdesk-pack.zip');
  await saveInto(desk, file);
  await exportAs(desk, 'Evidence pack');
  const verify = () => spawnSync(process.execPath, [path.join(CHECKOUT, 'scripts/verify-pack.mjs'), file], { encoding: 'utf8' });
  const whole = verify();
  expect([whole.status, whole.stderr], whole.stdout).toEqual([0, '']);

  writeFileSync(file, withOneByteChanged(readFileSync(file)));
  const changed = verify();
  expect(changed.status, `${changed.stdout}${changed.stderr}`).toBe(1);
});

test('who only reads issues nothing, finds nobody, and exports', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo-role=Reports Reader', '--demo-history=1500'] });
  const { page } = desk;
  await page.getByRole('checkbox', { name: 'Read only (auditor)' }).check();
  await page.getByRole('button', { name: 'Open the demo tenant' }).click();
  await expect(historyTable(page)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link')).toHaveText(['History', 'Policy', 'Settings']);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toHaveCount(0);
  await livesWith(page, 'Pass').first().click();
  await expect(page.getByRole('region', { name: 'Details' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Issue pass|Revoke pass|Grant role|End access|Open person/ })).toHaveCount(0);
  const refused = await page.evaluate(async (personId) => {
    const { desk: bridge } = window as unknown as { readonly desk: Bridge };
    return bridge.call('sessions.revoke', { personId, reason: 'By hand', ticket: '' });
  }, DEMO_PEOPLE.withLivePass.id);
  expect(refused).toEqual({ ok: false, error: { kind: 'read-only', because: 'chosen' } });
  const file = path.join(desk.folder, 'read-only.csv');
  await saveInto(desk, file);
  await exportAs(desk, 'CSV');
  expect(rowsOf(file).length).toBeGreaterThan(100);
});
