import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../main/sqlite/calls';
import { serve } from '../../../main/sqlite/worker-loop';

type Call = { readonly id: number; readonly method: string };

/** @param released - What the calls named "slow" wait for. */
function given(released: Promise<void> = Promise.resolve(), bundlesOf?: (first: Call) => readonly (readonly Call[])[]) {
  const { port1, port2 } = new MessageChannel();
  const replies: Reply[] = [];
  port2.on('message', (reply: Reply) => replies.push(reply));
  serve<Call>(
    port1,
    async (bundle) => {
      if (bundle[0]?.method === 'slow') await released;
      return bundle.map(({ id, method }) => ({ id, value: method }));
    },
    bundlesOf,
  );
  return { port: port2, replies };
}

describe('the loop of a worker', () => {
  it('lets calls overtake one another, but closing waits for all that came before and is the end', async () => {
    let release = (): void => undefined;
    const { port, replies } = given(new Promise<void>((resolve) => (release = resolve)));
    for (const [index, method] of ['slow', 'quick', 'close'].entries()) port.postMessage({ id: index + 1, method });
    await once(port, 'message');
    const first = [...replies];
    release();
    await once(port, 'close');
    expect([first, replies.slice(1)]).toEqual([[{ id: 2, value: 'quick' }], [{ id: 1, value: 'slow' }, { id: 3, value: 'close' }]]);
  });

  it('answers together what its caller bundles', async () => {
    const { port, replies } = given(undefined, (first) => (first.method === 'close' ? [[first]] : [[first, { id: 8, method: 'also' }], [{ id: 9, method: 'other' }]]));
    port.postMessage({ id: 7, method: 'one' });
    port.postMessage({ id: 10, method: 'close' });
    await once(port, 'close');
    expect(replies.map(({ id, value }) => [id, value])).toEqual([[7, 'one'], [8, 'also'], [9, 'other'], [10, 'close']]);
  });
});
