// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { HistoryState } from '../../shared/domain/history/history-state';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { refused } from '../fakes/bridge';
import { stateWith } from '../fakes/history-parts';
import { renderApp } from './render-app';

const onSettings = { settings: { ...DEFAULT_SETTINGS, lastView: 'settings' as const } };
const given = (changes: Partial<HistoryState>) => renderApp({ 'history.state': async () => ok(stateWith(changes)) }, onSettings);
const card = async () => within(await screen.findByRole('region', { name: 'Alerts and the record' }));

describe('the settings about the record', () => {
  it('says of each place whether alerts arrive, what waits and what is wrong, without a hostile name', async () => {
    const failure = { at: '2026-01-05T09:00:00Z', reason: 'refused', detail: 'status 403\u202e', tries: 4 } as const;
    given({ sinks: [{ name: 'Ops\u202e room', kind: 'teams', waiting: 0, lastSentAt: '2026-01-05T08:00:00Z', failure: null }, { name: 'SIEM', kind: 'syslog', waiting: 3, lastSentAt: null, failure }] });
    const list = within(await (await card()).findByRole('list', { name: 'Where alerts are sent' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Ops roomTeams workflowWorksLast sent .*2026.*\. None waits\.$/),
      expect.stringMatching(/^SIEMsyslogFailsNothing sent yet in this session\. 3 alerts wait\.It refused the alert: 4 tries, the last one .*2026.*\. status 403\. Tapdesk keeps the alerts and tries again\.$/),
    ]);
  });

  it('says what it means that nothing is set up', async () => {
    given({ sinks: [], anchors: [], fingerprint: null });
    const area = await card();
    expect(await area.findByText(/alerts show on this desktop alone/)).toBeTruthy();
    expect(area.getByText(/an end of the journal that was cut off could not be seen/)).toBeTruthy();
    expect(area.getByText(/Without it packs are not signed/)).toBeTruthy();
  });

  it('shows the fingerprint and the anchors, and reads them again when they change', async () => {
    const { desk } = given({ fingerprint: 'AAAA-BBBB', anchors: [{ name: '/mnt/anchors', last: null, failure: null }] });
    const area = await card();
    expect(await area.findByText('AAAA-BBBB')).toBeTruthy();
    desk.answer('history.state', async () => ok(stateWith({ anchors: [{ name: '/mnt/anchors', last: { seq: 9, at: '2026-01-05T09:00:00Z' }, failure: null }] })));
    desk.emit('history.changed', {});
    expect(await area.findByText(/Noted up to entry 9/)).toBeTruthy();
  });

  it('says what failed', async () => {
    renderApp({ 'history.state': () => refused({ kind: 'history-unavailable', reason: 'locked' }) }, onSettings);
    expect(await (await card()).findByRole('group', { name: 'The history cannot be read' })).toBeTruthy();
  });
});
