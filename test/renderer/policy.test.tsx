// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { PassPolicy } from '../../shared/domain/pass';
import type { PolicyReport } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { refused } from '../fakes/bridge';
import { renderApp } from './render-app';

const onPolicy = { settings: { ...DEFAULT_SETTINGS, lastView: 'policy' as const } };
const FILE = '/etc/tapdesk/desk.json';
const tenant: PassPolicy = {
  state: 'enabled',
  defaultLifetimeInMinutes: 60,
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 240,
  isUsableOnce: false,
  defaultLength: 12,
  includeTargets: [{ id: 'all_users', targetType: 'group' }],
  excludeTargets: [{ id: '1c000000-0000-4000-8000-00000000000c', targetType: 'group' }],
};
const report: PolicyReport = {
  desk: { state: 'in-force', file: FILE, isDefault: false, rules: DEFAULT_RULES },
  tenant: { known: true, value: tenant },
  operatorGroup: { known: true, value: null },
  backstops: [
    { id: 'one-time', state: 'missing', needs: null, count: null, names: [] },
    { id: 'longest-lifetime', state: 'in-place', needs: null, count: 240, names: [] },
    { id: 'standing-issuers', state: 'missing', needs: null, count: 2, names: ['Eva', 'Ola'] },
    { id: 'conditional-access', state: 'not-checked', needs: null, count: null, names: [] },
  ],
};
const shown = (changes: Partial<PolicyReport> = {}) => renderApp({ 'policy.read': async () => ok({ ...report, ...changes }) }, onPolicy);
const region = async (name: string) => within(await screen.findByRole('region', { name }));
const line = async (name: string) => {
  const header = await (await region('Limits in force, may scroll sideways')).findByRole('rowheader', { name });
  return within(header.closest('tr')!)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
};

describe('the policy', () => {
  it('shows the tightest lifetime by tier and who enforces it', async () => {
    shown();
    expect({ shortest: await line('Shortest lifetime'), longest: await line('Longest lifetime'), once: await line('Usable once only'), issue: await line('A pass may be issued') }).toEqual({
      shortest: ['1 hour', '1 hour', '1 hour', '1 hour', 'Entra'],
      longest: ['4 hours', '4 hours', '4 hours', '2 hours', 'Entra: standard, contractor, external guest; This tool: privileged'],
      once: ['no', 'no', 'no', 'yes', 'This tool: privileged'],
      issue: ['yes', 'yes', 'no: they sign in with another organisation', 'yes', 'Entra: external guest'],
    });
  });

  it('lays the limits of the operator’s group over the others', async () => {
    const group = { groupId: '1c000000-0000-4000-8000-00000000000a', name: 'Night desk', limits: { everyone: { passesPerOperatorHour: 3 } } };
    shown({ operatorGroup: { known: true, value: 'Night desk' }, desk: { state: 'in-force', file: FILE, isDefault: false, rules: { ...DEFAULT_RULES, operatorGroups: [group] } } });
    expect((await line('Passes for each operator'))[0]).toBe('3 an hour, 60 a day');
    expect(screen.getByText('Yours are those of the operator group Night desk.')).toBeTruthy();
  });

  it('says what Entra allows in plain words', async () => {
    shown();
    const facts = await region('The tenant’s policy in Entra');
    expect(facts.getAllByRole('definition').map((fact) => fact.textContent)).toEqual([
      'switched on',
      '1 hour to 4 hours, usually 1 hour',
      'passes for many uses are allowed',
      '12 characters',
      'all users',
      'group 1c000000-0000-4000-8000-00000000000c',
    ]);
  });

  it('says which role could read the tenant’s policy, and that built-in defaults hold', async () => {
    shown({ tenant: { known: false, because: 'not-permitted', needs: 'policy' }, desk: { state: 'in-force', file: FILE, isDefault: true, rules: DEFAULT_RULES } });
    expect(await screen.findByText(/The tenant’s policy was not read: needs Global Reader or Authentication Policy Administrator/)).toBeTruthy();
    expect(screen.getByText(/No desk policy is in place, so the built-in defaults hold/)).toBeTruthy();
  });

  it('names the backstops that are missing, who has standing rights, and what to do', async () => {
    shown();
    const list = await region('Backstops in Entra');
    expect(list.getAllByRole('heading', { level: 3 }).map((heading) => heading.parentElement?.textContent)).toEqual([
      'MissingEntra makes every pass one-time',
      'In placeEntra keeps passes short',
      'MissingNobody may issue passes for ever',
      'Not checkedConditional Access guards those who issue passes',
    ]);
    expect(list.getByText('2 hold such a role without an end: Eva, Ola.')).toBeTruthy();
    expect(list.getByText('Tapdesk does not read Conditional Access, so look by hand.')).toBeTruthy();
    expect(list.getByText(/^2 are missing\./)).toBeTruthy();
  });

  it('says in which line the desk policy is broken, and that nothing can be issued', async () => {
    const error = { kind: 'desk-policy-broken', file: FILE, line: 7, column: 3, rule: 'limits.standard', problem: 'unknown key' } as const;
    shown({ desk: { state: 'broken', file: FILE, error } });
    expect(await screen.findByText(/so nothing can be issued/)).toBeTruthy();
    expect(screen.getByText('line 7, column 3')).toBeTruthy();
    expect(screen.getByText('switched on')).toBeTruthy();
  });

  it('keeps what was read when a later read fails', async () => {
    const { desk, user } = shown();
    await screen.findByText('switched on');
    desk.answer('policy.read', () => refused({ kind: 'offline' }));
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByRole('group', { name: 'No connection' })).toBeTruthy();
    expect(screen.getByText('switched on')).toBeTruthy();
  });
});
