/**
 * A process of its own that works with an outbox until it is killed: FILE SPARE. Adds alerts, each with the next position, and sends them to two
 * "sinks", which are lines on stdout. Says what was acknowledged, at once: `kept N`, `send SINK ID REPEATED`, `sent SINK ID`.
 */
import { writeSync } from 'node:fs';
import { openOutbox } from '../../../main/adapters/alerts/outbox';
import { someAlert } from './some-alerts';

const say = (line: string) => void writeSync(1, `${line}\n`);

async function main([file = '', spare = '']: readonly string[]): Promise<void> {
  const outbox = openOutbox({ file, spare: Number(spare) });
  const position = await outbox.position();
  if (position === null) {
    const started = await outbox.start(0, '2026-03-01T00:00:00.000Z');
    if (!started.ok) throw new Error(started.error.reason);
  }
  say(`ready ${position ?? 'never'}`);
  await Promise.all([feed(), serve('one'), serve('two')]);

  async function feed(): Promise<void> {
    for (let n = (position ?? 0) + 1; ; n += 1) {
      // The last once more: whoever feeds it may begin again from an earlier place.
      const alerts = [n - 1, n].filter((each) => each > 0).map((each) => ({ alert: someAlert(each), sinks: ['one', 'two'] }));
      const added = await outbox.add(alerts, n);
      if (!added.ok) throw new Error(added.error.reason);
      say(`kept ${n}`);
      // Not far ahead of the sinks.
      while (outbox.waiting().length > 20) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function serve(sink: string): Promise<void> {
    for (;;) {
      const next = outbox.next(sink);
      if (!next) {
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      await outbox.begin(next.alert.id, sink);
      say(`send ${sink} ${next.alert.id} ${next.isRepeated}`);
      await outbox.end(next.alert.id, sink, 'sent');
      say(`sent ${sink} ${next.alert.id}`);
    }
  }
}

void main(process.argv.slice(2));
