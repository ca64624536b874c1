/** How long a pass may live: the tightest of Graph's own bounds, the tenant's policy and the desk's limits. Whole minutes. Pure. */
import type { Limits } from './limits';
import { GRAPH_LIFETIME, type PassPolicy } from './pass';

export type LifetimeBounds = {
  readonly minimumMinutes: number;
  readonly maximumMinutes: number;
  readonly defaultMinutes: number;
  /** Who enforces the bound: Entra refuses beyond it, or this tool alone does. */
  readonly minimumFrom: 'Entra' | 'Tapdesk';
  readonly maximumFrom: 'Entra' | 'Tapdesk';
};

type PolicyBounds = Pick<PassPolicy, 'minimumLifetimeInMinutes' | 'maximumLifetimeInMinutes' | 'defaultLifetimeInMinutes'>;

/** May be empty (minimum above maximum). @param policy - Null when it could not be read: Graph's own bounds then hold. */
export function lifetimeBounds(policy: PolicyBounds | null, { lifetime }: Pick<Limits, 'lifetime'>): LifetimeBounds {
  const tenantMinimum = Math.max(GRAPH_LIFETIME.minimumMinutes, policy?.minimumLifetimeInMinutes ?? 0);
  const tenantMaximum = Math.min(GRAPH_LIFETIME.maximumMinutes, policy?.maximumLifetimeInMinutes ?? Infinity);
  const minimumMinutes = Math.max(tenantMinimum, lifetime.minimumMinutes);
  const maximumMinutes = Math.min(tenantMaximum, lifetime.maximumMinutes);
  return {
    minimumMinutes,
    maximumMinutes,
    defaultMinutes: Math.max(minimumMinutes, Math.min(maximumMinutes, lifetime.defaultMinutes)),
    minimumFrom: tenantMinimum >= lifetime.minimumMinutes ? 'Entra' : 'Tapdesk',
    maximumFrom: tenantMaximum <= lifetime.maximumMinutes ? 'Entra' : 'Tapdesk',
  };
}
