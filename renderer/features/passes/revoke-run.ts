/** Takes passes back one after another, and says of each what came of it. Nothing is done twice at once or behind anybody's back. */
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { wait } from '../../ui/wait';

export type Target = { readonly personId: string; readonly displayName: string; readonly userPrincipalName: string; readonly passId: string; readonly ticket: string };

/** What became of the person's sign-in sessions. */
export type SessionsEnd = { readonly state: 'not-asked' } | { readonly state: 'ended' } | { readonly state: 'failed'; readonly error: AppError };

export type Step =
  | { readonly state: 'waiting' }
  /** `attempt` counts from 1. */
  | { readonly state: 'revoking'; readonly attempt: number }
  /** Until: epoch milliseconds. */
  | { readonly state: 'pausing'; readonly until: number; readonly because: 'not-proven' | 'throttled' }
  | { readonly state: 'ending-sessions' }
  | { readonly state: 'revoked'; readonly at: string; readonly sessions: SessionsEnd }
  | { readonly state: 'not-proven'; readonly sessions: SessionsEnd }
  | { readonly state: 'refused'; readonly error: AppError }
  /** Stopped before its turn came. */
  | { readonly state: 'not-tried' };

/** Pauses before a revoke that was not proven is tried again, milliseconds: replicas of Entra need time to agree. */
const TRY_AGAIN_AFTER_MS = [4000, 8000, 16_000];
/** How often one person's turn is put off for Microsoft's sake. */
const THROTTLED_MAXIMUM = 5;

/** Failures that would meet everybody who is still to come. */
const STOPS: ReadonlySet<AppError['kind']> = new Set(['offline', 'sign-in-required', 'consent-required', 'journal-unavailable', 'desk-policy-broken', 'passes-not-in-cloud', 'not-configured']);

type Run = {
  readonly targets: readonly Target[];
  readonly reason: string;
  readonly endsSessions: boolean;
  /** Stops it before the next person. */
  readonly signal: AbortSignal;
  readonly onStep: (personId: string, step: Step) => void;
};

export async function revokeInTurn({ targets, reason, endsSessions, signal, onStep }: Run): Promise<void> {
  let isStopped = false;
  for (const target of targets) {
    if (isStopped || signal.aborted) {
      onStep(target.personId, { state: 'not-tried' });
      continue;
    }
    const say = (step: Step) => onStep(target.personId, step);
    const end = await revokeOne(target, reason, signal, say);
    const isGoing = end.state === 'revoked' || end.state === 'not-proven';
    say(endsSessions && isGoing ? { ...end, sessions: await endSessions(target, reason, say) } : end);
    isStopped = end.state === 'refused' && STOPS.has(end.error.kind);
  }
}

async function revokeOne({ personId, passId }: Target, reason: string, signal: AbortSignal, onStep: (step: Step) => void): Promise<Extract<Step, { state: 'revoked' | 'not-proven' | 'refused' | 'not-tried' }>> {
  let unproven = 0;
  let throttled = 0;
  for (let attempt = 1; ; attempt += 1) {
    onStep({ state: 'revoking', attempt });
    const reply = await tell('passes.revoke', { personId, passId, reason });
    if (reply.ok) return { state: 'revoked', at: reply.value.provenGoneAt, sessions: { state: 'not-asked' } };

    const { error } = reply;
    // Whether it went is not known: deleting what is gone already harms nobody, so the same is asked once more.
    const isUnproven = error.kind === 'not-proven' || error.kind === 'outcome-unknown';
    const pause = isUnproven ? TRY_AGAIN_AFTER_MS[unproven] : error.kind === 'throttled' && throttled < THROTTLED_MAXIMUM ? Math.max(1, error.retryAfterSeconds) * 1000 : undefined;
    if (pause === undefined) return isUnproven ? { state: 'not-proven', sessions: { state: 'not-asked' } } : { state: 'refused', error };
    if (isUnproven) unproven += 1;
    else throttled += 1;
    onStep({ state: 'pausing', until: Date.now() + pause, because: isUnproven ? 'not-proven' : 'throttled' });
    await wait(pause, signal);
    if (signal.aborted) return unproven > 0 ? { state: 'not-proven', sessions: { state: 'not-asked' } } : { state: 'not-tried' };
  }
}

async function endSessions({ personId, ticket }: Target, reason: string, onStep: (step: Step) => void): Promise<SessionsEnd> {
  onStep({ state: 'ending-sessions' });
  const reply = await tell('sessions.revoke', { personId, reason, ticket });
  return reply.ok ? { state: 'ended' } : { state: 'failed', error: reply.error };
}
