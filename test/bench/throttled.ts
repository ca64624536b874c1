/**
 * A run that meets a quota which another tool has used up but for a part. The other tool's writes are made before, at
 * instants of the tenant's own clock that lie in the past of the run; the floor follows from them and from the tenant's
 * rule alone: so many writes in any 150 seconds.
 */
import { randomUUID } from 'node:crypto';
import type { DemoTenant } from '../../main/demo-tenant';
import type { Places } from '../support/counting-program';
import { measured } from './measured';
import type { RunFacts } from './protocol';
import { requireAll } from './speed';
import { eligible, inTenant, made, WRITES } from './tenants';

export type Tool = {
  readonly name: string;
  readonly writes: number;
  /** Its first and its last write, before the start of the run, ms. */
  readonly firstAgoMs: number;
  readonly lastAgoMs: number;
};

export type ThrottledFacts = { readonly name: string; readonly people: number; readonly run: RunFacts; readonly floorMs: number; readonly refused: number };

/** Items in one `$batch`, each counted as a write, and batches side by side. */
const ITEMS = 20;
const BATCHES = 5;

export function measureThrottled(places: Places, people: number, tool: Tool): Promise<ThrottledFacts> {
  // The tenant's clock is late by so much until the other tool has written: then nothing that happens goes back in time.
  let late = tool.firstAgoMs;
  return inTenant(async (tenant) => {
    const spent: number[] = [];
    const work = async (): Promise<void> => {
      const started = Date.now();
      for (let n = 0; n < tool.writes; n += ITEMS * BATCHES) {
        const wanted = tool.firstAgoMs - (n * (tool.firstAgoMs - tool.lastAgoMs)) / Math.max(1, tool.writes - ITEMS * BATCHES);
        // What has passed meanwhile has passed for the tenant, too.
        late = Math.min(late, wanted + (Date.now() - started));
        await Promise.all(Array.from({ length: BATCHES }, () => writeTwenty(tenant)));
      }
      late = 0;
      spent.push(...tenant.log.filter(({ method, status }) => method === 'DELETE' && status !== 429).map(({ at }) => Date.parse(at)));
    };
    const { facts } = await measured('ran', tenant, places, { kind: 'run', ids: eligible(tenant, people), isMemoryWatched: false, isHeld: true }, work);
    if (spent.length !== tool.writes) throw new Error(`the other tool's ${tool.writes} writes were counted as ${spent.length}`);
    requireAll(facts, people, made(tenant));
    const creates = tenant.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/temporaryAccessPassMethods'));
    return { name: tool.name, people, run: facts, floorMs: floorOf(spent, people, facts.startedAt), refused: creates.filter(({ status }) => status === 429).length };
  }, () => new Date(Date.now() - late));
}

/** When the last of so many writes fits, from the start of the run. Its own do not leave the window before it is over. */
function floorOf(spent: readonly number[], people: number, startedAt: number): number {
  const toLeave = spent.length + people - WRITES.limit;
  const last = [...spent].sort((a, b) => a - b)[toLeave - 1];
  if (last === undefined) throw new Error('nothing stands in the way of the run');
  const floor = last + WRITES.windowMs - startedAt;
  if (floor >= WRITES.windowMs) throw new Error("the run's own writes would leave the window");
  return floor;
}

/** Deletes passes that are not there: changes nothing, and counts like any other write. */
async function writeTwenty({ origin, accessToken, state }: DemoTenant): Promise<void> {
  const requests = state.people.slice(-ITEMS).map(({ id }, n) => ({ id: `${n}`, method: 'DELETE', url: `/users/${id}/authentication/temporaryAccessPassMethods/${randomUUID()}` }));
  const answer = await fetch(`${origin}/v1.0/$batch`, { method: 'POST', headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ requests }) });
  if (!answer.ok) throw new Error(`the other tool was answered ${answer.status}`);
  await answer.text();
}
