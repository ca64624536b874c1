// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RunReading } from '../../shared/domain/run';
import type { Handlers } from '../../shared/ipc/contract';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { joiner, onboardingHandlers } from '../fakes/onboarding';
import { pass, row } from '../fakes/people';
import { runHandlers, runProgress, runReading, runRow } from '../fakes/runs';
import { renderApp } from './render-app';

const onOnboarding = { settings: { ...DEFAULT_SETTINGS, lastView: 'onboarding' as const } };
const three = [joiner(1), joiner(2), joiner(3)];
const shown = (run: RunReading | null = null, changes: Partial<Handlers> = {}) => renderApp({ ...onboardingHandlers(three), ...runHandlers(run), ...changes }, onOnboarding);
const passOf = async (name: string) => within((await screen.findByRole('button', { name })).closest('tr')!).getAllByRole('cell')[6]?.textContent;

describe('a run from the onboarding view', () => {
  it('says that nobody is selected instead of opening with nobody', async () => {
    const { user } = shown();
    await screen.findByText('Person 1');
    const button = screen.getByRole('button', { name: 'Issue passes…' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it.each(['Issue passes…', 'Revoke passes…', 'End access…'])('opens the run for those selected, and closes again: %s', async (name) => {
    const { user } = shown();
    await user.click(await screen.findByRole('checkbox', { name: 'Select Person 1' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Select Person 3' }));
    await user.click(screen.getByRole('button', { name }));
    expect((await screen.findByRole('dialog', { name: 'Run' })).textContent).toMatch(/2 people/);
  });

  it('reads the people of a run again when they have had their turn, and nobody else', async () => {
    const { desk } = shown();
    await waitFor(async () => expect(await passOf('Person 2')).toBe('Pass: None'));
    const before = desk.callsOf('onboarding.details').length;
    desk.answer('onboarding.details', onboardingHandlers(three, { [row(2).id]: { pass: { known: true, value: pass() } } })['onboarding.details']);
    const rows = [runRow(1, { state: 'working' }), runRow(2, { state: 'done', delivery: 'held' })];
    act(() => desk.emit('run.changed', { progress: runProgress(rows), rows }));
    await waitFor(async () => expect(await passOf('Person 2')).toMatch(/^Pass: Live/));
    expect(desk.callsOf('onboarding.details').slice(before)).toEqual([{ ids: [row(2).id] }]);
  });

  it('says that a run goes on, and shows it', async () => {
    const rows = [runRow(1, { state: 'done', delivery: 'held' }), runRow(2)];
    const { user, desk } = shown(runReading(rows));
    const bar = await screen.findByRole('group', { name: 'Run' });
    expect(bar.textContent).toContain('Run “Issue passes”: 1 of 2. Running. 1 passcode nobody has yet.');
    await user.click(within(bar).getByRole('button', { name: 'Show run' }));
    expect(await screen.findByRole('dialog', { name: 'Run' })).toBeTruthy();
    const over = [runRow(1, { state: 'done', delivery: 'shown' }), runRow(2, { state: 'done', delivery: 'printed' })];
    act(() => desk.emit('run.changed', { progress: runProgress(over, { state: 'ended' }), rows: over }));
    expect(screen.queryByRole('group', { name: 'Run', hidden: true })).toBeNull();
  });

  it('is not spoken of once it is over and nothing is left to hand over', async () => {
    shown(runReading([runRow(1, { state: 'done', delivery: 'shown' })], { state: 'ended' }));
    await screen.findByText('Person 1');
    expect(screen.queryByRole('button', { name: 'Show run' })).toBeNull();
  });

  it('reads the list again when access was ended: accounts may be disabled now', async () => {
    const rows = [runRow(1, { state: 'working' })];
    const { desk } = shown();
    await screen.findByText('Person 1');
    act(() => desk.emit('run.changed', { progress: runProgress(rows, { kind: 'end-access' }), rows }));
    expect(desk.callsOf('onboarding.list')).toHaveLength(1);
    const done = [runRow(1, { state: 'done' })];
    act(() => desk.emit('run.changed', { progress: runProgress(done, { kind: 'end-access', state: 'ended' }), rows: done }));
    await waitFor(() => expect(desk.callsOf('onboarding.list')).toHaveLength(2));
  });
});
