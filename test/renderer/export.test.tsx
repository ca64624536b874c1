// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../renderer/features/history/export-dialog';
import { EXPORT_FORMATS } from '../../shared/domain/history/export';
import { EVERYTHING } from '../../shared/domain/history/history-filter';
import type { Handlers, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { stateWith } from '../fakes/history-parts';
import { renderPart } from './render-app';

const SHA = 'ab'.repeat(32);
const done = { file: 'C:\\out\\history.csv', rows: 1234, sha256: SHA, signedBy: null };
const filter = { ...EVERYTHING, ticket: 'INC-1' };
function given(changes: Partial<Handlers> = {}, count: number | null = 1234) {
  const onClose = vi.fn();
  const part = renderPart(<ExportDialog filter={filter} filterText="Ticket: INC-1" timeZone="Europe/Berlin" count={count} isOpen onClose={onClose} />, { 'history.export': async () => ok(done), ...changes });
  return { ...part, onClose };
}
const dialog = async () => within(await screen.findByRole('dialog', { name: 'Export history' }));
const facts = (area: { getAllByRole: (role: string) => HTMLElement[] }) => area.getAllByRole('definition').map(({ textContent }) => textContent);

describe('the export dialog', () => {
  it('is not there until it is opened', () => {
    renderPart(<ExportDialog filter={filter} filterText="" timeZone="UTC" count={0} isOpen={false} onClose={() => undefined} />);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what it will have, and what each format is for', async () => {
    given({}, null);
    const area = await dialog();
    expect(facts(area)).toEqual(['Ticket: INC-1', 'being counted', 'in UTC; days and the report in Europe/Berlin']);
    const formats = within(area.getByRole('radiogroup', { name: 'Format' })).getAllByRole('radio');
    expect(formats).toHaveLength(EXPORT_FORMATS.length);
    expect(area.getByRole('radio', { name: /^PDF report.*first 5,000 rows/ })).toBeTruthy();
  });

  it('exports at once on Enter, as first focused, and gives file, rows and digest', async () => {
    const { desk, user, onClose } = given();
    const area = await dialog();
    await waitFor(() => expect(document.activeElement).toBe(area.getByRole('radio', { name: /^CSV/ })));
    await user.keyboard('{Enter}');
    expect(await area.findByText(SHA)).toBeTruthy();
    expect(facts(area)).toEqual(['CSV', 'C:\\out\\history.csv', '1,234', SHA]);
    expect(desk.callsOf('history.export')).toEqual([{ filter, filterText: 'Ticket: INC-1', format: 'csv', timeZone: 'Europe/Berlin' }]);
    expect(document.activeElement).toBe(area.getByRole('button', { name: 'Close' }));
    await user.keyboard('{Enter}');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('remembers the format that was chosen last', async () => {
    const first = given({ 'history.export': async () => ok({ ...done, signedBy: 'AAAA-BBBB' }), 'history.state': async () => ok(stateWith({ fingerprint: 'AAAA-BBBB' })) });
    await first.user.click((await dialog()).getByRole('radio', { name: /^Evidence pack/ }));
    expect(await screen.findByText(/signed with the key of this install.*AAAA-BBBB/)).toBeTruthy();
    first.view.unmount();

    const { desk, user } = given({ 'history.export': async () => ok({ ...done, signedBy: 'AAAA-BBBB' }) });
    const area = await dialog();
    await waitFor(() => expect(document.activeElement).toBe(area.getByRole('radio', { name: /^Evidence pack/ })));
    expect(await area.findByText(/Without it the pack is not signed, and says so/)).toBeTruthy();
    await user.keyboard('{Enter}');
    await area.findByText('Signed by');
    expect({ format: desk.callsOf('history.export')[0]?.format, signedBy: facts(area).at(-1) }).toEqual({ format: 'pack', signedBy: 'AAAA-BBBB' });
  });

  it('shows how far it is, and is cancelled from there', async () => {
    const reply = later<Reply<'history.export'>>();
    const { desk, user, onClose } = given({ 'history.export': () => reply.promise });
    const area = await dialog();
    await user.click(area.getByRole('button', { name: 'Export' }));
    expect(await area.findByText('Choose a place for the file.')).toBeTruthy();
    act(() => desk.emit('history.exporting', { lines: 300, of: 1234 }));
    expect(area.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuetext')).toBe('300 of 1,234 lines');
    await user.keyboard('{Escape}');
    expect({ cancelled: desk.callsOf('history.cancel-export').length, closed: onClose.mock.calls.length }).toEqual({ cancelled: 1, closed: 0 });
    await act(async () => reply.settle(err({ kind: 'cancelled' })));
    await waitFor(() => expect(area.queryByRole('progressbar')).toBeNull());
    // Whoever cancels has not failed.
    expect(area.queryByRole('group', { name: 'Cancelled' })).toBeNull();
    await user.click(area.getByRole('button', { name: 'Cancel' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('sends it once, however often it is pressed', async () => {
    const reply = later<Reply<'history.export'>>();
    const { desk, user } = given({ 'history.export': () => reply.promise });
    const area = await dialog();
    await user.dblClick(area.getByRole('button', { name: 'Export' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(desk.callsOf('history.export')).toHaveLength(1);
  });

  it('keeps what failed in the dialog, and goes on from there', async () => {
    const { desk, user } = given({ 'history.export': () => refused({ kind: 'export-failed', reason: 'full' }) });
    const area = await dialog();
    await user.click(area.getByRole('button', { name: 'Export' }));
    expect(await area.findByRole('group', { name: 'Nothing was exported' })).toBeTruthy();
    desk.answer('history.export', async () => ok(done));
    await user.click(area.getByRole('button', { name: 'Export' }));
    expect(await area.findByText(SHA)).toBeTruthy();
  });

  it('exports once more from the result', async () => {
    const { desk, user } = given();
    const area = await dialog();
    await user.click(area.getByRole('button', { name: 'Export' }));
    await user.click(await area.findByRole('button', { name: 'Export again' }));
    await waitFor(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'));
    await user.keyboard('{Enter}');
    await area.findByText(SHA);
    expect(desk.callsOf('history.export')).toHaveLength(2);
  });

  it('shows an export that another view began, and stops it', async () => {
    const { desk, user } = given({ 'history.state': async () => ok(stateWith({ exporting: { lines: 5, of: 10 } })) });
    const area = await dialog();
    expect(await area.findByText('Another export is being written: 5 of 10 lines')).toBeTruthy();
    await user.click(area.getByRole('button', { name: 'Stop that export' }));
    expect(desk.callsOf('history.cancel-export')).toHaveLength(1);
  });
});
