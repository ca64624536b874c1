/** What the desk says of its run, as far as the window shows it. */
export type Row = {
  readonly personId: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed' | 'left-out' | 'cancelled';
  readonly passId: string | null;
  readonly delivery: 'held' | 'shown' | 'printed' | 'sealed' | 'mailed' | 'gone' | null;
  readonly error: { readonly kind: string } | null;
  readonly problems: readonly { readonly rule: string }[];
  readonly unanswered: readonly string[];
};

export type Reading = {
  readonly head: { readonly runId: string };
  readonly progress: { readonly state: 'settling' | 'stopped' | 'running' | 'pausing' | 'paused' | 'cancelling' | 'cancelled' | 'ended' };
  readonly rows: readonly Row[];
};

export type PlanRow = { readonly personId: string; readonly blocked: readonly unknown[]; readonly asks: readonly string[]; readonly error: { readonly kind: string } | null };
export type Plan = { readonly planId: string; readonly rows: readonly PlanRow[]; readonly questions: readonly { readonly line: string }[] };

/** Why somebody of the run has no pass of it; empty when nobody says so. */
export function reasonOf({ error, problems, unanswered }: Row): string {
  return [error?.kind, ...problems.map(({ rule }) => rule), ...unanswered].filter((each) => each !== undefined).join(' ');
}
