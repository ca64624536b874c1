/** Ways other than the telephone, under a desk policy that allows them all: copy, slip, mail, split. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { DemoMail } from '../../main/demo-tenant';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { type Desk, expect, test } from '../support/desk';
import { deskConfig, EVERY_WAY } from '../support/desk-config';
import { handOverDialog } from '../support/desk-hand-over';
import { startEntra } from '../support/entra';

const { member: ada, chief: rurik, internalGuest: greta, joiner: edda, namesakeOne: petra, contractor: farid } = DEMO_PEOPLE;
/** The clipboard is emptied after 30 seconds, in ms; a little more, for a busy machine. */
const EMPTIED = { timeout: 35_000 };

const clipboardOf = ({ app }: Desk) => app.evaluate(({ clipboard }) => clipboard.readText());

test('a passcode is copied for 30 seconds, printed on a slip, mailed to the manager, or split between the two', async ({ launchDesk }) => {
  test.skip(process.platform !== 'linux', 'the browser of this test is that of Linux');
  const entra = await startEntra();
  const policy = JSON.parse(readFileSync(entra.deskConfig, 'utf8')) as object;
  writeFileSync(entra.deskConfig, JSON.stringify({ ...policy, limits: { everyone: EVERY_WAY } }));
  const desk = await launchDesk({ args: [`--desk-config=${entra.deskConfig}`, '--password-store=basic'], env: { ...entra.env, DBUS_SESSION_BUS_ADDRESS: undefined } });
  const { graph: { state } } = entra;
  const mailsTo = (userPrincipalName: string) => state.mails.filter(({ to }) => to.includes(state.person(userPrincipalName)?.mail ?? ''));
  await desk.signIn();
  await desk.waitUntilSignedIn();

  await test.step('the clipboard holds the passcode, and goes on holding it when the hand-over is done', async () => {
    await desk.issuePass({ to: ada.displayName });
    await desk.copyPasscode();
    const copied = await clipboardOf(desk);
    expect(copied).toBe(await desk.readPasscode());
    await desk.finishHandOver();
    expect(await clipboardOf(desk)).toBe(copied);
  });

  await test.step('a desk without a printer says so and loses nothing', async () => {
    const dialog = await desk.issuePass({ to: greta.displayName });
    await withoutPrinter(desk);
    await dialog.getByRole('button', { name: 'Print slip' }).click();
    await expect(dialog).toContainText('This computer has no printer set up.');
  });

  await test.step('a slip has everything the person needs', async () => {
    await printToMemory(desk);
    await desk.printSlip();
    const passcode = await desk.readPasscode();
    const { text, pdf } = await printed(desk);
    const needed = [greta.displayName, `User name: ${greta.userPrincipalName}`, passcode];
    expect([needed.filter((line) => !text.split('\n').includes(line)), pdf, desk.app.windows().length]).toEqual([[], '%PDF-', 1]);
    await desk.finishHandOver();
    expect(state.opens(greta.id, passcode)).toBe(true);
  });

  await test.step('of a split the manager gets the second half, and only the first is left to be read', async () => {
    await desk.issuePass({ to: petra.displayName });
    await desk.splitWithManager();
    const half = await desk.readPasscode();
    await expect(handOverDialog(desk.page)).toContainText('This is the first half only.');
    const [letter] = mailsTo(rurik.userPrincipalName);
    expect([half.length, state.opens(petra.id, half + passcodeIn(letter)), letter?.savedToSentItems]).toEqual([4, true, false]);
    await desk.finishHandOver();
  });

  await test.step('or the manager gets it whole, and the person is told without it', async () => {
    await desk.issuePass({ to: edda.displayName });
    await desk.mailToManager();
    await desk.finishHandOver();
    const passcode = passcodeIn(mailsTo(ada.userPrincipalName).find(({ subject }) => subject.includes(edda.displayName)));
    expect(state.opens(edda.id, passcode)).toBe(true);
    const [told] = mailsTo(edda.userPrincipalName);
    expect([told?.subject, told?.content.includes('This mail does not contain it.'), told?.content.includes(passcode)]).toEqual(['A Temporary Access Pass was made for your account', true, false]);
  });

  await test.step('after 30 seconds the clipboard is empty', () => expect.poll(() => clipboardOf(desk), EMPTIED).toBe(''));

  await test.step('on quitting it is emptied at once', async () => {
    await desk.issuePass({ to: farid.displayName });
    await desk.copyPasscode();
    expect(await clipboardOf(desk)).toMatch(/^\S{8}$/);
    expect(await leftBehindBy(desk)).toBe('');
  });
  await entra.close();
});

/** In a letter the passcode, or its half, stands on a line of its own. */
const passcodeIn = (letter: DemoMail | undefined): string => /^ {4}(\S+)$/m.exec(letter?.content ?? '')?.[1] ?? '';

test('what somebody else has copied since stays on the clipboard', async ({ launchDesk }, info) => {
  const desk = await launchDesk({ args: ['--demo', deskConfig(info, { limits: { everyone: EVERY_WAY } })] });
  await desk.issuePass({ to: ada.displayName });
  await desk.copyPasscode();
  await desk.app.evaluate(({ clipboard }) => clipboard.writeText('a telephone number'));
  expect(await leftBehindBy(desk)).toBe('a telephone number');
});

/** What the clipboard held when the app had quit. It says so itself: here, what an app had on the clipboard goes with it. */
async function leftBehindBy(desk: Desk): Promise<string | undefined> {
  await desk.app.evaluate(({ app, clipboard }) => {
    app.once('will-quit', (event) => {
      event.preventDefault();
      void Promise.resolve(clipboard.readText()).then((text) => {
        console.log(`left behind: "${text}"`);
        app.exit();
      });
    });
  });
  await desk.close();
  return /left behind: "([^"]*)"/.exec(desk.output())?.[1];
}

/** Where there is a printer after all, the next slip meets the words the system has for none. */
async function withoutPrinter({ app }: Desk): Promise<void> {
  await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const printers = (await BrowserWindow.getAllWindows()[0]?.webContents.getPrintersAsync()) ?? [];
    if (printers.length === 0) return;
    electron.once('web-contents-created', (_, contents) => {
      contents.print = (_options, done) => done?.(false, 'No printers available on the network');
    });
  });
}

type Printed = { readonly text: string; readonly pdf: string };

/** The next slip is printed into a PDF in the app's memory; {@link printed} then tells of it. */
async function printToMemory({ app }: Desk): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.once('web-contents-created', (_, contents) => {
      contents.print = (_options, done) => {
        const read = contents.executeJavaScript('document.body.innerText') as Promise<string>;
        void Promise.all([contents.printToPDF({}), read]).then(([pdf, text]) => {
          Object.assign(globalThis, { printed: { text, pdf: pdf.subarray(0, 5).toString('latin1') } });
          done?.(true, '');
        });
      };
    });
  });
}

/** What stood on the slip, and how its PDF begins. */
const printed = ({ app }: Desk) => app.evaluate(() => (globalThis as unknown as { readonly printed: Printed }).printed);
