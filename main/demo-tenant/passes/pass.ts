/** A pass as anybody may see it, and what can happen to one. Source: Graph, temporaryAccessPassAuthenticationMethod. */

export type UsabilityReason = 'EnabledByPolicy' | 'DisabledByPolicy' | 'Expired' | 'NotYetValid' | 'OneTimeUsed';

/** Without its passcode. */
export type DemoPass = {
  readonly id: string;
  readonly personId: string;
  readonly createdDateTime: string;
  readonly startDateTime: string;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly isUsable: boolean;
  readonly methodUsabilityReason: UsabilityReason;
};

export type NewPass = { readonly startDateTime: Date; readonly lifetimeInMinutes: number; readonly isUsableOnce: boolean };

/** Who did something to a pass, and by which request. */
export type Cause = {
  /**
   * The Graph request that did it, also found in the log; null for what was there at the start, for sign-ins and for
   * what somebody did by another tool.
   */
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  /** Null for sign-ins: the person themself, without a token. */
  readonly callerId: string | null;
};

/** What happened to passes, in order; by this a test proves what the app did. Never a passcode. */
export type PassEvent = Cause & {
  readonly at: string;
  readonly kind: 'created' | 'replaced' | 'deleted' | 'used';
  readonly passId: string;
  readonly personId: string;
  /** For `replaced`: the pass that took its place, by the same cause. Otherwise null. */
  readonly replacedBy: string | null;
};
