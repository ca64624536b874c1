/** From the journal to the sinks, over a real outbox and, where a sink must die, a real server. The desk around them is a fake. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openOutbox } from '../../../main/adapters/alerts/outbox';
import { webhookSink } from '../../../main/adapters/alerts/webhook';
import type { AlertSink, Sent } from '../../../main/ports/alerts';
import { alertChain, alertExpiry, alertFindings, feedAlerts, sendAlerts, sinkStates } from '../../../main/usecases/alerts';
import { newMemory, type Desk } from '../../../main/usecases/desk';
import { rulesOf } from '../../../shared/desk-policy';
import type { AlertKind, AlertSinkRule } from '../../../shared/domain/alert';
import type { Finding } from '../../../shared/domain/history/finding';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { err, ok } from '../../../shared/result';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const NOW = '2026-03-02T10:00:00.000Z';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Given = { readonly file?: string; readonly entries?: JournalEntry[]; readonly sinks?: readonly AlertSink[]; readonly rules?: readonly AlertSinkRule[]; readonly desktop?: readonly AlertKind[]; readonly broken?: true };
function given({ file = join(temporaryFolder(), 'alerts.jsonl'), entries = [], sinks = [], desktop = ['pass-issued'], broken, rules = sinks.map(({ name }) => ({ kind: 'syslog', name, host: 'h', port: 1 })) }: Given = {}) {
  const shown: string[] = [];
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const logged: string[] = [];
  let isOpen = true;
  const outbox = openOutbox({ file });
  const desk = {
    tenant: { id: 'demo' },
    policy: broken ? { state: 'broken' } : { state: 'in-force', rules: rulesOf({ alerts: { desktop: [...desktop], sinks: [...rules] } }) },
    journal: {
      head: async () => ok({ seq: entries.at(-1)?.seq ?? 0, hash: '', links: [] }),
      after: async (seq: number, limit: number) => ok(entries.filter((entry) => entry.seq > seq).slice(0, limit)),
    },
    outbox,
    sinks,
    memory: newMemory(),
    clock: { now: () => new Date(NOW) },
    log: { info: () => undefined, warn: (event: string) => void logged.push(event), error: (event: string) => void logged.push(event) },
    tell: { alert: ({ id }: { id: string }) => void shown.push(id), historyChanged: () => undefined },
    isOpen: () => isOpen,
    wait: (ms: number) => new Promise<void>((end) => void pauses.push({ ms, end })),
  } as unknown as Desk;
  const close = async () => {
    isOpen = false;
    await outbox.close();
    pauses.forEach(({ end }) => end());
  };
  closing.push(close);
  return { desk, outbox, file, entries, shown, pauses, logged, close };
}
const outcome = (seq: number, change: Partial<JournalEntry> = {}): JournalEntry => ({ ...record({ phase: 'outcome', result: 'succeeded', detail: {}, ...change }), seq, previousHash: '', hash: '' });
const outcomes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => outcome(from + n));
const ids = (entries: readonly JournalEntry[]) => entries.map(({ id }) => `entry:${id}`);
/** A sink that does as it is told, and keeps what it was sent. */
function sinkOf(name: string, answer: (n: number) => Promise<Sent> | Sent = () => ({ state: 'sent' })) {
  const got: string[] = [];
  return { got, sink: { name, kind: 'syslog', send: async (alert, isRepeated) => answer(got.push(`${alert.id}${isRepeated ? ' again' : ''}`)) } satisfies AlertSink };
}

