/** The part of `oidc-provider` that `idp.ts` uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export type Context = {
    method: string;
    path: string;
    querystring: string;
    status: number;
    body: unknown;
    type: string;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    redirect: (url: string) => void;
    readonly oidc: {
      readonly route: string;
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
      readonly requestParamOIDCScopes?: Iterable<string>;
      readonly entities: { readonly Account?: { readonly accountId: string } };
      readonly params?: Readonly<Record<string, string | undefined>>;
    };
  };

  type Details = { readonly prompt: { readonly name: string }; readonly params: Readonly<Record<string, unknown>> };

  class Provider {
    constructor(issuer: string, configuration: unknown);
    readonly Grant: new (of: { clientId: string; accountId: string }) => { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void;
    on(event: 'server_error', listener: (ctx: Context, error: Error) => void): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Details>;
    interactionResult(request: IncomingMessage, response: ServerResponse, result: unknown, options: { mergeWithLastSubmission: boolean }): Promise<string>;
  }

  export { Provider as default };

  type Check = unknown;
  type Prompt = { readonly checks: { remove: (name: string) => void; add: (check: Check) => void } };
  export const interactionPolicy: {
    readonly base: () => { readonly get: (name: string) => Prompt };
    readonly Check: {
      new (reason: string, description: string, check: (ctx: Context) => boolean): Check;
      readonly REQUEST_PROMPT: boolean;
      readonly NO_NEED_TO_PROMPT: boolean;
    };
  };
}
