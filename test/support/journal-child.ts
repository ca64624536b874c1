/**
 * A process of its own that appends to a journal: FILE COUNT NAME, once something comes on stdin. Says `seq hash` on stdout for every append that was
 * acknowledged, written at once, so that what a parent has read was said before any kill.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openBook } from '../../main/adapters/journal/book';
import { record } from './journal-records';

async function main([file = '', count = '', name = '']: readonly string[]): Promise<void> {
  const book = openBook(file);
  await book.page('', null, 1);
  writeSync(1, 'ready\n');
  await once(process.stdin, 'data');
  process.stdin.pause();
  for (let n = 0; n < Number(count); n += 1) {
    const intent = await book.append(record({ ticket: `${name}-${n}` }));
    if (!intent.ok) throw new Error(intent.error.reason);
    writeSync(1, `${intent.value.seq} ${intent.value.hash}\n`);
    const outcome = await book.append(record({ phase: 'outcome', intentId: intent.value.id, result: 'succeeded', ticket: `${name}-${n}` }));
    if (!outcome.ok) throw new Error(outcome.error.reason);
    writeSync(1, `${outcome.value.seq} ${outcome.value.hash}\n`);
  }
  await book.close();
}

void main(process.argv.slice(2));
