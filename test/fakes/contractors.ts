/** Contractors, and what ending somebody's access looks like. */
import type { Contractor } from '../../shared/domain/contractor';
import type { AccessPreview, AccessResult, AccessStep, OpenAccessAct } from '../../shared/domain/end-access';
import type { GrantRow } from '../../shared/domain/grant';
import type { Handlers, MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { details, operator, row } from './people';

export const ACT = 'ac000000-0000-4000-8000-000000000001';
const DAY_MS = 86_400_000;

/** Noon UTC, so that the day is the same one in most zones. */
export const daysFromNow = (days: number) => new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + days * DAY_MS + DAY_MS / 2).toISOString();

export function contractor(number: number, changes: Partial<Contractor> = {}): Contractor {
  return {
    ...row(number),
    employeeType: 'Contractor',
    companyName: 'Fabrikam',
    because: 'employee type Contractor',
    manager: { known: true, value: { id: row(90).id, displayName: 'Mia Manager', mail: null } },
    end: { known: true, value: { at: daysFromNow(number), from: 'attribute' } },
    lastSignInAt: { known: true, value: new Date(Date.now() - DAY_MS).toISOString() },
    ...changes,
  };
}

export function grantRow(personNumber: number, changes: Partial<GrantRow> = {}): GrantRow {
  const { id, displayName, userPrincipalName } = row(personNumber);
  return {
    scheduleId: `schedule-${personNumber}`,
    requestId: null,
    target: { kind: 'role', id: '29232cdf-9323-42fd-ade2-1d097af3e4de' },
    targetName: 'Exchange Administrator',
    how: 'active',
    scope: '/',
    scopeName: 'Whole tenant',
    person: { id, displayName, userPrincipalName },
    startDateTime: new Date(Date.now() - 3_600_000).toISOString(),
    endDateTime: new Date(Date.now() + 3_600_000).toISOString(),
    createdDateTime: new Date(Date.now() - 3_600_000).toISOString(),
    state: 'live',
    path: 'direct',
    assignment: 'assigned',
    origin: 'tapdesk',
    by: operator.displayName,
    reason: 'Mail outage',
    ticket: 'INC-7',
    template: 'incident',
    taskId: '',
    endsEarlyAt: null,
    ...changes,
  };
}

export const STEPS: readonly AccessStep[] = [
  { id: 'revoke-pass:p', kind: 'revoke-pass', what: '', endsAt: '2030-01-01T10:00:00Z' },
  { id: 'grant:s1', kind: 'end-grant', what: 'Exchange Administrator', endsAt: '2030-01-01T10:00:00Z' },
  { id: 'revoke-sessions', kind: 'revoke-sessions', what: '', endsAt: null },
];

export function preview(personId: string, changes: Partial<AccessPreview> = {}): AccessPreview {
  const number = Number(personId.slice(-12));
  const { displayName, userPrincipalName } = row(number);
  return { personId, displayName, userPrincipalName, accountEnabled: true, steps: STEPS, leftovers: [{ kind: 'tokens' }], ...changes };
}

/** Every step done, unless a step's result is given by its id. */
export function accessResult(personId: string, results: Readonly<Record<string, AccessResult['steps'][number]['result']>> = {}): AccessResult {
  const { displayName, userPrincipalName, steps, leftovers } = preview(personId);
  const done = { state: 'done', provenAt: '2026-01-05T09:00:07Z', stillHeld: [] } as const;
  const after = steps.map((step) => ({ ...step, result: results[step.id] ?? done }));
  return { personId, displayName, userPrincipalName, steps: after, leftovers, isComplete: after.every(({ result }) => result.state === 'done') };
}

export function openAct(numbers: readonly number[], changes: Partial<OpenAccessAct> = {}): OpenAccessAct {
  const people = numbers.map((number) => ({ personId: row(number).id, displayName: row(number).displayName, userPrincipalName: row(number).userPrincipalName }));
  return { actId: ACT, at: '2026-01-05T09:00:00Z', by: operator.displayName, ticket: 'INC-1', reason: 'Project ended', disable: false, people, ...changes };
}

export type ContractorHandlers = Pick<Handlers, Extract<MethodName, `contractors.${string}` | `access.${string}`> | 'grants.list' | 'grants.of'>;

/** Handlers of a desk with these contractors. */
export function contractorHandlers(contractors: readonly Contractor[], grants: readonly GrantRow[] = []): ContractorHandlers {
  const whole = { roles: { known: true, value: grants.length }, eligibleRoles: { known: true, value: 0 }, groups: { known: true, value: 0 } } as const;
  const readAt = new Date().toISOString();
  return {
    'contractors.list': async () => ok({ contractors, unread: [], isComplete: true, readAt }),
    'contractors.read': async ({ personId }) => {
      const found = contractors.find(({ id }) => id === personId) ?? contractor(Number(personId.slice(-12)));
      return ok({ contractor: found, sponsors: { known: true, value: [] }, details: details(found), history: [] });
    },
    'grants.list': async () => ok({ rows: grants, sources: whole, readAt }),
    'grants.of': async ({ personId }) => ok({ rows: grants.filter(({ person }) => person.id === personId), sources: whole, readAt }),
    'access.preview': async ({ personIds }) => ok({ previews: personIds.map((id) => preview(id)), refused: [] }),
    'access.begin': async () => ok({ actId: ACT, refused: [] }),
    'access.run': async ({ personId }) => ok(accessResult(personId)),
    'access.open': async () => ok({ acts: [] }),
    'access.drop': async () => ok({}),
  };
}
