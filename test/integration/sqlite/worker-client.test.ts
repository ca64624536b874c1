import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { portOfWorker } from '../../../main/sqlite/worker-client';
import { temporaryFolder } from '../../support/temporary';

type Echo = {
  readonly say: (value: unknown) => Promise<unknown>;
  /** Never answered by itself. */
  readonly wait: () => Promise<unknown>;
  readonly die: (how: 'exit' | 'throw') => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', ({ id, method, args }) => {
    if (method === 'say') parentPort.postMessage({ id, value: [workerData.file, args[0]] });
    if (method === 'die' && args[0] === 'exit') process.exit(3);
    if (method === 'die') throw new Error('boom');
    if (method === 'close') { parentPort.postMessage({ id, value: undefined }); parentPort.close(); }
  });`;

const GONE = { ok: false, error: 'gone' };

function given(script = WORKER) {
  const workerFile = join(temporaryFolder(), 'worker.cjs');
  writeFileSync(workerFile, script);
  const crashes: string[] = [];
  const onCrash = (cause: unknown) => crashes.push((cause as Error).message);
  const port = portOfWorker<Echo>({ file: '/data/echo', workerFile, onCrash }, { name: 'echo', methods: { say: true, wait: true, die: true, close: true }, gone: GONE });
  return { port, crashes };
}

describe('a port that a worker keeps', () => {
  it('answers each call with its own reply, whichever comes first', async () => {
    const { port, crashes } = given();
    const waiting = port.wait();
    expect(await Promise.all([port.say('one'), port.say('two')])).toEqual([['/data/echo', 'one'], ['/data/echo', 'two']]);
    await port.close();
    // What nobody answered before the end is answered by the end.
    expect([await waiting, crashes]).toEqual([GONE, []]);
  });

  it.each([['exit', "the echo's worker ended with 3"], ['throw', 'boom']] as const)('answers every open call, and every later one, when the worker dies (%s)', async (how, message) => {
    const { port, crashes } = given();
    expect(await Promise.all([port.wait(), port.wait(), port.die(how)])).toEqual([GONE, GONE, GONE]);
    expect(await port.say('later')).toEqual(GONE);
    await port.close();
    expect([await port.say('after the end'), crashes]).toEqual([GONE, [message]]);
  });

  it('answers what comes after its close as gone, and closes once', async () => {
    const { port, crashes } = given();
    const asked = port.say('before');
    const [closed, again] = [port.close(), port.close()];
    const late = port.say('late');
    expect([await late, await asked, closed === again]).toEqual([GONE, ['/data/echo', 'before'], true]);
    await closed;
    expect([await port.say('later'), crashes]).toEqual([GONE, []]);
  });

  it('takes a worker that dies while it closes for closed', async () => {
    const { port, crashes } = given("require('node:worker_threads').parentPort.on('message', () => process.exit(3))");
    await port.close();
    expect(crashes).toEqual([]);
  });

  it('answers a call that cannot be sent, and goes on', async () => {
    const { port, crashes } = given();
    expect([await port.say(() => 1), await port.say('sent')]).toEqual([GONE, ['/data/echo', 'sent']]);
    await port.close();
    expect(crashes).toEqual([]);
  });
});
