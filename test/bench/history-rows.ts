/**
 * Journal entries of a plausible desk by the hundred thousand: passes with their hand-over, grants, ends, sign-ins and exports,
 * from twenty operators for several thousand people over a year. Deterministic: the same options give the same entries. They are
 * not chained (hashes are fillers): the history does not verify.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AuditRow, SignInRow } from '../../shared/domain/history/audit-row';
import type { Tier } from '../../shared/domain/limits';

export type RowsOptions = {
  readonly entries: number;
  readonly people?: number;
  readonly operators?: number;
  /** Of the first entry; the last is a year later at most. */
  readonly since?: string;
  readonly seed?: number;
};

type Who = JournalEntry['operator'];
const YEAR_MS = 365 * 86_400_000;
/** Between two entries of one act, at most. */
const STEP_MS = 4_000;
const NIL = '0'.repeat(64);
const FIRST = ['Ada', 'Bruno', 'Chidi', 'Dagny', 'Elif', 'Fatima', 'Goran', 'Hana', 'Ivo', 'Jun', 'Kwame', 'Leila', 'Milan', 'Noor', 'Otto', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tala'];
const LAST = ['Aalto', 'Bianchi', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Hansen', 'Ivanov', 'Jensen', 'Kowalski', 'Lindqvist', 'Moreau', 'Nakamura', 'Okafor', 'Petrov', 'Quist', 'Rossi', 'Silva', 'Tanaka'];
const SCENARIOS = ['first-day', 'lost-phone', 'new-device', 'passkey-set-up', 'autopilot'];
const REASONS = ['Starts today, nothing registered yet', 'Phone lost on the train, verified by call back', 'New laptop, signs in for the first time', 'Sets up a passkey with us on the phone', 'Pre-provisioned device'];
const TIERS: readonly Tier[] = ['standard', 'standard', 'standard', 'standard', 'standard', 'contractor', 'contractor', 'external-guest', 'privileged'];
const ROLES = ['Helpdesk Administrator', 'Exchange Administrator', 'Intune Administrator', 'Application Administrator'];

/** Mulberry32: small, fast, the same everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param space - Keeps ids of different things apart. */
export function guid(space: number, index: number): string {
  return `${space.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

export function personAt(index: number): Who {
  const name = `${FIRST[index % FIRST.length] ?? ''} ${LAST[Math.floor(index / FIRST.length) % LAST.length] ?? ''}`;
  return { id: guid(1, index), displayName: name, userPrincipalName: `${name.toLowerCase().replace(' ', '.')}${index}@contoso.example` };
}

export function operatorAt(index: number): Who {
  const name = `${FIRST[(index * 7) % FIRST.length] ?? ''} ${LAST[(index * 3) % LAST.length] ?? ''}`;
  return { id: guid(2, index), displayName: name, userPrincipalName: `desk.${index}@contoso.example` };
}

/** In the order of the journal, in arrays of a thousand; memory does not grow with their number. */
export function* historyRows({ entries, people = 5_000, operators = 20, since = '2025-06-01T00:00:00.000Z', seed = 1 }: RowsOptions): Generator<readonly JournalEntry[]> {
  const random = chance(seed);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const pace = YEAR_MS / entries;
  let seq = 0;
  let acts = 0;
  const begin = Date.parse(since);
  let time = begin;
  let chunk: JournalEntry[] = [];
  const write = (line: Pick<JournalEntry, 'phase' | 'action' | 'operator'> & Partial<JournalEntry>): JournalEntry => {
    seq += 1;
    time += Math.min(pace, STEP_MS);
    const entry: JournalEntry = { seq, id: guid(3, seq), at: new Date(time).toISOString(), intentId: null, result: null, tenantId: 'demo', person: null, ticket: '', reason: '', detail: {}, previousHash: NIL, hash: NIL, ...line };
    chunk.push(entry);
    return entry;
  };

  while (seq < entries) {
    acts += 1;
    time = begin + seq * pace;
    const operator = operatorAt(Math.floor(random() ** 1.5 * operators));
    const person = personAt(Math.floor(random() * people));
    const ticket = `INC-${(100_000 + Math.floor(random() * 900_000)).toString()}`;
    const kind = random();
    if (kind < 0.8) {
      const scenario = Math.floor(random() * SCENARIOS.length);
      const detail = { lifetimeInMinutes: 60, isUsableOnce: random() < 0.8, startDateTime: null, scenario: SCENARIOS[scenario] ?? '', tier: pick(TIERS), tierIsCertain: true, verificationKind: 'call-back', verificationAgainst: '+1 555 0100' };
      const about = { operator, person, ticket, reason: REASONS[scenario] ?? '' };
      const intent = write({ phase: 'intent', action: 'pass.issue', ...about, detail });
      const passId = guid(4, acts);
      const failed = random() < 0.03;
      const belongs = { ...about, intentId: intent.id };
      write({ phase: 'outcome', action: 'pass.issue', ...belongs, result: failed ? 'failed' : 'succeeded', detail: failed ? { error: 'not-permitted', graphCode: 'Authorization_RequestDenied' } : { passId, expiresAt: new Date(time + 3_600_000).toISOString(), requestId: guid(5, acts) } });
      if (failed) continue;
      for (const action of ['passcode.reveal', 'passcode.show', 'passcode.close'] as const) write({ phase: 'event', action, ...belongs, result: 'succeeded', reason: '', detail: { passId } });
      if (random() < 0.15) {
        const revoke = write({ phase: 'intent', action: 'pass.revoke', ...about, reason: 'Done on the phone', detail: { passId } });
        write({ phase: 'outcome', action: 'pass.revoke', ...about, intentId: revoke.id, result: 'succeeded', detail: { passId } });
      }
    } else if (kind < 0.92) {
      const role = Math.floor(random() * ROLES.length);
      const intent = write({ phase: 'intent', action: 'grant.make', operator, person, ticket, reason: 'Incident, needs the role until it is solved', detail: { targetId: guid(6, role), targetName: ROLES[role] ?? '', scenario: 'incident', tier: 'privileged', how: 'active', minutes: 120 } });
      write({ phase: 'outcome', action: 'grant.make', operator, person, ticket, reason: intent.reason, intentId: intent.id, result: 'succeeded', detail: { scheduleId: guid(7, acts), pimRequestId: guid(8, acts), status: 'Provisioned', startsAt: intent.at, endsAt: new Date(time + 7_200_000).toISOString(), scheduleKnown: true } });
    } else if (kind < 0.98) write({ phase: 'event', action: random() < 0.5 ? 'session.sign-in' : 'session.sign-out', operator, result: 'succeeded' });
    else write({ phase: 'event', action: 'journal.export', operator, result: 'succeeded', reason: 'Monthly report', detail: { rows: 1200, format: 'csv' } });
    if (chunk.length >= 1_000) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/** Entra's row of a pass that the journal says was made, seconds later. */
export function auditOf(outcome: JournalEntry): AuditRow {
  return {
    id: `audit-${outcome.id}`, at: new Date(Date.parse(outcome.at) + 2_000).toISOString(), activity: 'Admin registered security info', service: 'Authentication Methods', category: 'UserManagement',
    result: 'success', resultReason: 'Admin registered temporary access pass method for user', correlationId: String(outcome.detail.requestId ?? ''), by: { ...outcome.operator, isApp: false },
    targets: outcome.person ? [{ ...outcome.person, type: 'User' }] : [], details: {}, changed: [],
  };
}

export function signInOf(person: Who, at: string, index: number): SignInRow {
  return { id: `sign-in-${index}`, at, personId: person.id, displayName: person.displayName, userPrincipalName: person.userPrincipalName, app: 'Office', ipAddress: `198.51.100.${index % 250}`, country: 'NL', city: 'Utrecht', errorCode: 0, correlationId: '' };
}
