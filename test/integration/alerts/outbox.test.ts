import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutbox, WAITING_MAXIMUM } from '../../../main/adapters/alerts/outbox';
import type { Outbox } from '../../../main/ports/alerts';
import { canMount, disk } from '../../support/disk';
import { temporaryFolder } from '../../support/temporary';
import { hostileAlert, someAlert } from './some-alerts';

const newFile = () => join(temporaryFolder(), 'deep', 'alerts.jsonl');
const one = (n: number | string, sinks: readonly string[] = ['a']) => ({ alert: someAlert(n), sinks });
const waiting = (outbox: Outbox) => outbox.waiting().map(({ alert, sink, isRepeated }) => `${sink} ${alert.id}${isRepeated ? ' again' : ''}`);
const unavailable = (reason: string) => ({ ok: false, error: { kind: 'journal-unavailable', reason } });
async function reopened(file: string) {
  const outbox = openOutbox({ file });
  const position = await outbox.position();
  return { outbox, position };
}

describe('the outbox', () => {
  it('keeps alerts, position and beginning over a restart, once each, in order', async () => {
    const file = newFile();
    const first = openOutbox({ file });
    expect([await first.position(), await first.since()]).toEqual([null, null]);
    await first.start(4, '2026-03-01T00:00:00.000Z');
    const added = await first.add([one(1, ['a', 'b']), one(2), one(1), one(3, [])], 9);
    expect(added.ok && added.value.map(({ id }) => id)).toEqual(['entry:1', 'entry:2', 'entry:3']);
    // Those without a sink are known as well.
    expect(await first.add([one(3), one(2)], null)).toEqual({ ok: true, value: [] });
    await first.close();
    const { outbox, position } = await reopened(file);
    expect([position, await outbox.since(), waiting(outbox), await outbox.add([one(1), one(2), one(3)], null)]).toEqual([9, '2026-03-01T00:00:00.000Z', ['a entry:1', 'b entry:1', 'a entry:2'], { ok: true, value: [] }]);
    await outbox.close();
  });

  it('takes one alert once, however many bring it at the same time', async () => {
    const outbox = openOutbox({ file: newFile() });
    const added = await Promise.all([1, 2, 3].map(() => outbox.add([one(1)], null)));
    expect(added.map((each) => each.ok && each.value.length)).toEqual([1, 0, 0]);
    await outbox.close();
  });

  it('forgets what was sent, brings again what failed, and marks what may have arrived', async () => {
    const file = newFile();
    const outbox = openOutbox({ file });
    await outbox.add([one(1), one(2), one(3), one(4)], 4);
    for (const [n, how] of [[1, 'sent'], [2, 'failed'], [3, 'uncertain']] as const) {
      await outbox.begin(`entry:${n}`, 'a');
      await outbox.end(`entry:${n}`, 'a', how);
    }
    await outbox.begin('entry:4', 'a');
    await outbox.close();
    const { outbox: later } = await reopened(file);
    expect([waiting(later), later.next('a')?.alert.id, later.next('b')]).toEqual([['a entry:2', 'a entry:3 again', 'a entry:4 again'], 'entry:2', null]);
    // Sent in the end, it does not come back when what feeds the outbox begins again.
    expect(await later.add([one(1)], null)).toEqual({ ok: true, value: [] });
    await later.close();
  });

  it.each([
    ['a torn alert', '{"add":{"id":"entry:9","kind":"pass-iss'],
    ['a torn line that is whole but for its end', '{"position":77}'],
    ['half of a character', Buffer.from([0x7b, 0xf0, 0x9f])],
  ])('goes on after %s, and does not glue the next line to it', async (_, torn) => {
    const file = newFile();
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ position: 5 })}\n`);
    appendFileSync(file, torn);
    // Where it cannot be made short, as on a full disk: its place is taken.
    mkdirSync(`${file}.tmp`);
    const blocked = openOutbox({ file });
    await expect(blocked.position()).rejects.toThrow();
    rmSync(`${file}.tmp`, { recursive: true });
    const outbox = openOutbox({ file });
    await outbox.add([one(1)], 6);
    await outbox.close();
    const { outbox: later, position } = await reopened(file);
    expect([position, waiting(later)]).toEqual([6, ['a entry:1']]);
    await later.close();
  });

  it('keeps the file short while the app runs for weeks', async () => {
    const file = newFile();
    const outbox = openOutbox({ file, spare: 50 });
    await outbox.start(0, '2026-03-01T00:00:00.000Z');
    await outbox.add([one('waits', ['dead'])], null);
    let most = 0;
    for (let n = 1; n <= 600; n += 1) {
      await outbox.add([one(n)], n);
      await outbox.begin(`entry:${n}`, 'a');
      await outbox.end(`entry:${n}`, 'a', 'sent');
      most = Math.max(most, readFileSync(file, 'utf8').split('\n').length);
    }
    // Without it 2,402. A line for each alert that went is needed; as many again and the spare ones may be there.
    expect(most).toBeLessThan(2 * 600 + 50 + 20);
    expect([existsSync(`${file}.tmp`), statSync(file).mode & 0o777]).toEqual([false, 0o600]);
    await outbox.add([one(601)], 601);
    await outbox.close();
    const { outbox: later, position } = await reopened(file);
    expect([position, waiting(later), await later.since()]).toEqual([601, ['dead entry:waits', 'a entry:601'], '2026-03-01T00:00:00.000Z']);
    await later.close();
  });

  it('remembers what is under way when the file is made short', async () => {
    const file = newFile();
    const outbox = openOutbox({ file, spare: 5 });
    await outbox.add([one('under way', ['a', 'b'])], null);
    await outbox.begin('entry:under way', 'a');
    for (let n = 1; n <= 40; n += 1) await outbox.add([], n);
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(20);
    await outbox.close();
    const { outbox: later } = await reopened(file);
    expect(waiting(later)).toEqual(['a entry:under way again', 'b entry:under way']);
    await later.close();
  });

  it('forgets the oldest entries that went, and no finding because of them', async () => {
    const outbox = openOutbox({ file: newFile() });
    await outbox.add([{ alert: someAlert('x', { id: 'finding:1' }), sinks: [] }], null);
    await outbox.add(Array.from({ length: 2500 }, (_, n) => one(n, [])), 2500);
    const again = await outbox.add([one(0, []), one(2499, []), { alert: someAlert('x', { id: 'finding:1' }), sinks: [] }], null);
    expect(again.ok && again.value.map(({ id }) => id)).toEqual(['entry:0']);
    await outbox.close();
  });

  it('has nobody else write to its file, in this process or another, and takes over from who is gone', async () => {
    const file = newFile();
    const first = openOutbox({ file });
    await first.add([one(1)], 1);
    const second = openOutbox({ file });
    expect(await second.add([one(2)], 2)).toEqual(unavailable('locked'));
    await first.close();
    expect((await second.add([one(2)], 2)).ok).toBe(true);
    await second.close();

    // Another process that lives, then is dead, and a number that was used before the machine started.
    const other = spawn('sleep', ['600']);
    writeFileSync(`${file}.lock`, String(other.pid));
    const third = openOutbox({ file });
    expect(await third.add([one(3)], 3)).toEqual(unavailable('locked'));
    const before = Date.now() / 1000 - uptime() - 3600;
    utimesSync(`${file}.lock`, before, before);
    expect((await third.add([one(3)], 3)).ok).toBe(true);
    await third.close();
    writeFileSync(`${file}.lock`, String(other.pid));
    other.kill('SIGKILL');
    await once(other, 'exit');
    const { outbox, position } = await reopened(file);
    expect([position, waiting(outbox)]).toEqual([3, ['a entry:1', 'a entry:2', 'a entry:3']]);
    await outbox.close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('does nothing any more once it is closed, and does not open again', async () => {
    const file = newFile();
    const outbox = openOutbox({ file });
    await outbox.add([one(1)], 1);
    await outbox.begin('entry:1', 'a');
    await outbox.close();
    await expect(outbox.end('entry:1', 'a', 'sent')).rejects.toThrow('closed');
    await expect(outbox.position()).rejects.toThrow('closed');
    expect(await outbox.add([one(2)], 2)).toEqual(unavailable('unwritable'));
    const { outbox: later, position } = await reopened(file);
    expect([position, waiting(later)]).toEqual([1, ['a entry:1 again']]);
    await later.close();
  });

  it('gives up what waits for a sink that is no more, and keeps the others', async () => {
    const outbox = openOutbox({ file: newFile() });
    await outbox.add([one(1, ['a', 'gone']), one(2, ['gone'])], 2);
    await outbox.keepOnly(['a']);
    expect([waiting(outbox), await outbox.add([one(2)], null)]).toEqual([['a entry:1'], { ok: true, value: [] }]);
    await outbox.close();
  });

  it('takes no more than may wait, and says that it is full', async () => {
    const outbox = openOutbox({ file: newFile() });
    expect((await outbox.add(Array.from({ length: WAITING_MAXIMUM }, (_, n) => one(n)), 1)).ok).toBe(true);
    expect(await outbox.add([one('more')], 2)).toEqual(unavailable('full'));
    // What goes nowhere does not wait.
    expect([(await outbox.add([one('shown only', [])], null)).ok, await outbox.position()]).toEqual([true, 1]);
    await outbox.close();
  });

  it('brings back names as bad as names can be', async () => {
    const file = newFile();
    const outbox = openOutbox({ file });
    await outbox.add([{ alert: hostileAlert, sinks: ['a'] }], 1);
    await outbox.close();
    const { outbox: later } = await reopened(file);
    expect(later.next('a')?.alert).toEqual(hostileAlert);
    await later.close();
  });

  it('hears of additions only for as long as somebody listens', async () => {
    const outbox = openOutbox({ file: newFile() });
    let heard = 0;
    const stop = outbox.onAdded(() => (heard += 1));
    await outbox.add([one(1)], null);
    await outbox.add([one(1)], null);
    stop();
    await outbox.add([one(2)], null);
    expect(heard).toBe(1);
    await outbox.close();
  });
});

describe.skipIf(!canMount)('the outbox on a disk that becomes full', () => {
  it('acknowledges nothing it could not write, glues nothing, and goes on when there is room', async () => {
    const folder = disk('size=64k')!;
    const file = join(folder, 'alerts.jsonl');
    const outbox = openOutbox({ file });
    const kept: number[] = [];
    await outbox.add([one('first', ['a', 'b'])], null);
    await outbox.begin('entry:first', 'b');
    // Leaves no room at all, and takes away what is left of the last page.
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(40_000));
    let full = 0;
    for (let n = 1; n <= 120; n += 1) {
      const added = await outbox.add([{ alert: someAlert(n, { what: 'w'.repeat(250) }), sinks: ['a'] }], n);
      if (added.ok) kept.push(n);
      else if (added.error.reason === 'full') full += 1;
    }
    expect(full).toBeGreaterThan(0);
    // Down to the last bytes.
    let position = 1000;
    while ((await outbox.add([], position + 1)).ok) position += 1;
    // Sent while it could not be written: not sent again by this process, and said once there is room.
    await expect(outbox.end('entry:first', 'b', 'sent')).rejects.toThrow();
    expect(outbox.next('b')).toBe(null);
    rmSync(join(folder, 'ballast'));
    expect((await outbox.add([one(500)], 5000)).ok).toBe(true);
    await outbox.close();
    const { outbox: later, position: after } = await reopened(file);
    expect([after, waiting(later)]).toEqual([5000, ['a entry:first', ...kept.map((n) => `a entry:${n}`), 'a entry:500']]);
    await later.close();
  });
});
