/**
 * How the window keeps up with a history of as many lines as the bench has prepared (`npm run bench -- --history`): every frame is timed
 * while one scrolls by wheel, jumps to the middle, to the end and back. Tests nothing but that the lines come.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_TENANT_ID } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';
import { summary, timeFrames } from './frame-times';

const LIMIT_MS = 5 * 60_000;
const PREPARED = path.resolve(import.meta.dirname, '../../.cache/bench/history');
const WHEELS = 120;

/** The largest journal that is whole, by its number of entries; 0: there is none. */
function prepared(): number {
  if (!existsSync(PREPARED)) return 0;
  return Math.max(0, ...readdirSync(PREPARED).flatMap((name) => /^journal-(\d+)\.db\.done$/.exec(name)?.[1] ?? []).map(Number));
}

test('frames while one scrolls through the history', async ({ launchDesk }) => {
  test.setTimeout(LIMIT_MS);
  const entries = prepared();
  test.skip(entries === 0, 'NOTHING PREPARED: run "npm run bench -- --history" first');
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-'));
  const place = path.join(folder, 'user-data/journal');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const file = path.join(place, `journal-${DEMO_TENANT_ID}.db`);
  copyFileSync(path.join(PREPARED, `journal-${entries}.db`), file);
  copyFileSync(path.join(PREPARED, `journal-${entries}.db.history`), `${file}.history.sqlite`);

  const { page, goTo, waitUntilSignedIn } = await launchDesk({ args: ['--demo'], folder });
  await waitUntilSignedIn();
  await goTo('History');
  const table = page.getByRole('table', { name: 'History' });
  await expect(table.getByRole('row').nth(3)).toBeVisible({ timeout: LIMIT_MS });
  // The first page is there before all are counted.
  await expect(page.getByText(/^[\d,]+ lines$/).first()).toBeVisible({ timeout: LIMIT_MS });
  const lines = Number(await table.getAttribute('aria-rowcount')) - 1;
  const take = await timeFrames(page);

  const box = await table.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
  for (let turn = 0; turn < WHEELS; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  const byWheel = await take();

  await table.getByRole('row').nth(3).click();
  for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'End', 'PageUp', 'Home']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
  }
  const byKeys = await take();
  console.log(`history of ${entries.toLocaleString('en')} entries, ${lines.toLocaleString('en')} lines`);
  console.log(`frames by wheel:             ${summary(byWheel)}`);
  console.log(`frames by keys, end to end:  ${summary(byKeys)}`);
  expect(byKeys.length).toBeGreaterThan(0);
});
