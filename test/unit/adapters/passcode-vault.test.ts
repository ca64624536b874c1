import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPasscodeVault } from '../../../main/adapters/vault/passcode-vault';
import type { Kept } from '../../../main/ports/vault';
import { DEFAULT_LIMITS } from '../../../shared/domain/limits';
import type { Pass } from '../../../shared/domain/pass';
import { ada } from '../../support/journal-records';

const PASSCODE = 'c4nary+Pass&code';
const pass: Pass = {
  id: 'pass-1',
  startDateTime: '2026-03-02T09:15:00Z',
  createdDateTime: '2026-03-02T09:15:00Z',
  lifetimeInMinutes: 60,
  isUsableOnce: true,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
};
const { delivery } = DEFAULT_LIMITS.standard;
const about = { person: ada, passId: 'pass-1', pass, intentId: 'intent-1', ticket: 'INC-1', card: ['Sign in.'], delivery, manager: null, quarantineDays: 7, changesAcknowledged: false, runId: null };
const fresh = { isDelivered: false, isSplit: false, isRevealed: false, isMailed: false };
const itself = (passcode: string) => passcode;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A vault whose minutes pass when the test says so. */
function given() {
  let now = 1_000_000;
  const timers = new Map<number, () => void>();
  let last = 0;
  const after = (milliseconds: number, work: () => void) => {
    const id = (last += 1);
    timers.set(id, () => now >= 1_000_000 + milliseconds && work());
    return () => void timers.delete(id);
  };
  const timedOut: Kept[] = [];
  const vault = createPasscodeVault({ now: () => now, after });
  vault.onTimeout((kept) => timedOut.push(kept));
  return {
    vault,
    timers,
    timedOut,
    pass: (minutes: number, { timersRun = true } = {}) => {
      now += minutes * 60_000;
      if (timersRun) timers.forEach((work) => work());
    },
  };
}

describe('the vault', () => {
  it('keeps a passcode under a random handle for ten minutes and lends it as often as asked, marking nothing', () => {
    const { vault } = given();
    const kept = vault.keep(PASSCODE, about);
    expect(kept).toEqual({ ...about, ...fresh, handle: expect.stringMatching(GUID), keptUntil: 1_600_000 });
    expect([vault.use(kept.handle, itself), vault.use(kept.handle, ({ length }) => length), vault.use(kept.handle, itself)]).toEqual([PASSCODE, PASSCODE.length, PASSCODE]);
    expect([vault.about(kept.handle), vault.all()]).toEqual([kept, [kept]]);
  });

  it('is told what became of a passcode, and says so from then on', () => {
    const { vault, timedOut, pass: wait } = given();
    const kept = vault.keep(PASSCODE, about);
    const other = vault.keep('other', about);
    expect([vault.mark(kept.handle, 'isSplit'), vault.about(kept.handle)]).toEqual([true, { ...kept, isSplit: true }]);
    expect([vault.mark(kept.handle, 'isDelivered'), vault.mark(kept.handle, 'isDelivered'), vault.all()]).toEqual([true, true, [{ ...kept, isSplit: true, isDelivered: true }, other]]);
    expect(kept).toMatchObject(fresh);
    wait(10);
    expect([vault.mark(kept.handle, 'isDelivered'), timedOut]).toEqual([false, [{ ...kept, isSplit: true, isDelivered: true }, other]]);
  });

  it('hands on what a task throws and goes on keeping', () => {
    const { vault } = given();
    const { handle } = vault.keep(PASSCODE, about);
    const failing = () => vault.use(handle, () => { throw new Error('no paper'); });
    expect(failing).toThrow('no paper');
    expect(vault.use(handle, itself)).toBe(PASSCODE);
  });

  it('forgets at the time-out and tells who listens, with what was kept but the passcode', () => {
    const { vault, timedOut, pass, timers } = given();
    const kept = vault.keep(PASSCODE, about);
    pass(10);
    expect([vault.about(kept.handle), vault.use(kept.handle, itself), vault.forget(kept.handle), vault.all(), timedOut, timers.size]).toEqual([null, null, null, [], [kept], 0]);
  });

  it('lets the clock decide when a timer is late, as after a sleep', () => {
    const { vault, timedOut, pass } = given();
    const kept = vault.keep(PASSCODE, about);
    pass(11, { timersRun: false });
    let isLent = false;
    expect([vault.use(kept.handle, () => (isLent = true)), isLent, timedOut]).toEqual([null, false, [kept]]);
  });

  it('forgets one or all when told, without a time-out later', () => {
    const { vault, timedOut, pass } = given();
    const [first, second, third] = [vault.keep('a', about), vault.keep('b', about), vault.keep('c', about)];
    vault.mark(second.handle, 'isDelivered');
    expect([vault.forget(first.handle), vault.forgetAll(), vault.forgetAll(), vault.all()]).toEqual([first, [{ ...second, isDelivered: true }, third], [], []]);
    pass(20);
    expect(timedOut).toEqual([]);
  });

  it('knows nothing of a handle it did not give', () => {
    const { vault } = given();
    vault.keep(PASSCODE, about);
    expect([vault.use('00000000-0000-4000-8000-000000000000', itself), vault.mark('', 'isSplit'), vault.about('__proto__'), vault.forget('')]).toEqual([null, false, null, null]);
  });

  it('shows the passcode to nothing that prints, copies or serialises it', () => {
    const { vault } = given();
    const kept = vault.keep(PASSCODE, about);
    vault.use(kept.handle, itself);
    vault.mark(kept.handle, 'isDelivered');
    const everything = { vault, kept, about: vault.about(kept.handle), all: vault.all(), forgotten: vault.forget(kept.handle) };
    const printed = inspect(everything, { depth: Infinity, showHidden: true, getters: true, showProxy: true }) + JSON.stringify(everything) + Object.values(vault).map(String).join('');
    expect(printed).not.toContain(PASSCODE);
  });

  it('does not keep the process alive', () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    createPasscodeVault().keep(PASSCODE, about);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(before);
  });
});
