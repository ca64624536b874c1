// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { AuditRow } from '../../shared/domain/history/audit-row';
import type { HistoryEvent } from '../../shared/domain/history/history-line';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { historyHandlers, historyLine } from '../fakes/history';
import { ada, entry, operator, row } from '../fakes/people';
import { HistoryView } from '../../renderer/features/history/history-view';
import { NavigationProvider } from '../../renderer/ui/navigation';
import { renderApp, renderPart } from './render-app';

const LINES = [historyLine(3), historyLine(2), historyLine(1)];
const INTENT = entry(1, { phase: 'intent', action: 'pass.issue', result: null, person: ada, ticket: 'INC-1', reason: 'Lost phone', detail: { lifetimeInMinutes: 90, isUsableOnce: true, startDateTime: null, tier: 'privileged', verificationKind: 'call-back', acknowledged: 'eligible-roles recent-changes', graphCode: '', somethingNew: 'as it is', constructor: 'x' } });
const AUDIT: AuditRow = { id: 'audit-1', at: INTENT.at, activity: 'admin registered security info', service: 'Authentication Methods', category: 'UserManagement', result: 'success', resultReason: 'Admin registered temporary access pass method for user', correlationId: 'c-1', by: { id: operator.id, displayName: 'Dana \u202EOperator', userPrincipalName: '', isApp: false }, targets: [{ id: ada.id, displayName: ada.displayName, userPrincipalName: '', type: 'User' }], details: { odd: 'kept' }, changed: [] };
const EVENTS: readonly HistoryEvent[] = [
  { source: 'journal', key: 'k1', at: INTENT.at, joinedBy: 'itself', certainty: 'certain', entry: INTENT, desk: '' },
  { source: 'journal', key: 'k2', at: INTENT.at, joinedBy: 'intent', certainty: 'certain', entry: entry(2, { phase: 'outcome', action: 'pass.issue', intentId: INTENT.id, result: 'failed' }), desk: 'Berlin' },
  { source: 'audit', key: 'k3', at: INTENT.at, joinedBy: 'person-operator-time', certainty: 'likely', audit: AUDIT, also: [{ ...AUDIT, id: 'audit-2' }] },
  { source: 'sign-in', key: 'k4', at: INTENT.at, joinedBy: 'person-time', certainty: 'possible', signIn: { id: 's', at: INTENT.at, personId: ada.id, displayName: '', userPrincipalName: '', app: 'Portal', ipAddress: '192.0.2.1', country: 'DE', city: 'Berlin', errorCode: 0, correlationId: '' } },
  { source: 'seen', key: 'k5', at: INTENT.at, joinedBy: 'pass-id', certainty: 'certain', seen: { personId: ada.id, passId: 'p', at: INTENT.at, reason: 'OneTimeUsed' } },
];

const withEvents: Partial<Handlers> = { ...historyHandlers(() => LINES), 'history.life': async ({ id }) => ok({ life: { line: { ...LINES.find((line) => line.id === id)!, certainty: 'likely' }, events: EVENTS }, findings: [] }) };

async function openHistory(changes: Partial<Handlers> = withEvents) {
  const app = renderApp(changes, { settings: { ...DEFAULT_SETTINGS, lastView: 'history' } });
  await screen.findByText('3 lines');
  act(() => document.querySelector<HTMLElement>('[data-rows] [tabindex="0"]')!.focus());
  return app;
}
const details = () => screen.findByRole('region', { name: 'Details' });
const heading = async (name: string) => within(await details()).findByRole('heading', { name });

