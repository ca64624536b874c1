/** What a person holds, read for one act: the part of PIM that the act is about must be readable, or nothing is claimed. */
import { type Grant, type GrantHow, type GrantTarget, type HeldPath, targetKey } from '../../shared/domain/grant';
import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { GrantsRead } from '../ports/grants';
import type { Desk } from './desk';

type About = { readonly target: GrantTarget; readonly how: GrantHow };

export type Held = {
  readonly grants: readonly Grant[];
  /** Whether every list was read that can give the same access: for a role active and eligible ones. */
  readonly isWhole: boolean;
};

/** Roles are read whole: the same role may be held by another path, eligible ones too. */
export async function readHeld(desk: Desk, personId: string, about: About): Promise<Result<Held, AppError>> {
  const read = await desk.grants.of(personId, about.target.kind === 'role' ? [] : [about.target.id]);
  if (!read.ok) return read;
  const gap = gapFor(read.value, about);
  if (gap) return err(gap);
  const { roles, eligibleRoles, groups } = read.value;
  return ok({ grants: everyGrant(read.value), isWhole: about.target.kind === 'role' ? roles.known && eligibleRoles.known : groups.known });
}

/** Why the list that a grant would stand in cannot be trusted; null when it can. */
export function gapFor(read: GrantsRead, { target, how }: About): AppError | null {
  const needed: Known<readonly Grant[]> = target.kind !== 'role' ? read.groups : how === 'active' ? read.roles : read.eligibleRoles;
  const isRefused = target.kind !== 'role' && read.refusedGroupIds.includes(target.id.toLowerCase());
  if (needed.known && !isRefused) return null;
  const hasFailed = !needed.known && needed.because === 'failed';
  return hasFailed ? { kind: 'service-unavailable', status: 0, requestId: '' } : { kind: 'not-permitted', graphCode: '', requestId: '', missing: { scopes: [], roles: [] } };
}

export function everyGrant({ roles, eligibleRoles, groups }: Pick<GrantsRead, 'roles' | 'eligibleRoles' | 'groups'>): readonly Grant[] {
  return [roles, eligibleRoles, groups].flatMap((list) => (list.known ? list.value : []));
}

/** PIM's id of the schedule, or of the request where the schedule's was not known yet. */
export function findGrant(held: readonly Grant[], scheduleId: string | null, requestId: string | null): Grant | null {
  const ids = [scheduleId, requestId].flatMap((id) => (id === null || id === '' ? [] : [id.toLowerCase()]));
  return held.find((grant) => ids.includes(grant.scheduleId.toLowerCase()) || (grant.requestId !== null && ids.includes(grant.requestId.toLowerCase()))) ?? null;
}

/** Every other way by which the person has the same at this moment, whatever its scope. */
export function otherPaths(held: readonly Grant[], { target, scheduleId }: { readonly target: GrantTarget; readonly scheduleId: string }): readonly HeldPath[] {
  return held
    .filter((grant) => grant.scheduleId !== scheduleId && grant.state !== 'future' && targetKey(grant.target) === targetKey(target))
    .map((grant) => ({ scheduleId: grant.scheduleId, path: grant.path, assignment: grant.assignment, how: grant.how, endDateTime: grant.endDateTime, scopeName: grant.scopeName }));
}
