import { keepPreviousData, type QueryKey, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AppError } from '../../shared/errors';
import type { Input, MethodName, Output } from '../../shared/ipc/contract';
import { ask } from './desk';

/** What may be read twice and kept in memory. `passcode.*` is left out by type: a passcode never enters the cache. */
type ReadMethod = Extract<
  MethodName,
  | 'app.start'
  | 'app.notices'
  | 'people.search'
  | 'people.enrich'
  | 'people.read'
  | 'passes.policy'
  | 'passes.preflight'
  | 'passes.life'
  | 'passes.candidates'
  | 'passes.check'
  | 'grants.facts'
  | 'grants.list'
  | 'grants.of'
  | 'policy.read'
  | 'contractors.list'
  | 'contractors.read'
  | 'onboarding.list'
  | 'onboarding.groups'
  | 'history.state'
  | 'history.page'
  | 'history.count'
  | 'history.life'
  | 'history.charts'
  | 'history.facets'
  | 'history.findings'
>;

export function readKey<M extends ReadMethod>(name: M, input: Input<M>): QueryKey {
  return [name, input];
}

/** One read as query options. Taking the signal makes TanStack Query drop the answer of a read nobody waits for any more. */
export function reading<M extends ReadMethod>(name: M, input: Input<M>) {
  return {
    queryKey: readKey(name, input),
    queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<Output<M>> => {
      signal.throwIfAborted();
      return ask(name, input);
    },
  };
}

type Options = {
  readonly enabled?: boolean;
  /** Keep showing the answer to the previous input while this one is on its way. */
  readonly keepPrevious?: boolean;
  readonly staleTime?: number;
  /** How long the answer is kept once nobody shows it, milliseconds. */
  readonly keepFor?: number;
};

/** A contract method as a query under the key `[method, input]`. */
export function useRead<M extends ReadMethod>(
  name: M,
  input: Input<M>,
  { enabled = true, keepPrevious = false, staleTime = 15_000, keepFor }: Options = {},
): UseQueryResult<Output<M>, AppError> {
  return useQuery<Output<M>, AppError, Output<M>>({
    ...reading(name, input),
    enabled,
    staleTime,
    ...(keepFor === undefined ? {} : { gcTime: keepFor }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
