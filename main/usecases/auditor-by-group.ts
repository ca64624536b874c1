/** Whether the operator belongs to a group whose members only read. */
import { FEATURES } from '../../shared/domain/features';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';

/** @returns `group` for a member; null for everybody else, and where no such group is configured. An error: it could not be read, so nobody knows. */
export async function auditorByGroup(desk: Desk): Promise<Result<'group' | null, AppError>> {
  const groups = desk.policy.state === 'in-force' ? desk.policy.rules.auditors.groups : [];
  if (groups.length === 0) return ok(null);
  const held = await desk.directory.groupsOf(desk.operator.id);
  if (!held.ok) return held;
  // Right after the first sign-in nothing is consented to: taken for "in none", an auditor would have a desk that writes.
  if (!held.value.known) return err(held.value.because === 'not-permitted' ? { kind: 'consent-required', scopes: FEATURES.roles.scopes } : { kind: 'unexpected-answer', requestId: '', paths: ['transitiveMemberOf'] });
  const ids = new Set(held.value.value.map(({ id }) => id.toLowerCase()));
  return ok(groups.some(({ groupId }) => ids.has(groupId.toLowerCase())) ? 'group' : null);
}
