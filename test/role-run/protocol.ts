/** What the counting program and the desk it drives say to each other over process IPC. Plain JSON, known to both. */
import type { Moment } from './clock';

export const PLANTS = ['removal-not-proven', 'limit-not-kept', 'other-path-removed', 'crash-forgets-planned-end'] as const;
export type Plant = (typeof PLANTS)[number];

/** How a desk process is set up; handed over in its environment. */
export type DeskSetup = {
  readonly origin: string;
  readonly accessToken: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** User data of this desk; its journal lies in there. */
  readonly folder: string;
  readonly policyFile: string;
  readonly workerFile: string;
  /** The desk waits this many times shorter than people can, and its clock runs that much faster. */
  readonly pace: number;
  /** For one exchange with Graph, ms of the machine's time. */
  readonly timeLimitMs: number;
  readonly plant: Plant | null;
};

export const SETUP_VARIABLE = 'TAPDESK_ROLE_RUN_DESK';

export type ToDesk =
  /** The session begins. */
  | { readonly kind: 'open'; readonly moment: Moment }
  /** A method of the window's contract. */
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  /** Nothing more is sent to Graph until the clock is set. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'clock'; readonly moment: Moment }
  /** What quitting does. */
  | { readonly kind: 'leave' };

export type Failure = { readonly kind: string; readonly problems?: readonly { readonly rule: string }[]; readonly reason?: string };
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure };

export type FromDesk =
  /** The desk is open: what was cut off is settled, as far as it could be. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  /** No request is on its way, and none will be until the clock is set. */
  | { readonly kind: 'held' }
  | { readonly kind: 'failed'; readonly what: string };
