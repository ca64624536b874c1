/**
 * Alerts: made from the journal, from findings, from the chain; kept in the outbox until each sink has them. Sinks are asked in the
 * background, each by itself: a dead one delays neither the others nor the desk.
 */
import type { Alert, AlertSinkRule, SinkState } from '../../shared/domain/alert';
import type { Finding } from '../../shared/domain/history/finding';
import type { AlertSink, Waiting } from '../ports/alerts';
import { alertOfChain, alertOfFinding, alertsIn } from './alerts-in';
import type { Desk } from './desk';

const BATCH = 500;
/** Between two looks when nothing was added, ms. */
const LOOK_EVERY_MS = 60_000;
/** How long a sink is left alone after so many tries, ms; the last holds for all further ones. */
const PAUSES_MS = [20_000, 60_000, 300_000, 900_000, 3_600_000] as const;
/** A sink may ask for more patience than that; nobody hears of an alert a week later. */
const PAUSE_MAXIMUM_MS = 3_600_000;

/** Alerts shown on the desktop at once; the others stand in the history like these. */
const SHOWN_AT_ONCE = 5;

/**
 * Follows the journal from where it stopped. At the very first start from its end: nobody wants alerts of a year. Under a broken desk
 * policy nothing is taken: which sinks there are is not known, and the journal keeps it for the next start.
 */
export async function feedAlerts(desk: Desk): Promise<void> {
  if (desk.policy.state !== 'in-force') return;
  const kept = await desk.outbox.position();
  const head = await desk.journal.head(Number.MAX_SAFE_INTEGER);
  if (!head.ok) return;
  if (kept === null) {
    const started = await desk.outbox.start(head.value.seq, desk.clock.now().toISOString());
    if (!started.ok) desk.log.error('alerts.not-kept', { kind: started.error.reason });
    return;
  }
  // A journal that is shorter than it was (restored, or cut) would else say nothing until it is as long again.
  if (head.value.seq < kept) await desk.outbox.add([], head.value.seq);
  for (let position = Math.min(kept, head.value.seq); desk.isOpen(); ) {
    const entries = await desk.journal.after(position, BATCH);
    const last = entries.ok ? entries.value.at(-1) : undefined;
    if (!entries.ok || !last) return;
    // Not taken, it is made again from the same place.
    if (!(await post(desk, alertsIn(entries.value), last.seq))) return;
    position = last.seq;
  }
}

/** Findings of access that was given elsewhere since alerts are made. Those known already make no second alert. */
export async function alertFindings(desk: Desk, findings: readonly Finding[]): Promise<void> {
  const outside = findings.filter(({ kind, seen }) => kind === 'outside-tool' && seen === null);
  if (outside.length === 0) return;
  const since = await desk.outbox.since();
  const fresh = since === null ? [] : outside.filter(({ at }) => Date.parse(at) >= Date.parse(since));
  if (fresh.length > 0) await post(desk, fresh.map((finding) => alertOfFinding(finding, desk.tenant.id)), null);
}

export async function alertChain(desk: Desk): Promise<void> {
  const { chain } = desk.memory;
  if (chain?.state !== 'broken') return;
  const accepted = desk.policy.state === 'in-force' ? desk.policy.rules.journal.acceptedBreaks.filter(({ journal }) => journal === desk.journalName).length : 0;
  await post(desk, [alertOfChain(chain, accepted, desk.tenant.id, desk.clock.now().toISOString())], null);
}

/** A grant made here ends soon. @param scheduleId - One reminder a schedule and end. */
export async function alertExpiry(desk: Desk, { scheduleId, endsAt, what, person }: { readonly scheduleId: string; readonly endsAt: string; readonly what: string; readonly person: Alert['person'] }): Promise<void> {
  await post(desk, [{ id: `expiry:${scheduleId}:${endsAt}`, kind: 'expiry-soon', at: desk.clock.now().toISOString(), tenantId: desk.tenant.id, operator: null, person, what, ticket: '', lineId: '', seq: null }], null, false);
}

