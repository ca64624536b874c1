import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AppError } from '../../shared/errors';
import type { Input, MethodName, Output } from '../../shared/ipc/contract';
import { ask } from './desk';

/** Methods that act. Those that answer with a secret are left out by type: it must not rest in a mutation's state. */
type ActMethod = Exclude<MethodName, 'passcode.reveal' | 'runs.reveal-key'>;

export type Act<M extends ActMethod> = {
  /** Sends it, unless one is still on its way: two clicks in one frame must not issue two passes. */
  readonly send: (input: Input<M>, onDone?: (output: Output<M>) => void, onFailed?: (error: AppError) => void) => void;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly data: Output<M> | undefined;
  readonly reset: () => void;
};

/** A contract method as a mutation. `gcTime: 0`: an answer must not outlive the view that shows it. */
export function useMethod<M extends ActMethod>(name: M): Act<M> {
  // Pending as React state comes one render too late for a double click.
  const underWay = useRef(false);
  const mutation = useMutation<Output<M>, AppError, Input<M>>({
    gcTime: 0,
    networkMode: 'always',
    mutationFn: (input) => ask(name, input),
    onSettled: () => {
      underWay.current = false;
    },
  });

  const send: Act<M>['send'] = (input, onDone, onFailed) => {
    if (underWay.current) return;
    underWay.current = true;
    mutation.mutate(input, { ...(onDone && { onSuccess: onDone }), ...(onFailed && { onError: onFailed }) });
  };
  return { send, isPending: mutation.isPending, error: mutation.error, data: mutation.data, reset: mutation.reset };
}
