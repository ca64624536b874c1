/** What a worker thread with a database does all its life: answers calls, the last of which is `close`. */
import type { MessagePort } from 'node:worker_threads';
import type { Reply } from './calls';

/**
 * @param answer - Never rejects: that would end the thread. Calls are not waited for before the next are begun.
 * @param bundlesOf - What is answered together, of a call that has come and those that the caller takes from the port behind it.
 */
export function serve<Call extends { readonly method: unknown }>(
  port: MessagePort,
  answer: (bundle: readonly Call[]) => Promise<readonly Reply[]>,
  bundlesOf: (first: Call) => readonly (readonly Call[])[] = (first) => [[first]],
): void {
  const running = new Set<Promise<void>>();

  port.on('message', (first: Call) => {
    for (const bundle of bundlesOf(first)) {
      const task = perform(bundle).finally(() => running.delete(task));
      running.add(task);
    }
  });

  async function perform(bundle: readonly Call[]): Promise<void> {
    const isClosing = bundle[0]?.method === 'close';
    // Closing waits for what was asked before it, however long that takes.
    if (isClosing) await Promise.all(running);
    for (const reply of await answer(bundle)) port.postMessage(reply);
    if (isClosing) port.close();
  }
}
