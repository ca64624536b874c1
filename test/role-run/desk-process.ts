/** The desk's process as the counting program holds it: started, asked, killed, started again on the same folder. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Moment } from './clock';
import { type DeskSetup, type FromDesk, type Reply, SETUP_VARIABLE, type ToDesk } from './protocol';

/** The desk was killed while it was asked something. */
export class Killed extends Error {}

/** Longest start, settling included, and longest answer, ms. Longer means that something hangs. */
const PATIENCE_MS = 90_000;

export type DeskProcess = {
  /** Rejects with {@link Killed} when the desk dies before it answers. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly isRunning: () => boolean;
  /** Lets nothing more be sent; resolves once nothing is on its way. At once where no desk runs. */
  readonly hold: () => Promise<void>;
  readonly setClock: (moment: Moment) => void;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Starts anew on the same folder; rejects with {@link Killed} when it was killed meanwhile. */
  readonly start: (moment: Moment) => Promise<void>;
  /** What quitting does. */
  readonly leave: () => Promise<void>;
  /** Nothing is started any more. */
  readonly end: () => void;
};

export type DeskProcessParts = {
  readonly childFile: string;
  readonly setup: DeskSetup;
  /** Something went wrong that nobody planned. */
  readonly onFailure: (what: string) => void;
  /** Anything came from the desk, or it died: a moment to look at the tenant. */
  readonly onMoment: () => void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (cause: Error) => void };

export function createDeskProcess({ childFile, setup, onFailure, onMoment }: DeskProcessParts): DeskProcess {
  let child: ChildProcess | null = null;
  let lastId = 0;
  let isExpectedToEnd = false;
  let ended = promised<null>();
  let held = promised<null>();
  const waiting = new Map<number, Waiting>();

  /** One is loaded ahead, and touches nothing until it is told to open: loading takes longer than settling. */
  let spare: ChildProcess | null = null;
  const forked = () => fork(childFile, [], { env: { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const send = (message: ToDesk): void => void child?.send(message, () => undefined);
  const patient = (what: string) => setTimeout(() => onFailure(`${what} took more than ${PATIENCE_MS / 1000} s`), PATIENCE_MS);

  const start = (moment: Moment): Promise<void> => {
    if (child !== null) throw new Error('a desk is running already');
    isExpectedToEnd = false;
    ended = promised<null>();
    const ready = promised<undefined>();
    const late = patient('opening the desk');
    const process_ = spare ?? forked();
    spare = null;
    child = process_;
    let said = '';
    process_.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-2000);
    });
    process_.on('message', (message: FromDesk) => {
      onMoment();
      if (message.kind === 'failed') onFailure(message.what);
      if (message.kind === 'held') held.resolve(null);
      if (message.kind === 'reply') {
        waiting.get(message.id)?.resolve(message.reply);
        waiting.delete(message.id);
      }
      if (message.kind === 'ready') {
        spare ??= forked();
        ready.resolve(undefined);
      }
    });
    process_.on('exit', (code, signal) => {
      clearTimeout(late);
      if (!isExpectedToEnd) onFailure(`the desk ended by itself with ${code ?? signal}: ${said}`);
      child = null;
      onMoment();
      waiting.forEach(({ reject }) => reject(new Killed()));
      waiting.clear();
      ready.reject(new Killed());
      held.resolve(null);
      ended.resolve(null);
    });
    send({ kind: 'open', moment });
    ready.promise.then(() => clearTimeout(late), () => undefined);
    return ready.promise;
  };

  return {
    isRunning: () => child !== null,
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
    hold: async () => {
      if (child === null || isExpectedToEnd) return;
      held = promised<null>();
      send({ kind: 'hold' });
      await held.promise;
    },
    setClock: (moment) => send({ kind: 'clock', moment }),
    kill: async () => {
      if (child === null) return;
      isExpectedToEnd = true;
      child.kill('SIGKILL');
      await ended.promise;
    },
    start,
    leave: async () => {
      if (child === null) return;
      isExpectedToEnd = true;
      send({ kind: 'leave' });
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
