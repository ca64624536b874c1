/** The limits in force, what the tenant's own policy says, and which guards of Entra itself are missing. Reads only. */
import type { Known } from '../../shared/domain/known';
import { TIERS } from '../../shared/domain/limits';
import type { PassPolicy } from '../../shared/domain/pass';
import { limitsFor, operatorGroupOf } from '../../shared/domain/rules';
import type { Backstop, PolicyReport, Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';

export async function readPolicy(desk: Desk): Promise<Reply<'policy.read'>> {
  const { policy } = desk;
  const named = policy.state === 'in-force' ? policy.rules.operatorGroups : [];
  const [tenant, issuers, facts] = await Promise.all([
    desk.passes.policy(),
    desk.guards.standingIssuers(),
    // The operator's own groups come with anybody's facts; their own are always readable as a person.
    named.length === 0 ? null : desk.directory.readPassFacts(desk.operator.id, desk.operator.id, 1),
  ]);
  if (!tenant.ok) return tenant;
  if (!issuers.ok) return issuers;
  const groups = facts?.ok ? facts.value.operator.groupIds : ({ known: false, because: 'failed', needs: null } as const);
  const operatorGroup: PolicyReport['operatorGroup'] =
    named.length === 0
      ? { known: true, value: null }
      : groups.known
        ? { known: true, value: operatorGroupOf({ operatorGroups: named }, groups.value)?.name ?? null }
        : groups;
  return ok({
    desk: policy,
    tenant: tenant.value,
    operatorGroup,
    backstops: [...tenantBackstops(desk, tenant.value), issuersBackstop(issuers.value), CONDITIONAL_ACCESS],
  });
}

/** Reading Conditional Access is throttled to one request a second and needs rights nobody here has: it is named, not read. Source: facts 10. */
const CONDITIONAL_ACCESS: Backstop = { id: 'conditional-access', state: 'not-checked', needs: null, count: null, names: [] };

function tenantBackstops({ policy }: Desk, tenant: Known<PassPolicy>): readonly Backstop[] {
  const unread = { state: 'not-checked', needs: 'policy', count: null, names: [] } as const;
  if (!tenant.known) return [{ id: 'one-time', ...unread }, { id: 'longest-lifetime', ...unread }];
  const { isUsableOnce, maximumLifetimeInMinutes } = tenant.value;
  const longest = policy.state === 'in-force' ? Math.max(...TIERS.map((tier) => limitsFor(policy.rules, tier, null).lifetime.maximumMinutes)) : 0;
  return [
    { id: 'one-time', state: isUsableOnce ? 'in-place' : 'missing', needs: null, count: null, names: [] },
    // Whoever issues by another tool is held by the tenant's maximum alone.
    { id: 'longest-lifetime', state: maximumLifetimeInMinutes <= longest ? 'in-place' : 'missing', needs: null, count: maximumLifetimeInMinutes, names: [] },
  ];
}

function issuersBackstop(issuers: Known<readonly { readonly displayName: string; readonly role: string }[]>): Backstop {
  if (!issuers.known) return { id: 'standing-issuers', state: 'not-checked', needs: issuers.needs, count: null, names: [] };
  const names = issuers.value.map(({ displayName, role }) => `${displayName} (${role})`);
  return { id: 'standing-issuers', state: names.length === 0 ? 'in-place' : 'missing', needs: null, count: names.length, names };
}
