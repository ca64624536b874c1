/** The one way from the window to the main process: `window.desk`, put there by the preload script. */
import type { AppError } from '../../shared/errors';
import type { Bridge, Input, MethodName, Output, Reply } from '../../shared/ipc/contract';
import { err } from '../../shared/result';

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges with the DOM's own
  interface Window {
    readonly desk: Bridge;
  }
}

/** Calls a contract method. A rejected call is a bug on the other side, and is told like every other failure. */
export async function tell<M extends MethodName>(name: M, input: Input<M>): Promise<Reply<M>> {
  try {
    const reply: unknown = await window.desk.call(name, input);
    // A long one comes as text.
    return (typeof reply === 'string' ? JSON.parse(reply) : reply) as Reply<M>;
  } catch {
    return err<AppError>({ kind: 'internal', correlationId: '' });
  }
}

/** The same for TanStack Query, which learns of a failure by what is thrown: the plain {@link AppError}. */
export async function ask<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> {
  const reply = await tell(name, input);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- it never leaves TanStack Query, whose error type it is
  if (!reply.ok) throw reply.error;
  return reply.value;
}
