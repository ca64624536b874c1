/** Slips in a real Electron: many in one job, and sealed into a PDF; nothing of either on the disk. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { SlipLayout } from '../../main/ports/delivery';
import { filesIn, contentOf } from '../support/find-on-disk';
import type { Launched } from '../support/launch';
import { openPdf } from '../support/open-pdf';
import { searchFor } from '../support/secret-search';
import { launchSlipDesk, manySlips, passcodeOf } from '../support/slip-desk';
import type { SlipDesk } from '../support/slip-desk-main';

let desk: Launched;
test.beforeAll(async () => void (desk = await launchSlipDesk()));
test.afterAll(() => desk.close());
test.afterEach(() => expect(desk.problems).toEqual([]));

type Sealed = { readonly pdf: string; readonly key: string; readonly seconds: number; readonly peakMiB: number };

/** @returns the PDF in base64, and what it took: the working sets of all processes at their largest, taken together. */
const seal = (count: number, layout: SlipLayout): Promise<Sealed> =>
  desk.app.evaluate(
    async ({ app }, { slips, layout: wanted }) => {
      const { pdf } = (globalThis as unknown as { readonly slipDesk: SlipDesk }).slipDesk;
      const key = pdf.newKey();
      let peakKiB = 0;
      const watch = setInterval(() => (peakKiB = Math.max(peakKiB, app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0))), 20);
      const start = performance.now();
      const made = await pdf.make(slips, wanted, key);
      const seconds = (performance.now() - start) / 1000;
      clearInterval(watch);
      if (!made.ok) throw new Error(made.error.reason);
      return { pdf: Buffer.from(made.value).toString('base64'), key, seconds, peakMiB: peakKiB / 1024 };
    },
    { slips: manySlips(count), layout },
  );

/** Looks for the passcodes of that many slips. */
const searchOf = (count: number) => searchFor(Array.from({ length: count }, (_, index) => ({ name: passcodeOf(index), value: passcodeOf(index) })));

/** @returns the files that hold one, of everything that the app may have written, the file it was told to write among it. */
function secretsOnDisk(count: number): readonly string[] {
  const search = searchOf(count);
  return filesIn(desk.folder).filter((file) => search(contentOf(file)).length > 0);
}

test('three slips are three pages of a sealed PDF, each in its own script, and a hostile name is a name', async () => {
  const { pdf, key, seconds } = await seal(3, 'page-per-person');
  const opened = await openPdf(Buffer.from(pdf, 'base64'), key);
  const texts = opened?.pages.map((page) => page.replaceAll(' ', '')) ?? [];
  const needed = manySlips(3).map(({ displayName, userPrincipalName, passcode }) => [displayName, userPrincipalName, passcode].map((text) => text.replaceAll(' ', '')));
  expect([texts.length, needed.filter((each, page) => each.some((text) => !texts[page]?.includes(text)))]).toEqual([3, []]);
  expect(Object.keys(opened?.info ?? {}).filter((name) => /title|producer|creator|date/i.test(name))).toEqual([]);
  expect(await openPdf(Buffer.from(pdf, 'base64'), undefined)).toBeNull();
  test.info().annotations.push({ type: 'measured', description: `3 pages: ${seconds.toFixed(1)} s` });
});

