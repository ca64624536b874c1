/** What came of one person of a run, and what a failure says about the others. */
import type { AppError } from '../../shared/errors';
import type { Desk } from './desk';
import type { Run, RunPerson } from './run';

/** `again`: nothing happened, and it may be tried once more. */
export type Outcome = { readonly state: 'done' } | { readonly state: 'failed'; readonly error: AppError } | { readonly state: 'again'; readonly error: AppError };

/** One chunk's work: returns at once with a promise for each person. */
export type Work = (desk: Desk, run: Run, people: readonly RunPerson[]) => Promise<readonly Promise<Outcome>[]>;

export function outcomeOf(error: AppError): Outcome {
  return error.kind === 'throttled' || error.kind === 'service-unavailable' ? { state: 'again', error } : { state: 'failed', error };
}

/** Nobody else on the list would fare better: such a failure pauses the run, whatever its outcome says. */
export function isAboutDesk({ kind }: AppError): boolean {
  return kind === 'offline' || kind === 'sign-in-required' || kind === 'consent-required' || kind === 'journal-unavailable' || kind === 'journal-broken' || kind === 'cancelled';
}
