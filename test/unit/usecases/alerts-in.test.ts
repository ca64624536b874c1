import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOfChain, alertOfFinding, alertsIn } from '../../../main/usecases/alerts-in';
import { Alert } from '../../../shared/domain/alert';
import type { Finding } from '../../../shared/domain/history/finding';
import { JournalAction, type JournalEntry } from '../../../shared/domain/journal-entry';
import { anyRecord, record } from '../../support/journal-records';

const INTENT = '33333333-3333-4333-8333-333333333333';
const entry = (change: Partial<JournalEntry> = {}): JournalEntry => ({ ...record({ phase: 'outcome', intentId: INTENT, result: 'succeeded', detail: {} }), seq: 7, previousHash: '0'.repeat(64), hash: '1'.repeat(64), ...change });
const kinds = (...entries: readonly JournalEntry[]) => alertsIn(entries).map(({ kind, what }) => (what === '' ? kind : `${kind}: ${what}`));

describe('alerts of the journal', () => {
  it('are made of each kind of line that succeeded, or not', () => {
    const detail = { targetName: 'Exchange Administrator', runKind: 'issue', people: 3, done: 2, failed: 1 };
    const made = Object.fromEntries(JournalAction.options.map((action) => [action, kinds(entry({ action, detail }))[0]]).filter(([, kind]) => kind !== undefined));
    expect(made).toEqual({
      'pass.issue': 'pass-issued: Exchange Administrator',
      'pass.revoke': 'pass-revoked: Exchange Administrator',
      'grant.make': 'grant-made: Exchange Administrator',
      'grant.extend': 'grant-made: Exchange Administrator (extended)',
      'grant.end': 'grant-ended: Exchange Administrator',
      'access.end': 'access-ended',
      'run.begin': 'pass-issued: run of 3 people: 2 done, 1 failed',
    });
  });

  it('are never made of intents, events and what is not known to have happened', () => {
    const lines = JournalAction.options.filter((action) => action !== 'run.begin').flatMap((action) => [entry({ action, phase: 'intent', result: null }), entry({ action, phase: 'event' }), entry({ action, result: 'unknown' })]);
    expect(kinds(...lines)).toEqual([]);
  });

  it.each(['refused', 'not-permitted', 'pim-refused', 'limits', 'grant-not-ours', 'passes-not-in-cloud', 'journal-broken'])('tell of what would have given access and was %s', (failure) => {
    const detail = { failure };
    expect((['pass.issue', 'grant.make', 'grant.extend', 'pass.revoke', 'grant.end', 'sessions.revoke'] as const).map((action) => kinds(entry({ action, result: 'failed', detail })).join())).toEqual(['refused', 'refused', 'refused: (extended)', '', '', '']);
  });

  it.each(['offline', 'throttled', 'service-unavailable', 'answer-lost', 'cancelled', undefined])('do not call it a refusal when it was %s', (failure) => {
    expect(kinds(entry({ result: 'failed', detail: failure === undefined ? {} : { failure } }))).toEqual([]);
  });

  it('tell of a run that was refused before it began', () => {
    const detail = { runId: INTENT, runKind: 'issue', people: 5, failure: 'journal-broken' };
    expect(kinds(entry({ action: 'run.begin', intentId: null, result: 'failed', detail }))).toEqual(['refused: run of 5 people']);
  });

  it('make one of a run, however many acts it had, and say how far it came', () => {
    const runId = INTENT;
    const parts = Array.from({ length: 200 }, () => entry({ detail: { runId } }));
    const ending = (runKind: string, change: Partial<JournalEntry> = {}) => entry({ action: 'run.begin', person: null, detail: { runId, runKind, people: 200, done: 190, failed: 10 }, ...change });
    expect(kinds(...parts, ending('issue', { result: 'failed' }), ending('revoke'), ending('end-access'), ending('dance'))).toEqual([
      'pass-issued: run of 200 people: 190 done, 10 failed',
      'pass-revoked: run of 200 people: 190 done, 10 failed',
      'access-ended: run of 200 people: 190 done, 10 failed',
    ]);
    expect(kinds(entry({ action: 'run.begin', result: 'failed', detail: { runId, runKind: 'issue', people: 5, failure: 'plan-unreadable' } }))).toEqual(['pass-issued: run of 5 people: given up']);
    // Ending one person's access within a run is part of the run.
    expect(kinds(entry({ action: 'access.end', detail: { actId: runId, runId } }))).toEqual([]);
  });

  it('make one of ending all access, and one where it was given up half-way', () => {
    const steps = (['pass.revoke', 'grant.end', 'grant.end', 'sessions.revoke', 'account.disable'] as const).map((action) => entry({ action, detail: { actId: INTENT } }));
    expect([kinds(...steps, entry({ action: 'access.end', detail: { actId: INTENT } })), kinds(...steps, entry({ action: 'access.end', result: 'failed', detail: { actId: INTENT, failure: 'given-up' } }))]).toEqual([['access-ended'], ['access-ended: given up before everything was ended']]);
  });

  it('lead to the entry and its act, and have the same id whenever they are made', () => {
    const line = entry();
    expect([alertsIn([line]), alertsIn([entry({ ...line, intentId: null })])]).toEqual([
      [{ id: `entry:${line.id}`, kind: 'pass-issued', at: line.at, tenantId: 'demo', operator: line.operator, person: line.person, what: '', ticket: 'INC-1234', lineId: `act:${INTENT}`, seq: 7 }],
      [expect.objectContaining({ id: `entry:${line.id}`, lineId: `act:${line.id}` })],
    ]);
  });

  it('are small, are text, and can be kept, whatever a line says', () => {
    fc.assert(fc.property(anyRecord, fc.string({ unit: 'binary', maxLength: 700 }), (any, name) => {
      for (const alert of alertsIn([entry({ ...any, operator: { id: name, displayName: name, userPrincipalName: name }, detail: { ...any.detail, targetName: name } })])) {
        expect(Alert.safeParse(JSON.parse(JSON.stringify(alert))).data).toEqual(alert);
        expect(Math.max(...[alert.what, alert.ticket, alert.operator?.displayName ?? ''].map((text) => [...text].length))).toBeLessThanOrEqual(256 + ' (extended)'.length);
        expect(/\p{Surrogate}/u.test(JSON.stringify(alert))).toBe(false);
      }
    }));
    const [alert] = alertsIn([entry({ person: { id: 'p', displayName: '😀'.repeat(5000), userPrincipalName: 'a\ud800' } })]);
    expect([alert?.person?.displayName, alert?.person?.userPrincipalName]).toEqual([`${'😀'.repeat(255)}…`, 'a\ufffd']);
  });
});

it('a finding and a broken chain make the same alert at every look', () => {
  const finding: Finding = { id: 'outside:1', kind: 'outside-tool', at: '2026-03-02T10:00:00+01:00', lineIds: ['audit:1'], person: null, operator: null, facts: { what: 'x'.repeat(300) }, seen: null };
  const verdict = { state: 'broken', entries: 9, firstBadSeq: 4, latestBadSeq: 4, problem: 'edited' } as const;
  expect([alertOfFinding(finding, 't'), alertOfChain(verdict, 0, 't', finding.at), alertOfChain(verdict, 1, 't', finding.at)]).toMatchObject([
    { id: 'finding:outside:1', kind: 'outside-tool', what: `${'x'.repeat(255)}…`, lineId: 'audit:1', seq: null },
    { id: 'chain:4:edited', kind: 'chain-broken', what: 'entry 4: edited', seq: 4 },
    { id: 'chain:4:edited:1', kind: 'chain-broken' },
  ]);
});
