/** A run against the loop that every script uses: in turns, each in a tenant and a process of its own. */
import type { Places } from '../support/counting-program';
import { measured } from './measured';
import type { RunFacts } from './protocol';
import { eligible, inTenant, LATENCY_MS, made } from './tenants';

export type SpeedFacts = { readonly people: number; readonly latencyMs: number; readonly loops: readonly number[]; readonly runs: readonly RunFacts[] };

/** Both are run once before, with so many, and that is thrown away. */
const WARM_UP = 40;

export async function measureSpeed(places: Places, people: number, rounds: number): Promise<SpeedFacts> {
  const loop = (count: number) => inTenant(async (tenant) => {
    const { loopMs } = await measured('looped', tenant, places, { kind: 'loop', ids: eligible(tenant, count) });
    if (made(tenant) !== count) throw new Error(`the loop made ${made(tenant)} passes of ${count}`);
    return loopMs;
  });
  const run = (count: number) => inTenant(async (tenant) => {
    const { facts } = await measured('ran', tenant, places, { kind: 'run', ids: eligible(tenant, count), isMemoryWatched: false, isHeld: false });
    requireAll(facts, count, made(tenant));
    return facts;
  });
  await loop(WARM_UP);
  await run(WARM_UP);
  const loops: number[] = [];
  const runs: RunFacts[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // A machine is never equally busy twice.
    const isLoopFirst = round % 2 === 0;
    if (isLoopFirst) loops.push(await loop(people));
    runs.push(await run(people));
    if (!isLoopFirst) loops.push(await loop(people));
  }
  return { people, latencyMs: LATENCY_MS, loops, runs };
}

/** @throws when somebody has no pass: a run that leaves people out is quick. */
export function requireAll({ done, others }: RunFacts, people: number, inTenantMade: number): void {
  if (done !== people || inTenantMade !== people) throw new Error(`of ${people} people ${done} were done, ${inTenantMade} passes were made; the others: ${JSON.stringify(others)}`);
}