describe('feeding alerts', () => {
  it('begins at the end of the journal, and goes on from there over restarts', async () => {
    const first = given({ entries: outcomes(1, 900), sinks: [sinkOf('a').sink] });
    await feedAlerts(first.desk);
    expect([await first.outbox.position(), first.outbox.waiting(), first.shown]).toEqual([900, [], []]);
    first.entries.push(...outcomes(901, 902));
    await feedAlerts(first.desk);
    await first.close();
    const second = given({ file: first.file, entries: [...first.entries, ...outcomes(903, 2100)], sinks: [sinkOf('a').sink] });
    await feedAlerts(second.desk);
    expect([await second.outbox.position(), second.outbox.waiting().map(({ alert }) => alert.id)]).toEqual([2100, ids(second.entries.slice(900))]);
    await feedAlerts(second.desk);
    expect(second.outbox.waiting().length).toBe(1200);
    // Not a notification for each of them.
    expect([first.shown.length, second.shown.length < 30]).toEqual([2, true]);
  });

  it('goes on after a journal that became shorter', async () => {
    const { desk, entries, outbox } = given({ entries: outcomes(1, 50), sinks: [sinkOf('a').sink] });
    await feedAlerts(desk);
    entries.splice(10);
    await feedAlerts(desk);
    entries.push(outcome(11));
    await feedAlerts(desk);
    expect([await outbox.position(), outbox.waiting().map(({ alert }) => alert.id)]).toEqual([11, ids(entries.slice(10))]);
  });

  it('takes nothing while the desk policy is broken, and gives up nothing that waits', async () => {
    const whole = given({ entries: outcomes(1, 1), sinks: [sinkOf('a').sink] });
    await feedAlerts(whole.desk);
    whole.entries.push(outcome(2));
    await feedAlerts(whole.desk);
    await whole.close();
    const broken = given({ file: whole.file, entries: [...whole.entries, outcome(3)], broken: true });
    await feedAlerts(broken.desk);
    await sendAlerts(broken.desk);
    broken.desk.memory.chain = { state: 'broken', entries: 3, firstBadSeq: 2, latestBadSeq: 2, problem: 'edited' };
    await alertChain(broken.desk);
    await broken.close();
    const mended = given({ file: whole.file, entries: broken.entries, sinks: [sinkOf('a').sink] });
    await feedAlerts(mended.desk);
    expect(mended.outbox.waiting().map(({ alert }) => alert.id)).toEqual(ids(mended.entries.slice(1)));
  });

  it('sends each kind where the policy wants it', async () => {
    const sinks = [sinkOf('all').sink, sinkOf('revokes').sink];
    const { desk, entries, outbox, shown } = given({ sinks, rules: [{ kind: 'syslog', name: 'all', host: 'h', port: 1 }, { kind: 'syslog', name: 'revokes', host: 'h', port: 1, alerts: ['pass-revoked'] }], desktop: ['pass-revoked'] });
    await feedAlerts(desk);
    entries.push(outcome(1), outcome(2, { action: 'pass.revoke' }));
    await feedAlerts(desk);
    const [issued, revoked] = ids(entries);
    expect([outbox.waiting().map(({ alert, sink }) => `${sink} ${alert.id}`), shown]).toEqual([[`all ${issued}`, `all ${revoked}`, `revokes ${revoked}`], [revoked]]);
  });
});

describe('alerts of what is found', () => {
  const finding = (id: string, at: string, change: Partial<Finding> = {}): Finding => ({ id, kind: 'outside-tool', at, lineIds: [`audit:${id}`], person: null, operator: null, facts: {}, seen: null, ...change });
  it('are of what happened since alerts are made, once, and show a few at a time', async () => {
    const { desk, outbox, shown } = given({ desktop: ['outside-tool'], sinks: [sinkOf('a').sink] });
    const old = Array.from({ length: 40 }, (_, n) => finding(`old-${n}`, '2026-02-20T00:00:00Z'));
    await alertFindings(desk, [...old, finding('before the start', '2026-03-02T11:00:00Z')]);
    expect(outbox.waiting()).toEqual([]);
    await feedAlerts(desk);
    const fresh = Array.from({ length: 8 }, (_, n) => finding(`new-${n}`, `2026-03-02T12:0${n}:00+01:00`));
    const others = [finding('seen', '2026-03-03T00:00:00Z', { seen: { at: NOW, by: 'Lea', reason: 'known' } }), finding('never used', '2026-03-03T00:00:00Z', { kind: 'never-used' })];
    for (let look = 0; look < 3; look += 1) await alertFindings(desk, [...old, ...fresh, ...others]);
    expect([outbox.waiting().map(({ alert }) => alert.id), shown.length]).toEqual([fresh.map(({ id }) => `finding:${id}`), 5]);
  });

  it('are one for each break of the chain and for each end of a grant', async () => {
    const { desk, outbox, shown } = given({ desktop: ['chain-broken', 'expiry-soon'], sinks: [sinkOf('a').sink] });
    desk.memory.chain = { state: 'broken', entries: 9, firstBadSeq: 4, latestBadSeq: 4, problem: 'edited' };
    for (let look = 0; look < 3; look += 1) await alertChain(desk);
    for (const endsAt of [NOW, NOW, '2026-03-02T11:00:00.000Z']) await alertExpiry(desk, { scheduleId: 's', endsAt, what: 'Role', person: null });
    // The desktop was reminded of the grant in another way.
    expect([outbox.waiting().map(({ alert }) => alert.id), shown]).toEqual([['chain:4:edited', `expiry:s:${NOW}`, 'expiry:s:2026-03-02T11:00:00.000Z'], ['chain:4:edited']]);
  });
});

