/** One operation of the demo tenant. */
import type { GraphRequest, GraphResponse } from '../protocol';
import type { Tenant } from '../tenant';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{}` stands for one step, handed on as `first` and `second`. */
  readonly path: string;
  readonly handle: (request: GraphRequest, tenant: Tenant, first: string, second: string) => GraphResponse;
};
