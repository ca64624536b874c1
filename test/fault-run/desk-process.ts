/** The desk's process as the counting program holds it: started, asked, killed, started again on the same folder. */
import { type ChildProcess, fork } from 'node:child_process';
import { type DeskSetup, type FromDesk, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

/** The desk was killed while it was asked something. */
export class Killed extends Error {}

/** Longest start, settling what was left open included, and longest answer, ms. Longer means that something hangs. */
const PATIENCE_MS = 60_000;

export type DeskProcess = {
  /** Resolves once a desk is open. */
  readonly open: () => Promise<unknown>;
  /** Rejects with {@link Killed} when the desk dies before it answers. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  /** How many desks were started so far; names the one that runs. */
  readonly run: () => number;
  readonly isRunning: () => boolean;
  /** SIGKILL, if that run is still on. @returns whether it was. */
  readonly kill: (run: number) => Promise<boolean>;
  /** Starts anew on the same folder. @returns what it settled before it opened; Killed when it was killed meanwhile. */
  readonly start: () => Promise<readonly string[]>;
  /** What quitting does. */
  readonly leave: () => Promise<void>;
  /** Nothing is started any more. */
  readonly end: () => void;
};

export type DeskProcessParts = {
  readonly childFile: string;
  readonly setup: DeskSetup;
  readonly onOut: (passcode: string, by: 'clipboard' | 'printer') => void;
  /** Something went wrong that nobody planned. */
  readonly onFailure: (what: string) => void;
  /** Anything came from the desk, or it died: a moment to look at the tenant. */
  readonly onMoment: () => void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (cause: Error) => void };

export function createDeskProcess({ childFile, setup, onOut, onFailure, onMoment }: DeskProcessParts): DeskProcess {
  let child: ChildProcess | null = null;
  let runs = 0;
  let lastId = 0;
  let isExpectedToEnd = false;
  let isOpen = false;
  let opening = promised<null>();
  let ended = promised<null>();
  const waiting = new Map<number, Waiting>();

  /** One is loaded ahead, and touches nothing until it is told to open: kills are many, and loading takes longer than settling. */
  let spare: ChildProcess | null = null;
  const forked = () => fork(childFile, [], { env: { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });

  const start = (): Promise<readonly string[]> => {
    if (child !== null) throw new Error('a desk is running already');
    runs += 1;
    isExpectedToEnd = false;
    ended = promised<null>();
    const ready = promised<readonly string[]>();
    const late = setTimeout(() => onFailure(`the desk did not open within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    const process_ = spare ?? forked();
    spare = null;
    child = process_;
    let said = '';
    process_.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2000);
    });
    process_.on('message', (message: FromDesk) => {
      if (message.kind === 'out') onOut(message.passcode, message.by);
      onMoment();
      if (message.kind === 'failed') onFailure(message.what);
      if (message.kind === 'reply') {
        waiting.get(message.id)?.resolve(message.reply);
        waiting.delete(message.id);
      }
      if (message.kind === 'ready') {
        isOpen = true;
        spare ??= forked();
        ready.resolve(message.settled);
        opening.resolve(null);
      }
    });
    process_.on('exit', (code, signal) => {
      clearTimeout(late);
      if (!isExpectedToEnd) onFailure(`the desk ended by itself with ${code ?? signal}: ${said}`);
      child = null;
      // Whoever waits for a desk that was killed before it opened waits for the next one.
      if (isOpen) opening = promised<null>();
      isOpen = false;
      onMoment();
      waiting.forEach(({ reject }) => reject(new Killed()));
      waiting.clear();
      ready.reject(new Killed());
      ended.resolve(null);
    });
    process_.send({ kind: 'open' } satisfies ToDesk);
    ready.promise.then(() => clearTimeout(late), () => undefined);
    return ready.promise;
  };

  return {
    open: () => opening.promise,
    run: () => runs,
    isRunning: () => child !== null,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (child === null || isExpectedToEnd) {
          reject(new Killed());
          return;
        }
        lastId += 1;
        const id = lastId;
        const late = setTimeout(() => onFailure(`${name} was not answered within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
        waiting.set(id, {
          resolve: (reply) => {
            clearTimeout(late);
            resolve(reply);
          },
          reject: (cause) => {
            clearTimeout(late);
            reject(cause);
          },
        });
        child.send({ kind: 'call', id, name, input } satisfies ToDesk, () => undefined);
      }),
    kill: async (run) => {
      if (child === null || isExpectedToEnd || run !== runs) return false;
      isExpectedToEnd = true;
      child.kill('SIGKILL');
      await ended.promise;
      return true;
    },
    start,
    leave: async () => {
      if (child === null) throw new Error('no desk is running');
      isExpectedToEnd = true;
      child.send({ kind: 'leave' } satisfies ToDesk);
      await ended.promise;
    },
    end: () => void spare?.kill('SIGKILL'),
  };
}

function promised<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
