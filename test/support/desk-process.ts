/** A desk's process as the program holds it that drives the desk: started, asked, killed, started again on the same folder. */
import { type ChildProcess, fork } from 'node:child_process';
import { type DeskPlace, environmentWith, type FromDesk, type Reply, type ToDesk } from './desk-messages';
import { promised } from './promised';

/** The desk was killed while it was asked something. */
export class Killed extends Error {}

export type DeskProcess<ToOwn = never> = {
  /** Rejects with {@link Killed} when the desk dies before it answers. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  readonly tell: (what: ToOwn) => void;
  /** From its start until its process is gone. */
  readonly isRunning: () => boolean;
  /** SIGKILL. @returns whether it was this that ended it. */
  readonly kill: () => Promise<boolean>;
  /** Starts anew on the same folder; rejects with {@link Killed} when it was killed meanwhile. @param first - Told before the session begins. */
  readonly start: (first?: ToOwn) => Promise<void>;
  /** What quitting does. */
  readonly leave: () => Promise<void>;
  /** Nothing is started any more. */
  readonly end: () => void;
};

export type DeskProcessParts<FromOwn = never> = {
  readonly childFile: string;
  readonly setup: DeskPlace;
  /** Longest start, settling included, and longest answer, ms. Longer means that something hangs. */
  readonly patienceMs: number;
  /** One process more is loaded, and touches nothing until it is told to open: worth it where kills are many, for loading takes longer than settling. */
  readonly isLoadedAhead: boolean;
  readonly onOwn: (what: FromOwn) => void;
  /** Something went wrong that nobody planned. */
  readonly onFailure: (what: string) => void;
  /** Anything came from the desk, or it died: a moment to look at the tenant. */
  readonly onMoment?: () => void;
  /** Before anybody is told who waits for an answer. */
  readonly onGone?: () => void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (cause: Error) => void };

export function createDeskProcess<ToOwn = never, FromOwn = never>({ childFile, setup, patienceMs, isLoadedAhead, onOwn, onFailure, onMoment, onGone }: DeskProcessParts<FromOwn>): DeskProcess<ToOwn> {
  let child: ChildProcess | null = null;
  let spare: ChildProcess | null = null;
  let lastId = 0;
  let isExpectedToEnd = false;
  let ended = promised<null>();
  const waiting = new Map<number, Waiting>();

  const forked = () => fork(childFile, [], { env: environmentWith(setup), stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const send = (message: ToDesk<ToOwn>): void => void child?.send(message, () => undefined);
  const patient = (what: string) => setTimeout(() => onFailure(`${what} took more than ${patienceMs / 1000} s`), patienceMs);

  const start = (first?: ToOwn): Promise<void> => {
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
    process_.on('message', (message: FromDesk<FromOwn>) => {
      if (message.kind === 'own') onOwn(message.what);
      onMoment?.();
      if (message.kind === 'failed') onFailure(message.what);
      if (message.kind === 'reply') {
        waiting.get(message.id)?.resolve(message.reply);
        waiting.delete(message.id);
      }
      if (message.kind === 'ready') {
        if (isLoadedAhead) spare ??= forked();
        ready.resolve(undefined);
      }
    });
    process_.on('exit', (code, signal) => {
      clearTimeout(late);
      if (!isExpectedToEnd) onFailure(`the desk ended by itself with ${code ?? signal}: ${said}`);
      child = null;
      onGone?.();
      onMoment?.();
      waiting.forEach(({ reject }) => reject(new Killed()));
      waiting.clear();
      ready.reject(new Killed());
      ended.resolve(null);
    });
    if (first !== undefined) send({ kind: 'own', what: first });
    send({ kind: 'open' });
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
    tell: (what) => send({ kind: 'own', what }),
    kill: async () => {
      if (child === null) return false;
      const isMine = !isExpectedToEnd;
      isExpectedToEnd = true;
      child.kill('SIGKILL');
      await ended.promise;
      return isMine;
    },
    start,
    leave: async () => {
      if (child === null) return;
      isExpectedToEnd = true;
      send({ kind: 'leave' });
      const late = patient('leaving the desk');
      await ended.promise;
      clearTimeout(late);
    },
    end: () => void spare?.kill('SIGKILL'),
  };
}
