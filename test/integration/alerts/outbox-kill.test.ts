/** Kills at any instant, with the file made short every few lines: nothing acknowledged is lost, nothing comes again unmarked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openOutbox } from '../../../main/adapters/alerts/outbox';
import { bundled } from '../../support/bundle';
import { temporaryFolder } from '../../support/temporary';

const KILLS = 25;

/** @param lines - Killed once it has said so many and a random moment has passed. @returns all that it said. */
async function life(bundle: string, file: string, lines: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [bundle, file, '10'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    said.push(line);
    if (said.length === lines) setTimeout(() => child.kill('SIGKILL'), Math.random() * 4);
  });
  await Promise.all([once(child, 'exit'), once(reader, 'close')]);
  // A line that was cut by the kill is none.
  return said.filter((line) => /^(ready|kept) \S+$|^send \S+ \S+ (true|false)$|^sent \S+ \S+$/.test(line));
}

it(`loses nothing over ${KILLS} kills, keeps the order, and marks what comes again`, async () => {
  const bundle = await bundled('test/integration/alerts/outbox-child.ts');
  const file = join(temporaryFolder(), 'alerts.jsonl');
  /** By sink: how often each was begun, whether it was ended, and the order in which they first came. */
  const begun = { one: new Map<string, number>(), two: new Map<string, number>() };
  const ended = { one: new Set<string>(), two: new Set<string>() };
  const wrong: string[] = [];
  let kept = 0;
  let repeated = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (const line of await life(bundle, file, 1 + Math.floor(Math.random() * 120))) {
      const [what, ...rest] = line.split(' ');
      if (what === 'ready' && rest[0] !== 'never' && Number(rest[0]) < kept) wrong.push(`position ${rest[0]} after ${kept} were kept`);
      if (what === 'kept') kept = Number(rest[0]);
      if (what !== 'send' && what !== 'sent') continue;
      const [sink, id, isRepeated] = rest as ['one' | 'two', string, string];
      if (what === 'sent') {
        ended[sink].add(id);
        continue;
      }
      if (ended[sink].has(id)) wrong.push(`${sink} ${id} again after its end`);
      if (begun[sink].has(id) && isRepeated !== 'true') wrong.push(`${sink} ${id} again, unmarked`);
      if (!begun[sink].has(id) && Number(id.split(':')[1]) !== begun[sink].size + 1) wrong.push(`${sink} ${id} out of order`);
      if (isRepeated === 'true') repeated += 1;
      begun[sink].set(id, (begun[sink].get(id) ?? 0) + 1);
    }
  }
  const left = openOutbox({ file });
  const position = await left.position();
  const waiting = new Set(left.waiting().map(({ alert, sink }) => `${sink} ${alert.id}`));
  await left.close();
  const lost = (['one', 'two'] as const).flatMap((sink) => Array.from({ length: kept }, (_, n) => `entry:${n + 1}`).filter((id) => !begun[sink].has(id) && !waiting.has(`${sink} ${id}`)).map((id) => `${sink} ${id}`));
  expect({ wrong, lost, isFar: (position ?? 0) >= kept && kept > KILLS }).toEqual({ wrong: [], lost: [], isFar: true });
  // Else no kill hit a send, and the test has shown nothing of it.
  expect(repeated).toBeGreaterThan(0);
}, 180_000);
