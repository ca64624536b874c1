/**
 * What the tenant itself says about schedules: when each was gone, and by what other way somebody holds the same. Events
 * have the instants at which things happened, so what was said a moment ago is compared with that very moment.
 */
import { ROLE_TEMPLATES, type Access, type DemoGrant, type DemoTenant, type GrantEvent } from '../../main/demo-tenant';
import { GROUPS } from '../../main/demo-tenant/directory/groups';

export type Truth = ReturnType<typeof createTruth>;

/** What gives the same: role or group, whatever its scope. */
export const thingOf = (access: Access): string => (access.kind === 'role' ? `role ${access.roleDefinitionId}` : `${access.accessId} ${access.groupId}`);

export function createTruth({ state }: Pick<DemoTenant, 'state'>) {
  const byId = new Map<string, GrantEvent[]>();
  let read = 0;

  const eventsOf = (scheduleId: string): readonly GrantEvent[] => {
    const events = state.grantEvents;
    for (; read < events.length; read += 1) {
      const event = events[read];
      if (event) byId.set(event.scheduleId, [...(byId.get(event.scheduleId) ?? []), event]);
    }
    return byId.get(scheduleId) ?? [];
  };

  /** Epoch milliseconds from which on neither a schedule nor an instance of it was there; null while one is; undefined for what PIM never made. */
  const goneAt = (scheduleId: string): number | null | undefined => {
    const events = eventsOf(scheduleId);
    const last = events.at(-1);
    if (!last) return undefined;
    if (last.kind === 'gone' || last.kind === 'expired') return Date.parse(last.at);
    const hadInstance = events.some(({ kind }) => kind === 'started');
    return (last.kind === 'removed' || last.kind === 'cancelled') && !hadInstance ? Date.parse(last.at) : null;
  };

  /** Current, future and lingering. */
  const all = (): readonly DemoGrant[] => {
    const schedules = state.schedules();
    const known = new Set(schedules.map(({ scheduleId }) => scheduleId));
    return [...schedules, ...state.instances().filter(({ scheduleId }) => !known.has(scheduleId))];
  };

  /** Other ways by which the person has had the same for at least so long, and has it now. */
  const otherWays = (personId: string, thing: string, except: string, sinceMs: number): readonly string[] => {
    const granted = state.instances().filter((each) => each.principalId === personId && each.scheduleId !== except && thingOf(each.access) === thing);
    const settled = granted.filter(({ scheduleId }) => eventsOf(scheduleId).some(({ kind, at }) => kind === 'started' && Date.parse(at) <= sinceMs)).map(({ scheduleId }) => scheduleId);
    const person = state.person(personId);
    const standing = [...(person?.directoryRoles ?? []), ...(person?.eligibleRoles ?? [])].filter((name) => thing === `role ${ROLE_TEMPLATES[name]}`);
    return [...settled, ...standing];
  };

  return { eventsOf, goneAt, all, otherWays };
}

/** Roles that the members of these groups hold through them. */
export function rolesThrough(groupIds: readonly string[]): readonly { readonly groupId: string; readonly roleId: string }[] {
  return GROUPS.filter(({ id }) => groupIds.includes(id)).flatMap(({ id, roles }) => roles.map((name) => ({ groupId: id, roleId: ROLE_TEMPLATES[name] })));
}
