/** A line of the history from the facts of a life. */
import { Tier } from '../limits';
import { timeOf } from './fact';
import { CERTAINTIES, type Certainty, type HistoryEvent, type LineResult, SOURCES, type Who } from './history-line';
import { textIn } from './join-acts';
import { personOf, whoDid } from './join-audit';
import type { Draft, LifeLine } from './join-draft';

/** What is told of a life beyond its facts. `result` null: as its audit says. */
type Stated = { readonly result: LineResult | null } & Partial<Pick<LifeLine, 'what' | 'state' | 'endsAt' | 'use' | 'firstUsedAt' | 'registeredAt'>>;
type AuditEvent = Extract<HistoryEvent, { source: 'audit' }>;

const RESULTS: Readonly<Record<AuditEvent['audit']['result'], LineResult>> = { success: 'succeeded', failure: 'failed', timeout: 'unknown', unknown: 'unknown' };

const REASONS_MAXIMUM = 10;

/** @param events - Of the draft, oldest first. @returns null when there are none. */
export function lineOf(draft: Draft, events: readonly HistoryEvent[], stated: Stated): LifeLine | null {
  const founding = events.find(({ joinedBy }) => joinedBy === 'itself') ?? events[0];
  if (!founding) return null;
  const own = events.flatMap((event) => (event.source === 'journal' ? [event] : []));
  const entry = founding.source === 'journal' ? founding.entry : null;
  const audits = events.flatMap((event) => (event.source === 'audit' ? [event] : []));
  const audit = founding.source === 'audit' ? founding : null;
  // An outcome repeats its intent, so any line of the founding act tells the same.
  const detail = entry?.detail ?? {};
  const tier = Tier.safeParse(textIn(detail, 'tier'));
  const later = laterReasons(own, entry);
  const newest = events.reduce((last, event) => (timeOf(event.at) >= timeOf(last.at) ? event : last), founding);
  return {
    id: draft.id,
    kind: draft.kind,
    at: founding.at,
    lastAt: newest.at,
    what: draft.kind === 'pass' ? '' : (stated.what ?? '') || (entry?.action ?? audit?.audit.activity ?? ''),
    person: entry ? entry.person : audit ? personIn([audit, ...audits]) : null,
    operator: entry ? entry.operator : audit ? operatorIn(audit) : null,
    tier: tier.success ? tier.data : null,
    // Of a refusal none: charts count what was given.
    scenario: draft.kind === 'desk' ? '' : textIn(detail, draft.kind === 'grant' ? 'template' : 'scenario'),
    // Whoever revoked a pass under a ticket gave that for the revoke; it is the line's only where nobody issued it here.
    ticket: entry?.ticket ?? '',
    reason: entry?.reason ?? (audit && draft.kind === 'grant' ? justificationIn(audit) : ''),
    ...(later !== '' && { laterReasons: later }),
    result: stated.result ?? (audit ? RESULTS[audit.audit.result] : 'unknown'),
    state: stated.state ?? null,
    endsAt: stated.endsAt ?? null,
    use: stated.use ?? null,
    firstUsedAt: stated.firstUsedAt ?? null,
    registeredAt: stated.registeredAt ?? null,
    sources: SOURCES.filter((source) => events.some((event) => event.source === source)),
    certainty: leastSure(events),
    desk: founding.source === 'journal' ? founding.desk : (own[0]?.desk ?? ''),
    runId: textIn(detail, 'runId'),
  };
}

/** Each once, in their order; none for ever, however often somebody touches a line. */
function laterReasons(own: readonly Extract<HistoryEvent, { source: 'journal' }>[], entry: { readonly reason: string; readonly ticket: string } | null): string {
  const said = new Set(own.flatMap((event) => [event.entry.reason, event.entry.ticket]));
  for (const known of ['', entry?.reason, entry?.ticket]) if (known !== undefined) said.delete(known);
  return [...said].slice(0, REASONS_MAXIMUM).join('\n');
}

/** Of what was joined to the act itself. What the person did meanwhile is told by `use`, which says how sure it is in its own words. */
function leastSure(events: readonly HistoryEvent[]): Certainty | null {
  const sure = events.filter((event) => event.joinedBy !== 'itself' && event.source !== 'sign-in' && !(event.source === 'audit' && /^user registered\b/i.test(event.audit.activity))).map(({ certainty }) => CERTAINTIES.indexOf(certainty));
  return sure.length === 0 ? null : (CERTAINTIES[Math.max(...sure)] ?? null);
}

function personIn(events: readonly AuditEvent[]): Who | null {
  return events.flatMap(({ audit, also }) => [audit, ...also]).map(personOf).find((person) => person !== null) ?? null;
}

/** Whoever asked, rather than the platform that carried it out. */
function operatorIn({ audit, also }: AuditEvent): Who | null {
  const all = [audit, ...also];
  return whoDid(all.find(({ by }) => by !== null && !by.isApp) ?? all.find(({ by }) => by !== null) ?? audit);
}

function justificationIn({ audit, also }: AuditEvent): string {
  return [audit, ...also].map(({ resultReason, details }) => resultReason || (details.Justification ?? '')).find((text) => text !== '') ?? '';
}