describe('sending alerts', () => {
  const fed = async (parts: ReturnType<typeof given>, ...more: readonly JournalEntry[]) => {
    parts.entries.push(...more);
    await feedAlerts(parts.desk);
  };

  it('keeps the order for each sink, and a dead or silent one delays no other', async () => {
    // A port at which nobody listens any more.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const secretFile = join(temporaryFolder(), 'secret');
    writeFileSync(secretFile, 'a secret of some length', { mode: 0o600 });
    const dead = webhookSink({ kind: 'webhook', name: 'dead', url: `http://127.0.0.1:${port}/`, secretFile }, fetch, { now: () => new Date(NOW) });
    const silent = sinkOf('silent', () => new Promise(() => undefined));
    const alive = sinkOf('alive');
    const parts = given({ sinks: [dead, silent.sink, alive.sink] });
    await fed(parts);
    void sendAlerts(parts.desk);
    const lines = outcomes(1, 30);
    await fed(parts, ...lines.slice(0, 20));
    await expect.poll(() => alive.got.length).toBe(20);
    await fed(parts, ...lines.slice(20));
    await expect.poll(() => alive.got.length).toBe(30);
    await expect.poll(() => parts.desk.memory.sinkFailures.get('dead')?.reason).toBe('offline');
    expect([alive.got, silent.got, sinkStates(parts.desk).map(({ name, waiting, lastSentAt }) => ({ name, waiting, lastSentAt }))]).toEqual([ids(lines), ids(lines.slice(0, 1)), [{ name: 'dead', waiting: 30, lastSentAt: null }, { name: 'silent', waiting: 30, lastSentAt: null }, { name: 'alive', waiting: 0, lastSentAt: NOW }]]);
  });

  it('leaves a failing sink alone for longer and longer, no shorter than it asks for, and goes on with the same alert', async () => {
    const answers: readonly Sent[] = [{ state: 'failed', reason: 'refused', detail: 'status 429', waitMs: 45_000 }, { state: 'uncertain', reason: 'time-out', detail: '' }, { state: 'failed', reason: 'offline', detail: '', waitMs: 999_999_999 }, ...Array<Sent>(4).fill({ state: 'failed', reason: 'offline', detail: '' })];
    const { sink, got } = sinkOf('a', (n) => answers[n - 1] ?? { state: 'sent' });
    const parts = given({ sinks: [sink] });
    await fed(parts);
    const lines = outcomes(1, 2);
    await fed(parts, ...lines);
    void sendAlerts(parts.desk);
    for (let n = 1; n <= answers.length; n += 1) {
      await expect.poll(() => parts.pauses.length).toBe(n);
      expect(got.length).toBe(n);
      parts.pauses[n - 1]!.end();
    }
    await expect.poll(() => got.length).toBe(answers.length + 2);
    const [first, second] = ids(lines);
    expect([parts.pauses.slice(0, 7).map(({ ms }) => ms / 1000), got]).toEqual([[45, 60, 3600, 900, 3600, 3600, 3600], [first, first, ...Array<string>(6).fill(`${first} again`), second]]);
    await expect.poll(() => sinkStates(parts.desk)[0]?.failure).toBe(null);
  });

  it('repeats at most what was under way when the desk closed, and says so', async () => {
    let answer: (sent: Sent) => void = () => undefined;
    const slow = sinkOf('a', (n) => (n === 1 ? { state: 'sent' } : new Promise((resolve) => (answer = resolve))));
    const first = given({ sinks: [slow.sink] });
    await fed(first);
    const lines = outcomes(1, 3);
    await fed(first, ...lines);
    const sending = sendAlerts(first.desk);
    await expect.poll(() => slow.got.length).toBe(2);
    await first.close();
    answer({ state: 'sent' });
    // It hears that the desk is closed after the pause that a failure to write makes.
    await expect.poll(() => first.pauses.length).toBe(1);
    first.pauses[0]!.end();
    await sending;
    expect(first.logged).toEqual([]);
    const after = sinkOf('a');
    const second = given({ file: first.file, entries: first.entries, sinks: [after.sink] });
    void sendAlerts(second.desk);
    await expect.poll(() => after.got.length).toBe(2);
    const [, two, three] = ids(lines);
    expect(after.got).toEqual([`${two} again`, three]);
  });

  it('gives up what waits for sinks that the policy does not name any more', async () => {
    const first = given({ sinks: [sinkOf('old').sink, sinkOf('kept').sink] });
    await fed(first);
    await fed(first, outcome(1));
    await first.close();
    const { sink, got } = sinkOf('kept');
    const second = given({ file: first.file, entries: first.entries, sinks: [sink] });
    void sendAlerts(second.desk);
    await expect.poll(() => got).toEqual(ids(first.entries));
    await expect.poll(() => second.outbox.waiting()).toEqual([]);
  });

  it('says that an outbox cannot be written, and makes the alert again', async () => {
    const parts = given({ sinks: [sinkOf('a').sink] });
    await fed(parts);
    parts.entries.push(outcome(1));
    const add = parts.outbox.add;
    Object.assign(parts.desk.outbox, { add: async () => err({ kind: 'journal-unavailable', reason: 'full' }) });
    await feedAlerts(parts.desk);
    Object.assign(parts.desk.outbox, { add });
    await feedAlerts(parts.desk);
    expect([parts.logged, parts.outbox.waiting().map(({ alert }) => alert.id), parts.shown]).toEqual([['alerts.not-kept'], ids(parts.entries), ids(parts.entries)]);
  });
});
