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

/** What holds and who enforces it, in one line of one table. */
const rule = async (table: string, name: string) => {
  const header = await within(await screen.findByRole('table', { name: table })).findByRole('rowheader', { name });
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

  it('says what may be granted, for how long, what never, and who enforces each', async () => {
    const group = { group: '1c000000-0000-4000-8000-0000000000aa', name: 'Build\u202e crew', access: 'member' as const, longestMinutes: 480, as: 'eligible' as const };
    const grants = { ...DEFAULT_RULES.grants, groups: [group], ownedGroups: { allowed: false, longestMinutes: 60 }, never: [...DEFAULT_RULES.grants.never, '1c000000-0000-4000-8000-0000000000bb'], remindMinutes: 0 };
    shown({ desk: { state: 'in-force', file: FILE, isDefault: false, rules: { ...DEFAULT_RULES, grants } } });
    expect({ exchange: await rule('What may be granted', 'Exchange Administrator'), crew: await rule('What may be granted', 'Build crew'), owned: await rule('What may be granted', 'Other groups that you own') }).toEqual({
      exchange: ['up to 8 hours; active or eligible; whole tenant or an administrative unit', 'This tool'],
      crew: ['group; up to 8 hours; eligible only; as member', 'This tool'],
      owned: ['not allowed', 'This tool'],
    });
    expect({ floor: await rule('Rules for grants', 'Shortest grant'), pim: (await rule('Rules for grants', 'Longest time, ticket, reason and MFA by PIM'))[1], reminder: await rule('Rules for grants', 'Reminder before the end') }).toEqual({ floor: ['5 minutes', 'Entra'], pim: 'Entra', reminder: ['none', 'nothing to refuse'] });
    expect(await rule('Templates for grants', 'Deployment window')).toEqual(['usually 4 hours, up to 8 hours; a ticket is required; may start up to 30 days ahead', 'This tool']);
    const never = within(screen.getByRole('list', { name: 'Roles that are never granted' })).getAllByRole('listitem').map((item) => item.textContent);
    expect({ first: never[0], last: never.at(-1), count: never.length }).toEqual({ first: 'Global Administrator', last: '1c000000-0000-4000-8000-0000000000bb', count: grants.never.length });
  });

  it('says who counts as a contractor and where the contract end is read', async () => {
    const contractors = { ...DEFAULT_RULES.contractors, companies: ['Fabrikam'], end: { leaveDate: true, attribute: 'extensionAttribute4', groupPrefix: 'Contract until', people: { 'a@b.example': '2027-03-31' } } };
    shown({ desk: { state: 'in-force', file: FILE, isDefault: false, rules: { ...DEFAULT_RULES, contractors } } });
    expect({ types: await rule('Who counts as a contractor', 'Employee types'), companies: await rule('Who counts as a contractor', 'Companies'), end: await rule('Who counts as a contractor', 'Contract end') }).toEqual({
      types: ['Contractor, Consultant, External, Vendor', 'This tool'],
      companies: ['Fabrikam', 'This tool'],
      end: ['the earliest of: the leave date in Entra, the attribute extensionAttribute4, a group named “Contract until …” and a day, a list in the desk policy (1)', 'This tool'],
    });
  });

  it('says what holds in a run, and that this tool alone enforces it', async () => {
    const runs = {
      maximumPeople: 40, startTime: '09:30', timeZone: 'Europe/Berlin', handOverWithinMinutes: 90, sealedPdf: false,
      timeZones: [{ property: 'officeLocation', value: 'Pune\u202e 2', timeZone: 'Asia/Kolkata' }, { property: 'usageLocation', value: 'GB', timeZone: 'Europe/London' }],
    } as const;
    shown({ desk: { state: 'in-force', file: FILE, isDefault: false, rules: { ...DEFAULT_RULES, runs } } });
    const card = await region('Runs');
    expect(card.getByText(/enforced by this tool alone/)).toBeTruthy();
    const rows = within(card.getByRole('table', { name: 'Runs' })).getAllByRole('row').slice(1).map((row) => [...row.children].map(({ textContent }) => textContent));
    expect(rows).toEqual([
      ['People in one run', 'up to 40; more need a second person, and are refused until there are approvals', 'This tool'],
      ['Limits and quotas on passes', 'hold in a run as they do one by one', 'This tool'],
      ['Passcodes that nobody received', 'given up after 1 hour 30 minutes, and their passes revoked', 'This tool'],
      ['Slips as an encrypted PDF', 'not allowed', 'This tool'],
      ['Start on the first day', '09:30 where the person works', 'nothing to refuse'],
      ['Where nothing names a time zone', 'Europe/Berlin', 'nothing to refuse'],
      ['Office “Pune 2”', 'Asia/Kolkata', 'nothing to refuse'],
      ['Usage location “GB”', 'Europe/London', 'nothing to refuse'],
    ]);
  });

  it('says what the built-in defaults let a run do', async () => {
    shown();
    expect({ seal: await rule('Runs', 'Slips as an encrypted PDF'), zone: await rule('Runs', 'Where nothing names a time zone') }).toEqual({
      seal: ['allowed where slips are', 'nothing to refuse'],
      zone: ['that of this machine', 'nothing to refuse'],
    });
  });

  it('says what holds for journal, history, alerts and auditors, without an address or a secret', async () => {
    const rules = {
      ...DEFAULT_RULES,
      journal: {
        anchors: [{ kind: 'folder', path: '/mnt/secret-share' }, { kind: 'webhook', url: 'https://secret-heads.example/', secretFile: '/secret-file' }],
        anchorEveryMinutes: 5, whenBroken: 'refuse', acceptedBreaks: [{ journal: 'desk-7', firstBadSeq: 12, problem: 'cut', throughSeq: 11, digest: 'a'.repeat(64), openIntents: [], headsUntil: null }],
      },
      history: { ...DEFAULT_RULES.history, keepDays: 730, hasOtherDesks: true, workingHours: { timeZone: 'Europe/Rome', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '18:00' } },
      alerts: {
        desktop: ['chain-broken'],
        sinks: [
          { kind: 'webhook', name: 'Ops\u202e room', url: 'https://secret-hook.example/', secretFile: '/secret-file', alerts: ['refused', 'outside-tool'] },
          { kind: 'teams', name: 'Desk', urlFile: '/secret-url' },
          { kind: 'mail', name: 'Leads', to: ['secret-leads@contoso.example'] },
          { kind: 'syslog', name: 'SIEM', host: 'secret-siem.example', port: 6514 },
        ],
      },
      auditors: { groups: [{ groupId: '1c000000-0000-4000-8000-0000000000cc', name: 'Internal audit' }], trustedKeys: ['ab'.repeat(32)] },
    } as const;
    shown({ desk: { state: 'in-force', file: FILE, isDefault: false, rules } });
    const rows = async (table: string) => within(await screen.findByRole('table', { name: table })).getAllByRole('row').slice(1).map((row) => [...row.children].map(({ textContent }) => textContent));
    expect(await rows('Journal')).toEqual([
      ['When the journal does not hold together', 'nothing new is issued, granted or run; access can still be taken away', 'This tool'],
      ['Breaks an administrator has looked into', 'desk-7: entry 12, cut; as it stood up to entry 11', 'nothing to refuse'],
      ['Its head is noted', 'in a folder and a webhook, within 5 minutes of an entry', 'nothing to refuse'],
    ]);
    expect([await rule('History and findings', 'Copies of Entra’s logs'), (await rule('History and findings', 'Out of hours'))[0], (await rule('History and findings', 'Outside of Tapdesk'))[0]]).toEqual([
      ['kept for 730 days; the journal is kept for ever', 'This tool'],
      expect.stringMatching(/^outside of .*07:00.*18:00.*Europe\/Rome/),
      'what operators of this journal made without it; other desks issue too',
    ]);
    expect(await rows('Alerts')).toEqual([
      ['On this desktop', 'journal does not hold together', 'nothing to refuse'],
      ['Ops room', 'webhook; refusal, access given outside of Tapdesk', 'nothing to refuse'],
      ['Desk', 'Teams; all alerts', 'nothing to refuse'],
      ['Leads', 'mail; all alerts', 'nothing to refuse'],
      ['SIEM', 'syslog over TLS; all alerts', 'nothing to refuse'],
    ]);
    expect(await rows('Auditors')).toEqual([
      ['Internal audit', 'members read and export, and issue nothing', 'This tool'],
      ['Evidence packs that explain findings', 'those signed with 1 listed key, or as expected by whoever opens them', 'This tool'],
    ]);
    expect(document.body.textContent).not.toMatch(/secret-/);
  });

  it('says what the built-in defaults mean for journal, history, alerts and auditors', async () => {
    shown();
    expect([(await rule('Journal', 'Its head is noted'))[0], (await rule('Alerts', 'Sent elsewhere'))[0], (await rule('Auditors', 'Auditors by group'))[0], (await rule('Auditors', 'Evidence packs that explain findings'))[0], (await rule('History and findings', 'Busy operator'))[0]]).toEqual([
      'nowhere off this machine: a cut end could not be seen',
      'no',
      'none; everybody may choose to read only when signing in',
      'those signed as expected by whoever opens them',
      'at least 40 passes in a week, and 4 times the median of the others',
    ]);
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
