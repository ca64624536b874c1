/** The tenants that runs are measured in, each fresh: what one measurement used of the quota is not missing in the next. */
import { type DemoTenant, startDemoTenant } from '../../main/demo-tenant';

/** Added to every request, ms. */
export const LATENCY_MS = 50;
/** As documented. */
export const WRITES = { limit: 3_000, windowMs: 150_000 } as const;
const LOG_LIMIT = 1_000_000;

export async function inTenant<T>(use: (tenant: DemoTenant) => Promise<T>, now?: () => Date): Promise<T> {
  const tenant = await startDemoTenant({ largeCohort: true, latencyMs: LATENCY_MS, quotas: { writes: WRITES }, logLimit: LOG_LIMIT, ...(now && { now }) });
  try {
    return await use(tenant);
  } finally {
    await tenant.close();
  }
}

/** People for whom a pass can be made, and who have none. New hires first. @throws when there are not as many. */
export function eligible({ cohorts, state, operator }: DemoTenant, count: number): readonly string[] {
  const hires = [...cohorts].reverse().flatMap((cohort) => cohort.members().filter(({ obstacles, livePass }) => obstacles.length === 0 && livePass === null).map(({ person }) => person.id));
  const listed = new Set(hires);
  const ordinary = state.people.filter(({ id, userType, accountEnabled, userPrincipalName }) => !listed.has(id) && userType === 'Member' && accountEnabled && !userPrincipalName.includes('#EXT#') && id !== operator.id && state.passOf(id) === undefined && state.groupIdsOf(id).length === 0);
  const ids = [...hires, ...ordinary.map(({ id }) => id)].slice(0, count);
  if (ids.length < count) throw new Error(`the demo tenant has ${ids.length} people for a run of ${count}`);
  return ids;
}

/** Passes made over the network, as the tenant counts them. */
export function made({ state }: DemoTenant): number {
  return state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).length;
}
