/** The app left and killed in the middle of a run, and with the key of its encrypted PDF on the screen. */
import { expect } from '@playwright/test';
import type { Path, Stage, Walk } from '../course';
import { allHeld, beginRun, closeRun, deliver, everybody, expectRows, type Hire, HIRES, idOf, meet, passcodesOf, run, runDialog, withPass } from '../runs';
import { openSealed, seal, showKey } from '../sealed';
import { killApp } from './crashes';
import { onEntra, tenantOf } from './entra';

const AGAIN_WITHIN_MS = 60_000;
const LAST = HIRES[4];
const BUT_LAST = everybody.slice(0, -1);

/** Creates for this person alone. */
const createFor = (stage: Stage, who: Hire) => ({ method: 'POST', path: new RegExp(`${idOf(stage, who)}.*temporaryAccessPassMethods$`, 'i') });

/** Started again, the run is offered and settled; nobody has a pass whose passcode is gone. */
async function openStopped(stage: Stage): Promise<void> {
  await stage.openAgain();
  const notices = stage.desk.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('was stopped before its end', { timeout: AGAIN_WITHIN_MS });
  await notices.getByRole('button', { name: 'Show run' }).click();
  await expect(runDialog(stage)).toContainText('Tapdesk was stopped in this run', { timeout: AGAIN_WITHIN_MS });
  await expect.poll(() => withPass(stage), { timeout: AGAIN_WITHIN_MS }).toEqual([]);
  await stage.course.expectCleanPage(stage.desk.page);
}

/** Gone on with, everybody has a pass, and the slips hold the passcodes that open it. */
async function resumeAndPrint(stage: Stage): Promise<void> {
  await runDialog(stage).getByRole('button', { name: 'Resume' }).click();
  await allHeld(stage);
  expect(withPass(stage)).toEqual(everybody);
  await deliver(stage, 'Print slips…', /^Print 5 slips$/);
  await expectRows(stage, HIRES, 'Printed');
  expect([...stage.course.namesIn(stage.course.printed().at(-1) ?? Buffer.alloc(0))].sort(), 'passcodes found in the job').toEqual(passcodesOf(stage));
  meet(stage, HIRES, 'slips of a run');
  await closeRun(stage);
}

const leftInTheMiddle: Path = {
  name: 'quit in the middle, while Entra asks to wait: what nobody received is revoked; started again, resumed, printed',
  walk: async (stage) => {
    const { faults } = tenantOf(stage);
    faults.queue({ match: createFor(stage, LAST), times: 1_000, fault: { kind: 'throttled', retryAfterSeconds: 60 } });
    await beginRun(stage);
    await expect(runDialog(stage)).toContainText('4 passcodes nobody has yet', { timeout: AGAIN_WITHIN_MS });
    expect(withPass(stage)).toEqual(BUT_LAST);
    await stage.desk.close();
    expect(withPass(stage), 'who has a pass after quitting').toEqual([]);
    faults.clear();
    await openStopped(stage);
    await resumeAndPrint(stage);
  },
};

const killedInTheMiddle: Path = {
  name: 'SIGKILL in the middle, with a create in the air; started again, settled, resumed, printed',
  walk: async (stage) => {
    const { faults } = tenantOf(stage);
    const inTheAir = new Promise<void>((resolve) => faults.queue({ match: createFor(stage, LAST), fault: { kind: 'hold', when: 'after', onHeld: resolve } }));
    await beginRun(stage);
    await inTheAir;
    await expect(runDialog(stage)).toContainText('4 passcodes nobody has yet', { timeout: AGAIN_WITHIN_MS });
    expect(withPass(stage)).toEqual(everybody);
    await killApp(stage);
    await openStopped(stage);
    await resumeAndPrint(stage);
  },
};

const killedWithKey: Path = {
  name: 'SIGKILL while the key of an encrypted PDF is shown, before Done; started again: its passes are gone',
  walk: async (stage) => {
    await run(stage);
    const inFile = passcodesOf(stage);
    const file = await seal(stage, 'killed.pdf');
    const key = await showKey(stage);
    await stage.desk.page.waitForTimeout(500);
    await killApp(stage);
    expect(withPass(stage)).toEqual(everybody);
    await stage.openAgain();
    await expect.poll(() => withPass(stage), { timeout: AGAIN_WITHIN_MS }).toEqual([]);
    expect((await openSealed(stage, file, key)).flat().sort(), 'passcodes in the file, which open nothing any more').toEqual(inFile);
    await stage.course.expectCleanPage(stage.desk.page);
  },
};

export const runCrashWalk: Walk = { name: 'crashes of runs', on: onEntra('run-crashes.json', HIRES), paths: [leftInTheMiddle, killedInTheMiddle, killedWithKey] };