test('two hundred slips are two hundred pages, none cut, none empty, and the file that is saved shows nothing', async () => {
  const { pdf, key, seconds, peakMiB } = await seal(200, 'page-per-person');
  const measured = `200 pages sealed in ${seconds.toFixed(1)} s, ${Math.round(peakMiB)} MiB in all processes`;
  console.log(measured);
  const opened = await openPdf(Buffer.from(pdf, 'base64'), key);
  const ofPages = opened?.pages.map((page) => [...page.replaceAll(' ', '').matchAll(/K\d{4}x#Q|Destroythisslip/g)].map(String));
  expect(ofPages).toEqual(Array.from({ length: 200 }, (_, index) => [passcodeOf(index), 'Destroythisslip']));

  const file = path.join(desk.folder, 'slips.pdf');
  const saved = await desk.app.evaluate((_, wanted) => (globalThis as unknown as { readonly slipDesk: SlipDesk }).slipDesk.pdf.save(wanted.file, Buffer.from(wanted.pdf, 'base64')), { file, pdf });
  expect([saved, contentOf(file).toString('base64') === pdf, secretsOnDisk(200)]).toEqual([{ ok: true, value: null }, true, []]);
});

test('sheets begin on a page of their own, name their manager on each, and tear nobody apart', async () => {
  const { pdf, key } = await seal(40, 'sheet-per-manager');
  const pages = (await openPdf(Buffer.from(pdf, 'base64'), key))?.pages.map((page) => page.replaceAll(' ', '')) ?? [];
  const ofSheets = pages.filter((page) => page.startsWith('TemporaryAccessPassesForRurikStorm:'));
  const alone = pages.filter((page) => /^TemporaryAccessPass(?!es)/.test(page));
  const countsOn = (page: string) => [/K\d{4}x#Q/g, /Username:/g, /Destroythisslip/g].map((mark) => page.match(mark)?.length ?? 0);
  expect([ofSheets.length + alone.length, alone.length]).toEqual([pages.length, 5]);
  // A whole person has all three, so on each page there are as many of each.
  expect(pages.map(countsOn).filter(([passcodes, ...others]) => passcodes === 0 || others.some((other) => other !== passcodes))).toEqual([]);
  const sheetOf = (page: string) => new Set([...page.matchAll(/K(\d{4})x#Q/g)].map(([, index]) => Math.floor(Number(index) / 20)));
  expect(ofSheets.filter((page) => sheetOf(page).size !== 1)).toEqual([]);
});

test('many slips are one print job, drawn whole; the window is gone afterwards and nothing lies on the disk', async () => {
  const printed = await desk.app.evaluate(async ({ app, BrowserWindow }, slips) => {
    const jobs: string[] = [];
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => void contents.printToPDF({}).then((pdf) => (jobs.push(pdf.toString('base64')), done?.(true, '')));
    });
    const { printer } = (globalThis as unknown as { readonly slipDesk: SlipDesk }).slipDesk;
    const result = await printer.print(slips, 'page-per-person');
    const none = await printer.print([], 'page-per-person');
    return { jobs, result, none, windows: BrowserWindow.getAllWindows().length };
  }, manySlips(30));
  const done = { ok: true, value: null };
  expect([printed.jobs.length, printed.result, printed.none, printed.windows]).toEqual([1, done, done, 1]);
  const pages = (await openPdf(Buffer.from(printed.jobs[0] ?? '', 'base64'), undefined))?.pages ?? [];
  expect(pages.map((page) => /K\d{4}x#Q/.exec(page.replaceAll(' ', ''))?.[0])).toEqual(Array.from({ length: 30 }, (_, index) => passcodeOf(index)));
  // What is looked for would be found: in the job there are all of them.
  const inJob = new Set(searchOf(30)(Buffer.from(printed.jobs[0] ?? '', 'base64')).map(({ secret }) => secret));
  expect([inJob.size, secretsOnDisk(30)]).toEqual([30, []]);
});

test('what cannot be sealed is said, without its text: no slips, a key that somebody chose, a page that ends', async () => {
  const failed = { ok: false, error: { kind: 'print-failed', reason: 'other' } };
  const answers = await desk.app.evaluate(async ({ app }, slips) => {
    const { pdf } = (globalThis as unknown as { readonly slipDesk: SlipDesk }).slipDesk;
    const chosen = [await pdf.make([], 'page-per-person', pdf.newKey()), await pdf.make(slips, 'page-per-person', 'Winter2026!')];
    app.once('web-contents-created', (_event, contents) => {
      contents.printToPDF = () => (contents.forcefullyCrashRenderer(), new Promise(() => undefined));
    });
    return [...chosen, await pdf.make(slips, 'page-per-person', pdf.newKey())];
  }, manySlips(2));
  expect(answers).toEqual([failed, failed, failed]);
});
