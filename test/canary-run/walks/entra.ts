/** A desk of a tenant that can be looked into and be made to fail: mail, split delivery, faults, leaving early. */
import path from 'node:path';
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import type { ExtraPerson, Fault } from '../../../main/demo-tenant';
import { startEntra } from '../../support/entra';
import { canaryPolicy } from '../canary-policy';
import type { Path, Stage, Walk } from '../course';
import { clipboardOf, dialogOf, done, issue, press, read, sendIssue, show } from '../hand-over';

const CREATE = { method: 'POST', path: /temporaryAccessPassMethods$/ } as const;

export const tenantOf = ({ tenant }: Stage) => {
  if (!tenant) throw new Error('This walk needs a tenant outside the app');
  return tenant;
};
const letters = (stage: Stage) => tenantOf(stage).state.mails.map(({ subject, content }) => ({ subject, content }));
const letterWith = (stage: Stage, passcode: string) => letters(stage).find(({ content }) => content.includes(passcode));
const hasPass = (stage: Stage, personId: string) => tenantOf(stage).state.passOf(personId) !== undefined;

const mailed: Path = {
  name: 'mail to the manager: the letter holds it, the one to the person does not',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.member.displayName);
    await press(stage, 'Mail to manager');
    await expect(dialogOf(stage)).toContainText('Mailed to');
    expect(letterWith(stage, passcode) !== undefined, 'the letter to the manager holds the passcode').toBe(true);
    stage.course.canaries.add(passcode, 'the manager’s letter');
    await expect.poll(() => letters(stage).filter(({ subject }) => subject.includes('made for your account')).length).toBe(1);
    expect(letters(stage).filter(({ content }) => content.includes(passcode)).length, 'letters that hold the passcode').toBe(1);
    await done(stage);
  },
};

const split: Path = {
  name: 'split: the first half shown, the second half mailed',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.contractor.displayName);
    await press(stage, 'Split: second half to manager');
    await expect(dialogOf(stage)).toContainText('The second half was mailed');
    await press(stage, 'Show passcode');
    const first = await read(stage);
    const second = passcode.slice(first.length);
    expect([passcode.startsWith(first), second !== '', letterWith(stage, second) !== undefined, letterWith(stage, passcode) === undefined], 'halves').toEqual([true, true, true, true]);
    stage.course.canaries.add(first + second, 'the window and the manager’s letter');
    await done(stage);
  },
};

const unseen: Path = {
  name: 'closed before anybody saw it: revoked',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.joiner.displayName);
    await press(stage, 'Done');
    await press(stage, 'Revoke the pass and close');
    await expect(dialogOf(stage)).toBeHidden();
    expect(hasPass(stage, DEMO_PEOPLE.joiner.id), 'the person has a pass').toBe(false);
    await stage.course.expectCleanPage(stage.desk.page);
  },
};

const refused: Path = {
  name: 'refused by Graph: nothing made',
  walk: async (stage) => {
    const form = await sendIssue(stage, DEMO_PEOPLE.outOfScope.displayName);
    const request = () => tenantOf(stage).log.find(({ method, path: asked }) => method === 'POST' && asked.includes(DEMO_PEOPLE.outOfScope.id) && asked.endsWith('temporaryAccessPassMethods'));
    await expect.poll(() => request()?.status).toBe(400);
    await form.getByRole('button', { name: 'Cancel' }).click();
    await expect(form).toBeHidden();
  },
};

/** The answer comes late or never; the operator gets a passcode all the same. */
const faulty = (name: string, personKey: 'namesakeOne' | 'phoneChanged' | 'harmlessRole' | 'methodChanged', fault: Fault): Path => ({
  name,
  walk: async (stage) => {
    const { faults, state } = tenantOf(stage);
    const before = faults.injected[fault.kind];
    faults.queue({ match: CREATE, fault });
    const passcode = await issue(stage, DEMO_PEOPLE[personKey].displayName);
    expect(faults.injected[fault.kind], 'faults that struck').toBe(before + 1);
    await show(stage);
    expect(state.opens(DEMO_PEOPLE[personKey].id, passcode), 'the passcode opens the account').toBe(true);
    await done(stage);
  },
});

const leavingEarly: Path = {
  name: 'copied and something else copied since; quit before another was seen: that one revoked',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.managerChanged.displayName);
    await press(stage, 'Copy');
    await expect(dialogOf(stage)).toContainText('Copied.');
    await done(stage);
    await stage.desk.app.evaluate(async ({ clipboard }) => clipboard.writeText('somebody else’s'));
    await issue(stage, DEMO_PEOPLE.eligible.displayName);
    expect(await clipboardOf(stage)).toBe('somebody else’s');
    await stage.desk.close();
    expect(stage.course.clipboardsAtQuit().at(-1), 'the clipboard as the app went').toBe('somebody else’s');
    expect(hasPass(stage, DEMO_PEOPLE.eligible.id), 'the person has a pass').toBe(false);
  },
};

/** Signs in at a tenant of its own, which is gone when the walk is. */
export const onEntra = (file: string, extraPeople: readonly ExtraPerson[] = []): Walk['on'] => async (course, walk) => {
  const entra = await startEntra({ extraPeople });
  const options = { args: [canaryPolicy(path.join(course.folder, file), entra.deskConfig), '--password-store=basic'], env: { ...entra.env, DBUS_SESSION_BUS_ADDRESS: undefined } };
  const stage: { -readonly [K in keyof Stage]: Stage[K] } = {
    desk: await course.open(options),
    course,
    tenant: entra.graph,
    openAgain: async () => {
      stage.desk = await course.open({ ...options, folder: stage.desk.folder });
      await stage.desk.signIn();
      await stage.desk.waitUntilSignedIn();
    },
  };
  try {
    await stage.desk.signIn();
    await stage.desk.waitUntilSignedIn();
    await walk(stage);
  } finally {
    await stage.desk.close();
    await entra.close();
  }
};

export const entraWalk: Walk = {
  name: 'tenant of its own',
  on: onEntra('entra.json'),
  paths: [
    mailed,
    split,
    unseen,
    refused,
    faulty('429, then made', 'namesakeOne', { kind: 'throttled', retryAfterSeconds: 1 }),
    faulty('answer lost after the act: deleted, made anew', 'phoneChanged', { kind: 'cut-after' }),
    faulty('answer cut in the middle: deleted, made anew', 'methodChanged', { kind: 'cut-mid-response' }),
    leavingEarly,
  ],
};
