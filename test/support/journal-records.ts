/** Journal records for tests: plausible ones by hand, odd ones by fast-check. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { JournalAction, type JournalRecord } from '../../shared/domain/journal-entry';

export const agent = { id: '11111111-1111-4111-8111-111111111111', displayName: 'Olga Operator', userPrincipalName: 'olga@contoso.example' };
export const ada = { id: '22222222-2222-4222-8222-222222222222', displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example' };

export function record(change: Partial<JournalRecord> = {}): JournalRecord {
  return {
    id: randomUUID(),
    at: '2026-03-02T09:15:00.000Z',
    phase: 'intent',
    action: 'pass.issue',
    intentId: null,
    result: null,
    tenantId: 'demo',
    operator: agent,
    person: ada,
    ticket: 'INC-1234',
    reason: 'Lost phone',
    detail: { lifetimeInMinutes: 60, isUsableOnce: true },
    ...change,
  };
}

/** Text that is awkward on purpose: NUL, line ends, lone surrogates, length look-alikes. */
const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', 'a\u0000b', '\ud800', '\ufeffx', 'x\nticket=text:1:y\n', '5:hello', 'null', 'Ⓓ ﬁ İ ß', "'; DROP TABLE entry; --"),
);
const actor = fc.record({ id: fc.uuid(), displayName: awkward, userPrincipalName: awkward });

export const anyRecord: fc.Arbitrary<JournalRecord> = fc.record({
  id: fc.uuid({ version: 4 }),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  phase: fc.constantFrom('intent', 'outcome', 'event'),
  action: fc.constantFrom(...JournalAction.options),
  intentId: fc.option(fc.uuid({ version: 4 })),
  result: fc.option(fc.constantFrom('succeeded', 'failed', 'unknown')),
  tenantId: fc.constant('demo'),
  operator: actor,
  person: fc.option(actor),
  ticket: awkward,
  reason: awkward,
  detail: fc.dictionary(fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'), fc.oneof(awkward, fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 4 }),
});
