/** A stand-in for `window.desk`: answers from a table that a test may change, and keeps what was asked. */
import type { AppError } from '../../shared/errors';
import type { Bridge, EventName, EventPayload, Handlers, Input, MethodName, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { contractorHandlers } from './contractors';
import { grantHandlers } from './grants';
import { historyHandlers } from './history';
import { onboardingHandlers } from './onboarding';
import * as people from './people';
import { runHandlers } from './runs';

export type FakeBridge = Bridge & {
  readonly calls: readonly { readonly name: MethodName; readonly input: unknown }[];
  readonly callsOf: <M extends MethodName>(name: M) => readonly Input<M>[];
  /** Answers this method differently from now on. */
  readonly answer: <M extends MethodName>(name: M, handler: Handlers[M]) => void;
  /** What the main process would send. */
  readonly emit: <E extends EventName>(name: E, payload: EventPayload<E>) => void;
};

export function fakeBridge(changes: Partial<Handlers> = {}): FakeBridge {
  const handlers: Handlers = { ...contractorHandlers([]), ...grantHandlers(), ...historyHandlers(), ...onboardingHandlers(), ...runHandlers(), ...people.handlers(), ...changes };
  const calls: { name: MethodName; input: unknown }[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const call = async <M extends MethodName>(name: M, input: Input<M>): Promise<Reply<M>> => {
    calls.push({ name, input });
    return handlers[name](input);
  };

  return {
    calls,
    callsOf: <M extends MethodName>(name: M) => calls.filter((call) => call.name === name).map((call) => call.input as Input<M>),
    call,
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
    answer: (name, handler) => {
      Object.assign(handlers, { [name]: handler });
    },
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}

/** An answer that a test gives when it wants to. */
export function later<T>() {
  let settle: (reply: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

export const refused = async (error: AppError) => err(error);
export const answered = async <T>(value: T) => ok(value);
