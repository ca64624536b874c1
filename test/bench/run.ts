/**
 * The measuring program of runs, started by `npm run bench`: it holds the tenants, in a process apart from what it measures, and
 * prints what it found as one line of JSON. Takes names of parts; without any it does all.
 */
import { type Places, placesOf, runToEnd } from '../support/counting-program';
import { measured } from './measured';
import type { MemoryFacts } from './protocol';
import { measureSpeed, requireAll } from './speed';
import { eligible, inTenant, made } from './tenants';
import { measureThrottled, type Tool } from './throttled';

/** What the line begins with. */
const MARK = 'run-bench ';
const PEOPLE = 500;
const ROUNDS = 3;
const MEMORY_SIZES = [200, 2_000] as const;
const TOOLS: readonly Tool[] = [
  { name: 'another tool wrote 2,800 times, evenly, from 110 s to 20 s before', writes: 2_800, firstAgoMs: 110_000, lastAgoMs: 20_000 },
  { name: 'another tool wrote 2,800 times at once, 100 s before', writes: 2_800, firstAgoMs: 100_000, lastAgoMs: 99_000 },
];

const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

function measureMemory(places: Places, people: number): Promise<{ readonly people: number; readonly memory: MemoryFacts }> {
  return inTenant(async (tenant) => {
    const { facts } = await measured('ran', tenant, places, { kind: 'run', ids: eligible(tenant, people), isMemoryWatched: true, isHeld: false });
    requireAll(facts, people, made(tenant));
    if (facts.memory === null) throw new Error('memory was not watched');
    return { people, memory: facts.memory };
  });
}

async function main(): Promise<boolean> {
  const parts = new Set(process.argv.slice(2));
  const has = (part: 'speed' | 'throttled' | 'memory'): boolean => parts.size === 0 || parts.has(part);
  const places = placesOf('bench');
  if (has('speed')) say(`runs of ${PEOPLE} and the loop, ${ROUNDS} rounds`);
  const speed = has('speed') ? await measureSpeed(places, PEOPLE, ROUNDS) : null;
  const throttled = [];
  for (const tool of has('throttled') ? TOOLS : []) {
    say(`a run of ${PEOPLE}, throttled: ${tool.name}`);
    throttled.push(await measureThrottled(places, PEOPLE, tool));
  }
  const memory = [];
  for (const people of has('memory') ? MEMORY_SIZES : []) {
    say(`memory of a run of ${people}`);
    memory.push(await measureMemory(places, people));
  }
  console.log(`${MARK}${JSON.stringify({ speed, throttled, memory })}`);
  return true;
}

runToEnd(main);
