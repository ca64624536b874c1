/** Walks the walks, with everything listening, and then searches. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchDesk } from '../support/desk';
import { searchFor } from '../support/secret-search';
import { type Canaries, KEY_REPLY, newCanaries, TENANT } from './canaries';
import type { Course, Walk } from './course';
import { watchPasscodes } from './hook/wire.cjs';
import { startKeeper } from './keeper/keeper';
import { canTrace, needsRights, readTraces } from './keeper/tracer';
import { openLine } from './line';
import { pageState } from './page-state';
import type { Plan, Report } from './plan';
import { searchHold } from './search-hold';
import { searchMessages } from './search-messages';
import { tapElectron } from './tapped-electron';

type PathState = Report['paths'][number]['state'];

export async function runCourse({ electron, folder, plant }: Plan, walks: readonly Walk[]): Promise<Report> {
  const hold = path.join(folder, 'hold');
  mkdirSync(hold, { recursive: true });
  const canaries = newCanaries();
  // The tenant of its own answers in this process, the demo tenant in the app.
  watchPasscodes((passcode) => canaries.add(passcode, TENANT));
  const line = await openLine(path.join(folder, 'line'), ({ kind, bytes }) => {
    if (kind === 'issued') canaries.add(bytes.toString(), TENANT);
    if (kind === 'key') canaries.add(bytes.toString(), KEY_REPLY, 'key');
  });
  const keeper = startKeeper(hold);
  const isTraced = canTrace() && !needsRights(electron);
  // Whoever asks which Electron to start is told of this one.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = tapElectron({ electron, folder: path.join(folder, 'electron'), socket: path.join(folder, 'line'), hold, plant, isTraced });

  const told = (kind: string) => line.told.filter((message) => message.kind === kind);
  const namesIn = (bytes: Buffer) => [...new Set(searchFor(canaries.all())(bytes).map(({ secret }) => secret))];
  let desks = 0;
  const course: Course = {
    canaries,
    folder,
    namesIn,
    bringForward: (desk, minutes) => desk.app.evaluate((_electron, after) => (globalThis as unknown as { canaryTimers: { bringForward: (minutes: number) => number } }).canaryTimers.bringForward(after), minutes),
    printed: () => told('pdf').map(({ bytes }) => bytes),
    calls: (method) => told('call').filter(({ channel }) => channel === `desk:${method}`).length,
    clipboardsAtQuit: () => told('clipboard-at-quit').map(({ bytes }) => bytes.toString()),
    open: async (options) => {
      const own = options.folder ?? path.join(folder, 'desks', String((desks += 1)));
      mkdirSync(own, { recursive: true });
      await keeper.watch(own);
      return launchDesk({ ...options, folder: own });
    },
    plant: (desk, passcode) => desk.app.evaluate((_electron, leaked) => (globalThis as unknown as { canaryPlants: { leak: (passcode: string) => void } }).canaryPlants.leak(leaked), passcode),
    expectCleanPage: async (page) => {
      const found = namesIn(Buffer.from(await pageState(page)));
      if (found.length > 0) throw new Error(`${found.join(', ')} in the page where none may be`);
    },
  };

  const paths: Report['paths'][number][] = [];
  for (const walk of walks) paths.push(...(await walked(walk, course, canaries)));
  const names = await keeper.stop();
  const traces = isTraced ? await readTraces(hold) : [];
  const search = searchFor(canaries.all());
  const hooked = new Map(told('kept').map(({ channel, bytes }) => [channel, bytes.toString()]));
  const disk = searchHold({ hold, names, traces, hooked }, search);
  const crossed = searchMessages(line.told, { passcode: searchFor(canaries.of('passcode')), key: searchFor(canaries.of('key')) });
  const dumps = Object.values(names).flat().filter((name) => name.endsWith('.dmp'));
  const total = (count: 'writes' | 'inMemory' | 'cutOff' | 'unread') => traces.reduce((sum, { counts }) => sum + counts[count], 0);
  await line.close();
  return {
    paths,
    passcodes: [...canaries.bySource()].map(([source, count]) => ({ source, count })),
    searched: disk.searched,
    messages: crossed.messages,
    notes: [
      isTraced
        ? `strace saw ${total('writes')} writes to files by every process of the app; ${total('inMemory')} more went to memory (/dev/shm, memfd), which is no disk.`
        : 'strace is not here or may not be used: a file that native code deletes within milliseconds could be missed. Install strace to close that gap.',
      `Crash reporter: ${told('crash-reporter').length > 0 ? 'started' : 'never started'}; ${dumps.length} crash dumps.`,
      ...told('not-kept').map(({ channel, bytes }) => `Not kept (${bytes.toString()}): ${channel}`),
    ],
    findings: [
      ...disk.findings,
      ...crossed.findings,
      ...(total('cutOff') + total('unread') > 0 ? [`strace: ${total('cutOff')} writes were cut off and ${total('unread')} could not be read`] : []),
      ...(canaries.all().length === 0 ? ['No passcode was made: nothing is proven'] : []),
      ...told('pdf-failed').map(({ bytes }) => `The slip could not be drawn: ${bytes.toString()}`),
    ],
  };
}

const NOT_REACHED: PathState = 'not reached';

/** One walk; a path that fails ends it, because nobody knows where the desk stands then. */
async function walked(walk: Walk, course: Course, canaries: Canaries): Promise<Report['paths']> {
  const paths = walk.paths.map(({ name }) => ({ walk: walk.name, name, state: NOT_REACHED, seconds: 0, passcodes: 0, why: '' }));
  let at = 0;
  try {
    await walk.on(course, async (stage) => {
      for (; at < walk.paths.length; at += 1) {
        const [path, record, begun, before] = [walk.paths[at], paths[at], performance.now(), canaries.of('passcode').length];
        if (!path || !record) continue;
        record.state = 'failed';
        await path.walk(stage);
        Object.assign(record, { state: 'walked', seconds: (performance.now() - begun) / 1000, passcodes: canaries.of('passcode').length - before });
        process.stdout.write(`  walked: ${walk.name}: ${path.name}\n`);
      }
    });
  } catch (cause) {
    const record = paths[Math.min(at, paths.length - 1)];
    if (record) Object.assign(record, { state: 'failed', why: withoutPasscodes(cause, canaries) });
  }
  return paths;
}

/** Playwright quotes what it saw on the page. */
function withoutPasscodes(cause: unknown, canaries: Canaries): string {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return canaries.all().reduce((all, { name, value }) => all.replaceAll(value, `(${name})`), text);
}
