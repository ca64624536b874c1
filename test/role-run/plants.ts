/**
 * Bugs planted on purpose, by wrapping the ports of one desk: a run that counts well must find each of them. Nothing in
 * the program itself knows of them.
 */
import type { Grants } from '../../main/ports/grants';
import type { Desk, Policy } from '../../main/usecases/desk';
import { type Grant, targetKey } from '../../shared/domain/grant';
import { ok } from '../../shared/result';
import type { Plant } from './protocol';

const YEAR_MINUTES = 525_600;

export function planted(desk: Desk, plant: Plant | null): Desk {
  switch (plant) {
    case null:
      return desk;
    case 'removal-not-proven':
      return { ...desk, grants: believing(desk.grants) };
    case 'limit-not-kept':
      return { ...desk, policy: unlimited(desk.policy) };
    case 'other-path-removed':
      return { ...desk, grants: sweeping(desk.grants) };
    case 'crash-forgets-planned-end':
      return { ...desk, journal: { ...desk.journal, unsettled: () => withoutPlanned(desk.journal) } };
  }
}

/** Takes PIM's answer to a removal for the proof: what was asked to go is never seen again. */
function believing(grants: Grants): Grants {
  const gone = new Set<string>();
  const without = (list: readonly Grant[]) => list.filter(({ scheduleId }) => !gone.has(scheduleId));
  return {
    ...grants,
    remove: (access, scheduleId, justification) => {
      gone.add(scheduleId);
      return grants.remove(access, scheduleId, justification);
    },
    of: async (personId, groupIds) => {
      const read = await grants.of(personId, groupIds);
      if (!read.ok) return read;
      const { roles, eligibleRoles, groups } = read.value;
      const part = <T extends typeof roles>(known: T) => (known.known ? { ...known, value: without(known.value) } : known);
      return ok({ ...read.value, roles: part(roles), eligibleRoles: part(eligibleRoles), groups: part(groups) });
    },
  };
}

/** Works under longer limits than the file says, and knows of no contract's end. */
function unlimited(policy: Policy): Policy {
  if (policy.state === 'broken') return policy;
  const { rules } = policy;
  const long = <T>(list: readonly T[]): readonly T[] => list.map((each) => ({ ...each, longestMinutes: YEAR_MINUTES }));
  const grants = { ...rules.grants, roles: long(rules.grants.roles), groups: long(rules.grants.groups), templates: long(rules.grants.templates) };
  const contractors = { ...rules.contractors, end: { leaveDate: false, attribute: null, groupPrefix: null, people: {} } };
  return { ...policy, rules: { ...rules, grants, contractors } };
}

/** Takes whatever else there is of the same role or group along. */
function sweeping(grants: Grants): Grants {
  return {
    ...grants,
    remove: async (access, scheduleId, justification) => {
      const removed = await grants.remove(access, scheduleId, justification);
      const read = await grants.of(access.personId, []);
      const held = read.ok ? [read.value.roles, read.value.eligibleRoles, read.value.groups].flatMap((list) => (list.known ? list.value : [])) : [];
      for (const other of held) {
        if (other.scheduleId === scheduleId || other.path === 'group' || targetKey(other.target) !== targetKey(access.target)) continue;
        await grants.remove({ personId: access.personId, target: other.target, how: other.how, scope: other.scope }, other.scheduleId, justification);
      }
      return removed;
    },
  };
}

/** A start that overlooks removals that were put off. */
async function withoutPlanned(journal: Desk['journal']): ReturnType<Desk['journal']['unsettled']> {
  const open = await journal.unsettled();
  return open.ok ? ok(open.value.filter(({ action, detail }) => action !== 'grant.end' || typeof detail.notBefore !== 'string')) : open;
}
