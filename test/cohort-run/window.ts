/** The window and the operator before it: the calls of the contract, again where an operator would try again. */
import type { Failure } from '../support/desk-messages';
import type { DeskProcess } from '../support/desk-process';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
export type Window = ReturnType<typeof createWindow>;

/** What passes by itself. The other kinds are an answer. */
export const PASSING: ReadonlySet<string> = new Set([
  'offline', 'throttled', 'service-unavailable', 'unexpected-answer', 'sign-in-required', 'answer-lost', 'outcome-unknown', 'unsettled-before', 'not-proven', 'cancelled',
]);
const TRIES = 8;

export function createWindow(desk: DeskProcess, answers: Map<string, number>) {
  return {
    call: async <T>(name: string, input: unknown, tries = TRIES): Promise<Outcome<T>> => {
      for (let attempt = 1; ; attempt += 1) {
        const reply = await desk.call(name, input);
        if (reply.ok) return { ok: true, value: reply.value as T };
        const key = `${name}: ${reply.error.kind}${reply.error.reason === undefined ? '' : ` (${reply.error.reason})`}`;
        answers.set(key, (answers.get(key) ?? 0) + 1);
        if (attempt >= tries || !PASSING.has(reply.error.kind)) return reply;
      }
    },
  };
}

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));