describe('the details of a line', () => {
  it('tell its whole life in order, where each fact stands, and how sure it is that it belongs here', async () => {
    const { user } = await openHistory();
    await user.keyboard('{Enter}');
    await heading('Pass for Person 3');
    const events = within(await screen.findByRole('list', { name: 'What happened' })).getAllByRole('listitem');
    expect(events.map((event) => [...event.children].slice(0, -1).filter((part) => part.querySelector('time') === null).map((part) => part.textContent))).toEqual([
      ['Issue a pass: begun', 'by Dana Operator', 'Journal'],
      ['✕ Issue a pass: failed', 'by Dana Operator', 'Journal Berlin. Certain: same act in the journal'],
      ['Admin registered security info', 'by Dana Operator, Admin registered temporary access pass method for user', 'Directory audit. Likely: same person, operator and time'],
      ['Signed in', 'to Portal from Berlin, DE, 192.0.2.1', 'Sign-in log. Possible: same person and time'],
      ['Entra said that it was used up', 'Read from Entra. Certain: same pass'],
    ]);
    expect(events.map((event) => event.querySelector('summary')?.textContent)).toEqual(['All fields', 'All fields', 'All fields, and 1 more row that say the same', 'All fields', 'All fields']);
  });

  it('have every field and hash on demand, with names and units one can read, and unknown ones as they are', async () => {
    const { user } = await openHistory();
    await user.keyboard('{Enter}');
    const list = await screen.findByRole('list', { name: 'What happened' });
    const [first, , third] = within(list).getAllByRole('listitem');
    const terms = (of: HTMLElement) => [...of.querySelectorAll('dt')].map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(terms(first!).slice(7, 15)).toEqual([
      ['Lifetime', '1 hour 30 minutes'],
      ['Usable once', 'yes'],
      ['Starts', 'at once'],
      ['Tier', 'Privileged'],
      ['Verification', 'Called back'],
      ['Went on without or in spite of', 'Roles the person could activate; Recent changes of phone, manager and methods'],
      ['somethingNew', 'as it is'],
      ['constructor', 'x'],
    ]);
    expect(terms(first!)).toEqual(expect.arrayContaining([['Hash', INTENT.hash], ['Previous hash', INTENT.previousHash]]));
    expect(terms(third!).filter(([term]) => ['odd', 'Entra’s id'].includes(term!))).toEqual([['odd', 'kept'], ['Entra’s id', 'audit-1'], ['odd', 'kept'], ['Entra’s id', 'audit-2']]);
  });

  it('are gone into by Enter and left by Escape, follow the keyboard in the list, and close by Escape there', async () => {
    const { user } = await openHistory();
    await user.keyboard('{ArrowDown}{Enter}');
    await heading('Pass for Person 2');
    expect(document.activeElement).toBe(await details());
    await user.keyboard('{Escape}');
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3');
    await user.keyboard('{ArrowDown}');
    await heading('Pass for Person 1');
    expect(document.querySelector('[aria-current="true"]')?.getAttribute('aria-rowindex')).toBe('4');
    await user.keyboard('{Escape}');
    expect({ region: screen.queryByRole('region', { name: 'Details' }), focus: document.activeElement?.getAttribute('aria-rowindex') }).toEqual({ region: null, focus: '4' });
  });

  it('open by a click, without taking the keyboard from the row', async () => {
    const { user } = await openHistory();
    await user.click(screen.getByText('Person 2'));
    await heading('Pass for Person 2');
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3');
  });

  it('are brought into sight by a click where they lie below the list, and by no row that the keyboard passes', async () => {
    const { user } = await openHistory();
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView');
    const ofDetails = () => seen.mock.contexts.filter((element) => (element as Element).getAttribute('aria-label') === 'Details').length;
    await user.click(screen.getByText('Person 2'));
    await heading('Pass for Person 2');
    const byClick = ofDetails();
    await user.keyboard('{ArrowDown}');
    await heading('Pass for Person 1');
    expect([byClick, ofDetails()]).toEqual([1, 1]);
    seen.mockRestore();
  });

  it('lead back to the finding that they were opened from', async () => {
    const finding = { id: 'never-used:act:3', kind: 'never-used', at: INTENT.at, lineIds: ['act:3'], person: LINES[0]!.person, operator, facts: {}, seen: null } as const;
    const { user } = await openHistory({ ...withEvents, 'history.findings': async () => ok({ findings: [finding] }) });
    await user.click(await screen.findByRole('button', { name: 'Findings (1)' }));
    const link = await screen.findByRole('button', { name: 'Open its line' });
    await user.click(link);
    await heading('Pass for Person 3');
    await user.keyboard('{Escape}');
    const back = document.activeElement;
    await user.keyboard('{Escape}');
    expect({ back, region: screen.queryByRole('region', { name: 'Details' }), focus: document.activeElement }).toEqual({ back: link, region: null, focus: link });
  });

  it('lead to the person, and to everything of the person, the operator or the ticket', async () => {
    const { user, desk } = await openHistory();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Only this person' }));
    await waitFor(() => expect(desk.callsOf('history.page').at(-1)!.filter).toMatchObject({ personId: row(3).id }));
    await user.click(screen.getByRole('button', { name: 'Open person' }));
    expect(await screen.findByRole('heading', { name: 'Person 3' })).toBeTruthy();
    expect(desk.callsOf('people.read').at(-1)).toEqual({ personId: row(3).id });
  });

  it('show what was found, with the way to mark it as seen', async () => {
    const finding = { id: 'never-used:act:3', kind: 'never-used', at: INTENT.at, lineIds: ['act:3'], person: LINES[0]!.person, operator, facts: {}, seen: null } as const;
    const { user } = await openHistory({ ...withEvents, 'history.life': async () => ok({ life: { line: LINES[0]!, events: EVENTS }, findings: [finding] }) });
    await user.keyboard('{Enter}');
    const card = await within(await details()).findByRole('article');
    expect({ text: card.textContent, button: within(card).queryByRole('button', { name: /Mark as seen/ }) !== null }).toEqual({ text: expect.stringContaining('Never used'), button: true });
  });

  it('say so when the line is not there any more', async () => {
    const { user } = await openHistory({ ...withEvents, 'history.life': async () => ok({ life: null, findings: [] }) });
    await user.keyboard('{Enter}');
    expect(await within(await details()).findByText(/not in the history any more/)).toBeTruthy();
  });

  it('open at once for a line that was asked for from elsewhere, also for the next one', async () => {
    const part = (lineId: string | null) => (
      <NavigationProvider startView="history" views={['history']} onView={() => undefined}>
        <HistoryView lineId={lineId} />
      </NavigationProvider>
    );
    const { desk } = renderPart(part('act:2'), withEvents);
    await heading('Pass for Person 2');
    expect(screen.queryByRole('button', { name: 'Open person' })).toBeNull();
    expect(desk.callsOf('history.life')).toEqual([{ id: 'act:2' }]);
  });
});
