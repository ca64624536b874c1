/** What the tests of PIM share: paths, bodies, and short ways to ask. */
import { DEMO_PEOPLE, type DemoTenantOptions, ROLE_TEMPLATES, type RoleName, TIME_BOUND_GROUPS } from '../../../main/demo-tenant';
import { clockAt, type Desk, given, type Reply } from './client';

export const ROLES = '/roleManagement/directory';
export const REQUESTS = `${ROLES}/roleAssignmentScheduleRequests`;
export const SCHEDULES = `${ROLES}/roleAssignmentSchedules`;
export const INSTANCES = `${ROLES}/roleAssignmentScheduleInstances`;
export const ELIGIBLE = `${ROLES}/roleEligibilityScheduleRequests`;
export const GROUPS = '/identityGovernance/privilegedAccess/group';
export const START = '2026-03-02T09:00:00.000Z';

type Wish = { readonly minutes?: number; readonly startsInMinutes?: number; readonly more?: object };

export type PimDesk = Desk & {
  /** Minutes. */
  readonly forward: (minutes: number) => void;
  readonly inMinutes: (minutes: number) => string;
  readonly assign: (personId: string, role: RoleName, wish?: Wish) => Promise<Reply>;
  readonly remove: (personId: string, role: RoleName, more?: object) => Promise<Reply>;
  readonly assignGroup: (personId: string, group: keyof typeof TIME_BOUND_GROUPS, wish?: Wish) => Promise<Reply>;
  /** What a list of the person's own holds. */
  readonly of: (path: string, personId: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
};

export async function pimDesk(options: DemoTenantOptions = {}): Promise<PimDesk> {
  const clock = clockAt(START);
  const desk = await given({ people: 0, now: clock.now, operatorRole: ['Privileged Role Administrator', 'Reports Reader', 'Groups Administrator'], ...options });
  const inMinutes = (minutes: number): string => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
  const infoOf = ({ minutes = 120, startsInMinutes }: Wish): object => ({
    startDateTime: startsInMinutes === undefined ? null : inMinutes(startsInMinutes), expiration: { type: 'afterDuration', duration: `PT${minutes}M` },
  });
  const what = (personId: string, role: RoleName): object => ({ principalId: personId, roleDefinitionId: ROLE_TEMPLATES[role], directoryScopeId: '/' });
  return {
    ...desk,
    forward: clock.forward,
    inMinutes,
    assign: (personId, role, wish = {}) => desk.call('POST', REQUESTS, { body: { action: 'adminAssign', ...what(personId, role), justification: 'Mail flow stopped', scheduleInfo: infoOf(wish), ...wish.more } }),
    remove: (personId, role, more = {}) => desk.call('POST', REQUESTS, { body: { action: 'adminRemove', ...what(personId, role), ...more } }),
    assignGroup: (personId, group, wish = {}) =>
      desk.call('POST', `${GROUPS}/assignmentScheduleRequests`, {
        body: { action: 'adminAssign', accessId: 'member', groupId: TIME_BOUND_GROUPS[group].id, principalId: personId, justification: 'On the bridge', ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' }, scheduleInfo: infoOf(wish), ...wish.more },
      }),
    of: async (path, personId) => (await desk.get(`${path}?$filter=principalId eq '${personId}'`)).body.value,
  };
}

export const { member: ADA, admin: HEAD, eligible: OTTILIE, operator: TOVE, executive: YRSA, chief: RURIK } = DEMO_PEOPLE;
