/** The tour under a desk policy of the organisation's own: other limits, other ways to hand over, and one that is broken. */
import { expect } from '@playwright/test';
import type { DeskPolicy } from '../../shared/desk-policy';
import { EVERY_WAY } from './desk-config';
import { fullPolicy, leastPolicy } from './desk-policy';
import { formOpens, goTo, inTurn, issued, see, seePerson, shown } from './tour-steps';
import { deskPolicy } from './tour-policy-file';
import type { Stop, Walk } from './tour';

const EVERY_WAY_POLICY: DeskPolicy = {
  ...leastPolicy,
  limits: { everyone: { ...EVERY_WAY, passesPerOperatorHour: 1 } },
  operatorGroups: fullPolicy.operatorGroups,
  notChecked: { 'recent-changes': 'acknowledge', 'operator-group': 'acknowledge' },
};

const ways: readonly Stop[] = [
  { name: 'hand-over-ways', inContrast: true, open: inTurn((desk) => desk.waitUntilSignedIn(), seePerson('member'), issued) },
  { name: 'hand-over-split', inContrast: true, open: inTurn((desk) => desk.splitWithManager(), shown) },
  { name: 'issue-quota', inContrast: true, open: inTurn((desk) => desk.finishHandOver(), seePerson('joiner'), formOpens, see((page) => page.getByRole('note', { name: 'No pass can be issued now' }))) },
  {
    name: 'policy-file',
    open: inTurn(async ({ page }) => page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click(), goTo('Policy'), see((page) => page.getByRole('table', { name: 'Limits in force' }))),
  },
];

const broken: readonly Stop[] = [
  { name: 'broken-policy', open: async ({ page }) => expect(page.getByText('The desk policy file cannot be used')).toBeVisible() },
  {
    name: 'policy-broken',
    inContrast: true,
    open: inTurn((desk) => desk.openDemo(), goTo('Policy'), see((page) => page.getByText('An administrator corrects the file; then start Tapdesk again.'))),
  },
  {
    name: 'issue-broken-policy',
    open: async (desk) => {
      await desk.goTo('People');
      await seePerson('member')(desk);
      // By its key: a pointer would leave its tooltip in the picture.
      await desk.page.keyboard.press('i');
      await expect(desk.page.getByRole('dialog').getByRole('group', { name: 'The desk policy file cannot be used' })).toBeVisible();
    },
  },
];

export const LIMIT_WALKS: readonly Walk[] = [
  { name: 'under a desk policy', prepare: () => ({ args: [deskPolicy(JSON.stringify(EVERY_WAY_POLICY, null, 2)), '--demo'] }), stops: ways },
  {
    name: 'under a broken desk policy',
    prepare: () => ({ args: [deskPolicy('{\n  "version": 1,\n  "tenantId": "7a9d0de0-5f0e-4c1a-9b3d-0f10c0ffee01",\n  "clientID": "5b1d3c52-7f0e-4c7e-9d0c-2f6f3a7d9a10",\n  "cloud": "global"\n}\n')] }),
    stops: broken,
  },
];
