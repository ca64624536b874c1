/** The tour before somebody is signed in, and with notices from an earlier run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { Bridge } from '../../shared/ipc/contract';
import { launchDesk } from './desk';
import { deskPolicy } from './tour-policy-file';
import type { Walk } from './tour';

/** What was cut off is settled, and read back with pauses, before the desk opens, in ms. */
const SETTLED = { timeout: 20_000 };

const door: Walk = {
  name: 'before sign-in, nothing set up',
  prepare: () => ({ args: [deskPolicy()] }),
  stops: [
    { name: 'signed-out', inContrast: true, open: async ({ page }) => expect(page.getByRole('button', { name: 'Open the demo tenant' })).toBeVisible() },
    {
      name: 'setup-help',
      open: async ({ page }) => {
        await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
        await expect(page.getByRole('heading', { name: 'Sign-in has to be set up first' })).toBeVisible();
      },
    },
  ],
};

/** An identity provider that takes the call and never says anything, so that signing in stays as it is until it hangs up. */
function silentProvider() {
  const callers = new Set<Socket>();
  const server = createServer((caller) => void callers.add(caller.on('error', () => undefined)));
  return {
    start: () => new Promise<string>((resolve) => void server.listen(0, '127.0.0.1', () => resolve(`https://127.0.0.1:${(server.address() as AddressInfo).port}`))),
    hangUp: () => {
      server.close();
      for (const caller of callers) caller.destroy();
    },
  };
}
const provider = silentProvider();

const signingIn: Walk = {
  name: 'signing in',
  prepare: async () => {
    const host = await provider.start();
    const tenantId = '7a9d0de0-5f0e-4c1a-9b3d-0f10c0ffee01';
    return { args: [deskPolicy(JSON.stringify({ version: 1, tenantId, clientId: '5b1d3c52-7f0e-4c7e-9d0c-2f6f3a7d9a10', cloud: { authority: `${host}/${tenantId}`, graph: host } }))] };
  },
  stops: [
    {
      name: 'signing-in',
      open: async ({ page }) => {
        await page.getByRole('button', { name: 'Sign in with Microsoft' }).click();
        await expect(page.getByRole('heading', { name: 'Signing in' })).toBeVisible();
      },
    },
    {
      name: 'sign-in-failed',
      open: async ({ page }) => {
        provider.hangUp();
        await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible({ timeout: 30_000 });
        await expect(page.getByRole('group')).toBeVisible();
      },
    },
  ],
};

const notices: Walk = {
  name: 'notices of an earlier run',
  prepare: async () => {
    const desk = await launchDesk({ args: ['--demo'] });
    await desk.waitUntilSignedIn();
    await desk.page.evaluate(async (personId) => {
      const { desk: bridge } = window as unknown as { readonly desk: Bridge };
      const verified = await bridge.call('verification.record', { personId, kind: 'photo-id', against: 'Passport, on video', againstId: '' });
      if (!verified.ok) throw new Error(verified.error.kind);
      const reply = await bridge.call('passes.issue', {
        personId, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: 'Lost phone', ticket: 'INC-2041', replacesPassId: null,
        acknowledged: ['eligible-roles', 'tenant-policy', 'recent-changes'], verificationId: verified.value.id, scenario: 'lost-phone', taskId: null,
      });
      if (!reply.ok) throw new Error(reply.error.kind);
    }, DEMO_PEOPLE.member.id);
    // Killed before anybody has seen the passcode, and the settings spoilt as a crash could.
    desk.app.process().kill('SIGKILL');
    await desk.close();
    mkdirSync(desk.userDataDir, { recursive: true });
    writeFileSync(path.join(desk.userDataDir, 'settings.json'), '{ "theme": "li');
    return { args: ['--demo'], folder: desk.folder };
  },
  stops: [{ name: 'notices', inContrast: true, open: async ({ page }) => expect(page.getByRole('region', { name: 'Notices' }).getByRole('listitem')).toHaveCount(2, SETTLED) }],
};

export const DOOR_WALKS: readonly Walk[] = [door, signingIn, notices];
