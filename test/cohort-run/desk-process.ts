/** The desk's process as the counting program holds it: started, asked, killed, started again on the same folder. */
import { type ChildProcess, fork } from 'node:child_process';
import { type DeskSetup, type FromDesk, type Paper, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

/** The desk was killed while it was asked something. */
export class Killed extends Error {}

/** Longest start and longest answer, ms. Longer means that something hangs. */
const PATIENCE_MS = 120_000;

export type DeskProcess = {
  /** Rejects with {@link Killed} when the desk dies before it answers. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly isRunning: () => boolean;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Starts anew on the same folder. */
  readonly start: () => Promise<void>;
  /** What quitting does. */
  readonly leave: () => Promise<void>;
};

export type DeskProcessParts = {
  readonly childFile: string;
  readonly setup: DeskSetup;
  readonly onPrinted: (slips: readonly Paper[]) => void;
  /** Something went wrong that nobody planned. */
  readonly onFailure: (what: string) => void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (cause: Error) => void };

export function createDeskProcess({ childFile, setup, onPrinted, onFailure }: DeskProcessParts): DeskProcess {
  let child: ChildProcess | null = null;
  let lastId = 0;
  let isExpectedToEnd = false;
  let ended = promised();
  const waiting = new Map<number, Waiting>();
  const send = (message: ToDesk): void => void child?.send(message, () => undefined);
  const patient = (what: string) => setTimeout(() => onFailure(`${what} took more than ${PATIENCE_MS / 1000} s`), PATIENCE_MS);

  return {
    isRunning: () => child !== null && !isExpectedToEnd,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (child === null || isExpectedToEnd) {
          reject(new Killed());
          return;
        }
        lastId += 1;
        const late = patient(name);
        const done = <T>(then: (value: T) => void) => (value: T) => {
          clearTimeout(late);
          then(value);
        };
        waiting.set(lastId, { resolve: done(resolve), reject: done(reject) });
        send({ kind: 'call', id: lastId, name, input });
      }),
    kill: async () => {
      if (child === null) return;
      isExpectedToEnd = true;
      child.kill('SIGKILL');
      await ended.promise;
    },
    start: () => {
      if (child !== null) throw new Error('a desk is running already');
      isExpectedToEnd = false;
      ended = promised();
      const ready = promised();
      const late = patient('opening the desk');
      let said = '';
      const process_ = fork(childFile, [], { env: { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      child = process_;
      process_.stderr?.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-2000);
      });
      process_.on('message', (message: FromDesk) => {
        if (message.kind === 'failed') onFailure(message.what);
        if (message.kind === 'printed') onPrinted(message.slips);
        if (message.kind === 'ready') ready.resolve();
        if (message.kind !== 'reply') return;
        waiting.get(message.id)?.resolve(message.reply);
        waiting.delete(message.id);
      });
      process_.on('exit', (code, signal) => {
        clearTimeout(late);
        if (!isExpectedToEnd) onFailure(`the desk ended by itself with ${code ?? signal}: ${said}`);
        child = null;
        waiting.forEach(({ reject }) => reject(new Killed()));
        waiting.clear();
        ready.reject(new Killed());
        ended.resolve();
      });
      send({ kind: 'open' });
      ready.promise.then(() => clearTimeout(late), () => undefined);
      return ready.promise;
    },
    leave: async () => {
      if (child === null) return;
      isExpectedToEnd = true;
      send({ kind: 'leave' });
      const late = patient('leaving the desk');
      await ended.promise;
      clearTimeout(late);
    },
  };
}

function promised() {
  let resolve: () => void = () => undefined;
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
