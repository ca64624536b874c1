/** What the counting program and the desk it drives say to each other over process IPC. Plain JSON, known to both. */

export const PLANTS = ['repeat-unlooked', 'no-settling', 'delivered-forgotten', 'outcome-missing', 'person-forgotten'] as const;
export type Plant = (typeof PLANTS)[number];

/** How a desk process is set up; handed over in its environment. */
export type DeskSetup = {
  readonly origin: string;
  readonly accessToken: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** User data of this desk; its journal lies in there, and encrypted PDFs beside it. */
  readonly folder: string;
  readonly workerFile: string;
  /** The desk waits this many times shorter than people can. */
  readonly pace: number;
  /** For one exchange with Graph, ms. */
  readonly timeLimitMs: number;
  readonly plant: Plant | null;
};

export const SETUP_VARIABLE = 'TAPDESK_COHORT_RUN_DESK';

export type ToDesk =
  /** The session begins. */
  | { readonly kind: 'open' }
  /** A method of the window's contract. */
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  /** What quitting does. */
  | { readonly kind: 'leave' };

export type Failure = { readonly kind: string; readonly reason?: string };
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure };

/** What stands on paper, as far as it matters here. */
export type Paper = { readonly userPrincipalName: string; readonly passcode: string };

export type FromDesk =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  /** Slips lie in the printer's tray. */
  | { readonly kind: 'printed'; readonly slips: readonly Paper[] }
  | { readonly kind: 'failed'; readonly what: string };
