/**
 * What a program and the desk that it drives in another process say to each other over process IPC. Plain JSON, known to both; what is
 * said in one run only is `own`, and stands in that run's protocol.ts.
 */
import type { DemoTenant } from '../../main/demo-tenant';

/** How a desk reaches its tenant, and where it keeps its things. */
export type DeskPlace = {
  readonly origin: string;
  readonly accessToken: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** User data of this desk; its journal lies in there. */
  readonly folder: string;
  readonly workerFile: string;
};

/** How a desk's process is set up; handed over in its environment. */
export type DeskSetup<Plant extends string> = DeskPlace & {
  /** The desk waits this many times shorter than people can. */
  readonly pace: number;
  /** For one exchange with Graph, ms of the machine's time. */
  readonly timeLimitMs: number;
  /** A bug on purpose. */
  readonly plant: Plant | null;
};

export type ToDesk<Own = never> =
  /** The session begins. */
  | { readonly kind: 'open' }
  /** A method of the window's contract. */
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  /** What quitting does. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'own'; readonly what: Own };

/** What is looked at of an error. */
export type Failure = { readonly kind: string; readonly reason?: string; readonly passId?: string; readonly problems?: readonly { readonly rule: string }[] };
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure };

export type FromDesk<Own = never> =
  /** The desk is open: what was cut off is settled, as far as it could be. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  /** Something went wrong that nobody planned. */
  | { readonly kind: 'failed'; readonly what: string }
  | { readonly kind: 'own'; readonly what: Own };

const SETUP_VARIABLE = 'TAPDESK_TEST_DESK';

export function placeOf({ origin, accessToken, tenantId, operator }: DemoTenant, folder: string, workerFile: string): DeskPlace {
  return { origin, accessToken, tenantId, operator, folder, workerFile };
}

export const environmentWith = (setup: DeskPlace): NodeJS.ProcessEnv => ({ ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) });

/** In the desk's process: as {@link environmentWith} was given it. */
export const readSetup = (): unknown => JSON.parse(process.env[SETUP_VARIABLE] ?? '{}');

export const wordsOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
