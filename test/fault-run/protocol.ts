/** What the counting program and the desk it drives say to each other over process IPC. Plain JSON, known to both. */
export const PLANTS = ['read-back-skipped', 'no-settling', 'no-intent'] as const;
export type Plant = (typeof PLANTS)[number];

/** How a desk process is set up; handed over in its environment. */
export type DeskSetup = {
  readonly origin: string;
  readonly accessToken: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** User data of this desk; its journal lies in there. */
  readonly folder: string;
  readonly workerFile: string;
  /** The desk waits this many times shorter than people can. */
  readonly pace: number;
  /** For one exchange with Graph, ms. */
  readonly timeLimitMs: number;
  readonly plant: Plant | null;
};

export const SETUP_VARIABLE = 'TAPDESK_FAULT_RUN_DESK';

/** `open`: the session begins. `call`: a method of the window's contract. `leave`: what quitting does. */
export type ToDesk = { readonly kind: 'open' } | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown } | { readonly kind: 'leave' };

export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: { readonly kind: string; readonly passId?: string } };

export type FromDesk =
  /** The desk is open: what was cut off is settled. */
  | { readonly kind: 'ready'; readonly settled: readonly string[] }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  /** The passcode reached the clipboard or the printer. */
  | { readonly kind: 'out'; readonly by: 'clipboard' | 'printer'; readonly passcode: string }
  | { readonly kind: 'failed'; readonly what: string };