/** @param isShown - False when the desktop was told in another way. @returns whether the outbox has them. */
async function post(desk: Desk, alerts: readonly Alert[], position: number | null, isShown = true): Promise<boolean> {
  if (desk.policy.state !== 'in-force') return false;
  const { sinks, desktop } = desk.policy.rules.alerts;
  const wanted = (alert: Alert): readonly string[] => sinks.filter((sink) => takes(sink, alert)).map(({ name }) => name);
  const added = await desk.outbox.add(alerts.map((alert) => ({ alert, sinks: wanted(alert) })), position);
  if (!added.ok) {
    desk.log.error('alerts.not-kept', { kind: added.error.reason });
    return false;
  }
  if (isShown) for (const alert of added.value.filter(({ kind }) => desktop.includes(kind)).slice(0, SHOWN_AT_ONCE)) desk.tell.alert(alert);
  return true;
}

const takes = ({ alerts }: AlertSinkRule, { kind }: Alert): boolean => alerts === undefined || alerts.includes(kind);

/** For as long as the desk is open. Never rejects. */
export async function sendAlerts(desk: Desk): Promise<void> {
  // With a broken policy it is not known which sinks there are: what waits for them goes on waiting.
  if (desk.policy.state !== 'in-force') return;
  await desk.outbox.keepOnly(desk.sinks.map(({ name }) => name)).catch((cause: unknown) => desk.log.error('alerts.not-kept', { cause }));
  await Promise.all(desk.sinks.map((sink) => serve(desk, sink)));
}

async function serve(desk: Desk, sink: AlertSink): Promise<void> {
  while (desk.isOpen()) {
    const next = desk.outbox.next(sink.name);
    if (!next) {
      await somethingOr(desk, LOOK_EVERY_MS);
      continue;
    }
    const pause = await sendOne(desk, sink, next).catch((cause: unknown) => {
      // Closed while it was under way: it comes again, as a repetition.
      if (desk.isOpen()) desk.log.error('alerts.send-failed', { cause });
      return PAUSES_MS[0];
    });
    if (pause > 0) await desk.wait(pause);
  }
}

/** Until an alert was added. The listener goes with the wait: over weeks without an alert none may pile up. */
function somethingOr(desk: Desk, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = desk.outbox.onAdded(() => done());
    const done = () => {
      stop();
      resolve();
    };
    void desk.wait(milliseconds).then(done);
  });
}

/** In order: an alert that does not go keeps its place. @returns how long the sink is to be left alone, ms. */
async function sendOne(desk: Desk, sink: AlertSink, { alert, tries, isRepeated }: Waiting): Promise<number> {
  await desk.outbox.begin(alert.id, sink.name);
  const sent = await sink.send(alert, isRepeated);
  await desk.outbox.end(alert.id, sink.name, sent.state);
  const at = desk.clock.now().toISOString();
  const before = desk.memory.sinkFailures.get(sink.name) ?? null;
  if (sent.state === 'sent') {
    desk.memory.sinkSent.set(sink.name, at);
    desk.memory.sinkFailures.set(sink.name, null);
    if (before !== null) desk.tell.historyChanged();
    return 0;
  }
  desk.memory.sinkFailures.set(sink.name, { at, reason: sent.reason, detail: sent.detail, tries: tries + 1 });
  desk.log.warn('alerts.not-sent', { kind: sent.reason, attempt: tries + 1 });
  desk.tell.historyChanged();
  const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? PAUSE_MAXIMUM_MS;
  return Math.min(Math.max(pause, sent.waitMs ?? 0), PAUSE_MAXIMUM_MS);
}

export function sinkStates(desk: Desk): readonly SinkState[] {
  const waiting = desk.outbox.waiting();
  return desk.sinks.map(({ name, kind }) => ({
    name,
    kind,
    waiting: waiting.filter(({ sink }) => sink === name).length,
    lastSentAt: desk.memory.sinkSent.get(name) ?? null,
    failure: desk.memory.sinkFailures.get(name) ?? null,
  }));
}
