/** Not a test of anything: takes the pictures in docs/screenshots (`npm run shots`). The passcodes in them are invented. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { test } from '../support/desk';
import { CHECKOUT } from '../support/launch';
import { take } from '../support/tour';
import { WALKS } from '../support/tour-walks';
import { smallPng } from './small-png';

const FOLDER = path.join(CHECKOUT, 'docs/screenshots');

for (const walk of WALKS) {
  test(walk.name, async ({ launchDesk }) => {
    test.setTimeout(3 * 60_000);
    await take(walk, launchDesk, async ({ name }, look, { page }) => {
      const picture = await photograph(page);
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path.join(FOLDER, `${name}-${look}.png`), smallPng(picture));
    });
  });
}

/** Straight from the page: Playwright's own screenshot cuts a zoomed window down to the part that was there before. */
async function photograph(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  return Buffer.from(data, 'base64');
}
