/** Facts of one person as the sources write them; tests change one thing of them. */
import type { JournalEntry } from '../../../../shared/domain/journal-entry';
import type { AuditRow, PassSeen, SignInRow } from '../../../../shared/domain/history/audit-row';
import { auditFact, type Fact, journalFact, seenFact, signInFact } from '../../../../shared/domain/history/fact';
import type { FindingContext } from '../../../../shared/domain/history/finding-context';
import { DEFAULT_HISTORY_RULES } from '../../../../shared/domain/history/history-rules';
import { type Life, livesOf } from '../../../../shared/domain/history/lives';

/** A Monday, in UTC. */
const START = Date.parse('2026-03-02T09:00:00Z');
/** Minutes after the start, as ISO. */
export const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
export const DAY = 1440;

export const PERSON = { id: '11111111-1111-4111-8111-111111111111', displayName: 'Ada Lindqvist', userPrincipalName: 'ada@contoso.example' };
export const DANA = { id: '22222222-2222-4222-8222-222222222222', displayName: 'Dana Operator', userPrincipalName: 'dana@contoso.example' };
export const OTTO = { id: '33333333-3333-4333-8333-333333333333', displayName: 'Otto Colleague', userPrincipalName: 'otto@contoso.example' };
export const ROLE = 'fe930be7-5e62-47db-91af-98c3a49a38b1';

export const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A journal line; its number is its id and its place in the chain. */
export function entry(number: number, minutes: number, change: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: guid(number), at: at(minutes), phase: 'intent', action: 'pass.issue', intentId: null, result: null, tenantId: 'tenant', operator: DANA, person: PERSON,
    ticket: 'INC-1001', reason: 'Lost phone', detail: {}, seq: number, previousHash: '0'.repeat(64), hash: '0'.repeat(64), ...change,
  };
}

/** Of another desk: vouched for. */
export const line = (number: number, minutes: number, change: Partial<JournalEntry> = {}, desk = ''): Fact => journalFact(desk, entry(number, minutes, change), true);

/** The same facts, of journals that nobody vouches for. */
export const doubted = (facts: readonly Fact[]): readonly Fact[] => facts.map((fact) => (fact.source === 'journal' ? journalFact(fact.desk, fact.entry) : fact));

type Issue = { readonly passId?: string; readonly result?: JournalEntry['result']; readonly detail?: JournalEntry['detail']; readonly change?: Partial<JournalEntry>; readonly desk?: string; readonly lifetime?: number };

/** A pass that was issued at `minutes`: its intent is `number`, its outcome the next. */
export function issued(number: number, minutes: number, { passId = `pass-${number}`, result = 'succeeded', detail = {}, change = {}, desk = '', lifetime = 60 }: Issue = {}): readonly Fact[] {
  const asked = { lifetimeInMinutes: lifetime, isUsableOnce: true, startDateTime: null, scenario: 'lost-phone', tier: 'standard', verificationKind: 'call-back', ...detail };
  const made = result === 'succeeded' ? { passId, expiresAt: at(minutes + lifetime), requestId: `request-${number}` } : { failure: 'refused' };
  return [
    line(number, minutes, { detail: asked, ...change }, desk),
    line(number + 1, minutes + 0.05, { phase: 'outcome', intentId: guid(number), result, detail: { ...asked, ...made }, ...change }, desk),
  ];
}

export const shown = (number: number, minutes: number, intent: number, passId = `pass-${intent}`): Fact => line(number, minutes, { phase: 'event', action: 'passcode.show', intentId: guid(intent), result: 'succeeded', detail: { passId } });

export function revoked(number: number, minutes: number, passId: string, change: Partial<JournalEntry> = {}, desk = ''): readonly Fact[] {
  return [
    line(number, minutes, { action: 'pass.revoke', detail: { passId }, ...change }, desk),
    line(number + 1, minutes + 0.05, { action: 'pass.revoke', phase: 'outcome', intentId: guid(number), result: 'succeeded', detail: { passId, proven: true }, ...change }, desk),
  ];
}

