// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RunDialog } from '../../renderer/acts/run/run-dialog';
import type { RunMemberNamed } from '../../renderer/acts/run/types';
import { instantText } from '../../renderer/ui/time-text';
import { REASON_MAXIMUM } from '../../shared/domain/limits';
import type { PlanRow, RunKind, RunPlan } from '../../shared/domain/run';
import type { Handlers, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { later } from '../fakes/bridge';
import { row } from '../fakes/people';
import { PLAN, planRow, runReading, runRow } from '../fakes/runs';
import { renderPart } from './render-app';

const member = (number: number): RunMemberNamed => ({ personId: row(number).id, timeZone: null, startDate: null, line: null, displayName: row(number).displayName, userPrincipalName: row(number).userPrincipalName });
const members = (count: number) => Array.from({ length: count }, (_, at) => member(at + 1));
const dialog = () => screen.findByRole('dialog', { name: 'Run' });

async function compose(count: number, changes: Partial<Handlers> = {}, kind: RunKind = 'issue') {
  const closed: string[] = [];
  const app = renderPart(<RunDialog start={{ kind, people: members(count) }} onClose={() => closed.push('closed')} />, changes);
  const run = within(await dialog());
  await run.findByRole('textbox', { name: 'Reason' });
  return { ...app, run, closed };
}

async function type(app: Awaited<ReturnType<typeof compose>>, name: string, text: string) {
  await app.user.click(app.run.getByRole('textbox', { name }));
  await app.user.paste(text);
}

async function fill(app: Awaited<ReturnType<typeof compose>>) {
  await app.user.click(app.run.getByRole('radio', { name: 'Each person’s manager attested' }));
  await type(app, 'Ticket', 'HR-77');
  await type(app, 'Reason', 'January cohort');
}

const planned = (rows: readonly PlanRow[], questions: RunPlan['questions'] = [], validUntil = new Date(Date.now() + 600_000).toISOString()) => ok({ planId: PLAN, kind: 'issue' as const, rows, questions, validUntil });

async function dryRun(rows: readonly PlanRow[], questions: RunPlan['questions'] = [], changes: Partial<Handlers> = {}) {
  const app = await compose(rows.length, { 'runs.plan': async () => planned(rows, questions), ...changes });
  await fill(app);
  await app.user.click(app.run.getByRole('button', { name: 'Dry run' }));
  await app.run.findByRole('table', { name: 'Dry run' });
  return app;
}

describe('a run: what is to be done', () => {
  it('asks for everything the run needs, in turn, and sends nothing before', async () => {
    const app = await compose(2);
    const { user, run, desk } = app;
    const press = () => user.click(run.getByRole('button', { name: 'Dry run' }));
    await press();
    const verification = run.getByRole('group', { name: 'Verification' });
    expect(within(verification).getByText('Say how it was made sure who these people are.')).toBeTruthy();
    await user.click(run.getByRole('radio', { name: 'Seen with photo ID' }));
    await press();
    expect(document.activeElement).toBe(run.getByRole('textbox', { name: 'What you saw' }));
    await user.paste('passports, at the door');
    await press();
    expect(document.activeElement).toBe(run.getByRole('textbox', { name: 'Ticket' }));
    await user.paste('HR-77');
    await press();
    expect(document.activeElement).toBe(run.getByRole('textbox', { name: 'Reason' }));
    expect(run.getAllByText(`Say why in 5 to ${REASON_MAXIMUM} characters.`).length).toBeGreaterThan(0);
    await user.paste('January cohort');
    expect(desk.callsOf('runs.plan')).toEqual([]);
    await press();
    await run.findByRole('table', { name: 'Dry run' });
    expect(desk.callsOf('runs.plan')).toEqual([
      {
        kind: 'issue',
        people: [1, 2].map((number) => ({ personId: row(number).id, timeZone: null, startDate: null, line: null })),
        ticket: 'HR-77',
        reason: 'January cohort',
        scenario: 'first-day',
        start: 'hire-day',
        startTime: '08:00',
        verification: { kind: 'photo-id', against: 'passports, at the door' },
        disable: false,
      },
    ]);
  });

  it('says of the preset how long and how often, and starts now or at a time on the hire day', async () => {
    const app = await compose(1);
    const { user, run, desk } = app;
    expect(run.getByText('Each pass lives 8 hours and works once, where the limits for the person allow it.')).toBeTruthy();
    await user.selectOptions(run.getByRole('combobox', { name: 'Scenario' }), 'Windows Autopilot');
    expect(run.getByText(/^Each pass lives 4 hours and works many times until then/)).toBeTruthy();
    expect(run.getByRole('radio', { name: 'On the hire day at 08:00, in each person’s own time zone' })).toHaveProperty('checked', true);
    await user.click(run.getByRole('radio', { name: 'Now' }));
    await fill(app);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await run.findByRole('table', { name: 'Dry run' });
    expect(desk.callsOf('runs.plan').map(({ scenario, start }) => [scenario, start])).toEqual([['autopilot', 'now']]);
  });

  it('refuses more people than the policy allows before anything else, with the reason', async () => {
    const { user, run, desk } = await compose(251);
    const note = run.getByRole('note', { name: 'Too many people for one run' });
    expect(note.textContent).toContain('The desk policy wants a second person’s approval for more than 250 people at once, and Tapdesk has no approvals yet.');
    await user.click(run.getByRole('button', { name: 'Dry run' }));
    expect({ planned: desk.callsOf('runs.plan'), first: note.parentElement?.firstElementChild === note }).toEqual({ planned: [], first: true });
  });

  it('asks of ending access only why, and whether the accounts go as well', async () => {
    const app = await compose(2, {}, 'end-access');
    const { user, run, desk } = app;
    expect({ scenario: run.queryByRole('combobox'), verification: run.queryByRole('group', { name: 'Verification' }) }).toEqual({ scenario: null, verification: null });
    await user.click(run.getByRole('switch', { name: 'Also disable the accounts' }));
    await type(app, 'Reason', 'x');
    await user.click(run.getByRole('button', { name: 'Dry run' }));
    await run.findByRole('button', { name: 'End access of 2 people' });
    expect(desk.callsOf('runs.plan').map(({ kind, disable, verification, start }) => ({ kind, disable, verification, start }))).toEqual([{ kind: 'end-access', disable: true, verification: null, start: 'now' }]);
  });

  it('shows how far the dry run is, and drops it when it is stopped', async () => {
    const reply = later<Reply<'runs.plan'>>();
    const app = await compose(3, { 'runs.plan': () => reply.promise });
    const { user, run, desk } = app;
    await fill(app);
    await user.click(run.getByRole('button', { name: 'Dry run' }));
    act(() => desk.emit('run.planning', { done: 2, people: 3 }));
    expect(run.getByRole('progressbar', { name: 'Dry run' }).getAttribute('aria-valuenow')).toBe('2');
    await user.click(run.getByRole('button', { name: 'Stop the dry run' }));
    expect(desk.callsOf('runs.cancel-plan')).toEqual([{}]);
    await act(async () => reply.settle(planned([planRow(1)])));
    expect({ table: run.queryByRole('table'), reason: run.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value }).toEqual({ table: null, reason: 'January cohort' });
  });

  it('stops a dry run that nobody waits for any more', async () => {
    const app = await compose(1, { 'runs.plan': () => later<Reply<'runs.plan'>>().promise });
    await fill(app);
    await app.user.click(app.run.getByRole('button', { name: 'Dry run' }));
    app.view.unmount();
    expect(app.desk.callsOf('runs.cancel-plan')).toEqual([{}]);
  });
});

describe('a run: the dry run', () => {
  const rows = [planRow(1), planRow(2, { asks: ['recent-changes'] }), planRow(3, { asks: ['recent-changes', 'existing-pass'], passId: 'p3', passExpiresAt: '2026-01-04T10:00:00Z' }), planRow(4, { blocked: [{ rule: 'account-disabled' }] })];
  const questions: RunPlan['questions'] = [{ line: 'existing-pass', people: 1 }, { line: 'recent-changes', people: 2 }];

  it('counts who is taken again with each answer, and begins with exactly what was answered', async () => {
    const { user, run, desk } = await dryRun(rows, questions);
    expect(run.getByText('1 will get a pass, 3 will not.')).toBeTruthy();
    await user.click(run.getByRole('checkbox', { name: '“Recent changes of phone, manager and methods” could not be checked for 2 people. Go on without' }));
    expect(run.getByText('2 will get a pass, 2 will not.')).toBeTruthy();
    await user.click(run.getByRole('checkbox', { name: 'Replace the live pass of 1 person' }));
    desk.answer('runs.read', async () => ok({ run: runReading([runRow(1)]) }));
    await user.click(run.getByRole('button', { name: 'Issue 3 passes' }));
    expect(await screen.findByRole('progressbar', { name: 'Progress' })).toBeTruthy();
    expect(desk.callsOf('runs.start')).toEqual([{ planId: PLAN, acknowledged: ['recent-changes', 'existing-pass'] }]);
  });

  it('puts the focus on what harms nobody, and announces the counts', async () => {
    await dryRun(rows, questions);
    expect({ focus: document.activeElement?.textContent, said: screen.getAllByRole('status', { hidden: true })[0]?.textContent }).toEqual({ focus: 'Cancel', said: 'Dry run done. 1 will get a pass, 3 will not.' });
  });

  it('names on demand whom a reason is about', async () => {
    const { user, run } = await dryRun(rows, questions);
    const reasons = within(run.getByRole('region', { name: 'Why some are left out' }));
    expect(reasons.queryByText('Person 4')).toBeNull();
    const [disabled] = reasons.getAllByText(/The account is disabled/);
    await user.click(disabled!);
    expect(await reasons.findByText('Person 4')).toBeTruthy();
  });

  it('shows each start in the person’s zone and in the operator’s, and where the zone came from', async () => {
    const { run } = await dryRun([planRow(1, { timeZone: 'Asia/Tokyo', zoneFrom: 'list', startDateTime: '2026-01-04T23:00:00Z', line: 7 })]);
    const cells = within(run.getByRole('table', { name: 'Dry run' })).getByRole('row', { name: /Person 1/ });
    expect(cells.textContent).toContain('Line 7 of the list');
    expect(cells.textContent).toMatch(/08:00.*\(Asia\/Tokyo\)/);
    expect(cells.textContent).toContain(`For you ${instantText(new Date('2026-01-04T23:00:00Z'))}`);
    expect(cells.textContent).toContain('zone from the list');
  });

  it('offers a new dry run when the main process finds this one too old', async () => {
    const { user, run, desk } = await dryRun([planRow(1)], [], { 'runs.start': async () => err({ kind: 'run-refused', reason: 'plan-old' }) });
    await user.click(run.getByRole('button', { name: 'Issue 1 pass' }));
    expect(await run.findByRole('group', { name: 'The dry run is too old' })).toBeTruthy();
    await user.click(run.getByRole('button', { name: 'New dry run' }));
    await waitFor(() => expect(desk.callsOf('runs.plan')).toHaveLength(2));
    expect(await run.findByRole('button', { name: 'Issue 1 pass' })).toBeTruthy();
  });

  it('offers it as soon as its time is over', async () => {
    const { run } = await dryRun([planRow(1)], [], { 'runs.plan': async () => planned([planRow(1)], [], new Date(Date.now() - 1).toISOString()) });
    await run.findByRole('button', { name: 'New dry run' });
    expect({ again: run.getByRole('button', { name: 'New dry run' }).textContent, begin: run.queryByRole('button', { name: /^Issue/ }) }).toEqual({ again: 'New dry run', begin: null });
  });

  it('leads to the run that stands in the way', async () => {
    const { user, run, desk } = await dryRun([planRow(1)], [], { 'runs.start': async () => err({ kind: 'run-refused', reason: 'another-runs' }) });
    await user.click(run.getByRole('button', { name: 'Issue 1 pass' }));
    desk.answer('runs.read', async () => ok({ run: runReading([runRow(1), runRow(2)]) }));
    await user.click(await run.findByRole('button', { name: 'Show that run' }));
    expect(await screen.findByRole('table', { name: 'Results' })).toBeTruthy();
  });

  it('draws only the rows in sight', async () => {
    const many = Array.from({ length: 250 }, (_, at) => planRow(at + 1));
    const { run } = await dryRun(many);
    const table = run.getByRole('table', { name: 'Dry run' });
    expect(table.getAttribute('aria-rowcount')).toBe('251');
    expect(table.querySelectorAll('[data-row]').length).toBeLessThan(60);
  });
});
