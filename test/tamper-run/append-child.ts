/**
 * Appends to a journal until it is killed: FILE WORKER SEED [PLANT]. Several appends are under way at a time, as at a busy desk. Says
 * the id of every entry that was acknowledged, on stdout, written at once: what a parent has read was said before the kill.
 */
import { writeSync } from 'node:fs';
import { openJournal } from '../../main/adapters/journal/journal';
import { record } from '../support/journal-records';

const AT_A_TIME = 4;

async function appendForEver(file: string, workerFile: string, plant: string): Promise<void> {
  const journal = openJournal({ file, workerFile });
  const one = async (): Promise<void> => {
    for (;;) {
      const entry = record();
      if (plant === 'acknowledged-early') say(entry.id);
      const appended = await journal.append(entry);
      // Two processes that recover a file at once may find it locked for longer than they wait: refused, and so not acknowledged.
      if (appended.ok && plant !== 'acknowledged-early') say(entry.id);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
}

/** Waits where the parent is busy and the pipe full: what was acknowledged is said, or the process dies before. */
function say(id: string): void {
  for (;;) {
    try {
      writeSync(1, `${id}\n`);
      return;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

const [file = '', workerFile = '', plant = ''] = process.argv.slice(2);
void appendForEver(file, workerFile, plant);