export function auditRow(id: string, minutes: number, change: Partial<AuditRow> = {}): AuditRow {
  return {
    id, at: at(minutes), activity: 'Admin registered security info', service: 'Authentication Methods', category: 'UserManagement', result: 'success',
    resultReason: 'Admin registered temporary access pass method for user', correlationId: '', by: { ...DANA, isApp: false }, targets: [{ ...PERSON, type: 'User' }], details: {}, changed: [], ...change,
  };
}
export const audit = (id: string, minutes: number, change: Partial<AuditRow> = {}): Fact => auditFact(auditRow(id, minutes, change));
export const removal = (id: string, minutes: number, change: Partial<AuditRow> = {}): Fact => audit(id, minutes, { activity: 'Admin deleted security info', resultReason: 'Admin deleted temporary access pass method for user', ...change });
export const registration = (id: string, minutes: number): Fact => audit(id, minutes, { activity: 'User registered security info', resultReason: 'User registered Authenticator App', by: { ...PERSON, isApp: false } });

export function signIn(id: string, minutes: number, change: Partial<SignInRow> = {}): Fact {
  return signInFact({ id, at: at(minutes), personId: PERSON.id, displayName: PERSON.displayName, userPrincipalName: PERSON.userPrincipalName, app: 'My Sign-Ins', ipAddress: '192.0.2.7', country: 'DE', city: 'Berlin', errorCode: 0, correlationId: '', ...change });
}
export const seen = (passId: string, minutes: number, reason: PassSeen['reason']): Fact => seenFact({ personId: PERSON.id, passId, at: at(minutes), reason });

export function granted(number: number, minutes: number, { requestId = `pim-${number}`, until = minutes + 240 } = {}): readonly Fact[] {
  const detail = { targetKind: 'role', targetId: ROLE, targetName: 'User Administrator', how: 'active', scope: '/', startDateTime: null, minutes: until - minutes, until: null, plannedEnd: at(until), template: 'incident', taskId: null, tier: 'standard' };
  return [
    line(number, minutes, { action: 'grant.make', detail }),
    line(number + 1, minutes + 0.1, { action: 'grant.make', phase: 'outcome', intentId: guid(number), result: 'succeeded', detail: { ...detail, scheduleId: requestId, pimRequestId: requestId, status: 'Provisioned', startsAt: at(minutes), endsAt: at(until) } }),
  ];
}

const role = { id: ROLE, displayName: 'User Administrator', userPrincipalName: '', type: 'Role' };
const request = (id: string) => ({ id, displayName: '', userPrincipalName: '', type: 'Request' });
export const MS_PIM = { id: 'ms-pim', displayName: 'MS-PIM', userPrincipalName: '', isApp: true };
const pim = { service: 'PIM', category: 'RoleManagement', resultReason: 'Incident 42' };

/** The three rows that one act of PIM leaves. */
export function triple(id: string, minutes: number, { requestId = id, verb = 'Add member to', by = { ...DANA, isApp: false } } = {}): readonly Fact[] {
  const targets = [role, request(requestId), { ...PERSON, type: 'User' }];
  return [
    audit(`${id}-requested`, minutes + 0.02, { ...pim, activity: `${verb} role in PIM requested (timebound)`, by, targets, details: { RoleAssignmentRequestId: requestId } }),
    audit(`${id}-completed`, minutes + 0.06, { ...pim, activity: `${verb} role in PIM completed (timebound)`, by, targets, details: { RoleAssignmentRequestId: requestId } }),
    audit(`${id}-core`, minutes + 0.04, { service: 'Core Directory', activity: `${verb} role`, resultReason: '', by: MS_PIM, targets: [{ ...PERSON, type: 'User' }, role] }),
  ];
}

export const context = (change: Partial<FindingContext> = {}): FindingContext => ({
  now: at(10 * DAY), timeZone: 'UTC', rules: DEFAULT_HISTORY_RULES, limits: {}, operatorGroups: [],
  auditsRead: { from: at(-60 * DAY), through: at(10 * DAY) }, journalSince: at(-90 * DAY), signInsRead: { from: at(-60 * DAY), through: at(10 * DAY) }, ...change,
});

/** The only life of these facts. */
export function only(facts: readonly Fact[], now = at(10 * DAY)): Life {
  const lives = livesOf(facts, now);
  if (lives.length !== 1 || !lives[0]) throw new Error(`${lives.length} lives: ${lives.map(({ line: { id, kind } }) => `${kind} ${id}`).join(', ')}`);
  return lives[0];
}
