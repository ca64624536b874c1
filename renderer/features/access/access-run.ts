/** Ends access one person after another, and keeps what came of each. What is left open stays open in the journal and can be resumed. */
import type { AccessResult } from '../../../shared/domain/end-access';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { wait } from '../../ui/wait';

export type PersonState =
  | { readonly state: 'waiting' }
  | { readonly state: 'running' }
  /** Microsoft asks for a pause; until: epoch milliseconds. */
  | { readonly state: 'pausing'; readonly until: number }
  | { readonly state: 'over'; readonly result: AccessResult }
  | { readonly state: 'refused'; readonly error: AppError }
  /** Nothing was begun for them: Entra would not show them. */
  | { readonly state: 'left-out'; readonly error: AppError };

/** How often one person's turn is put off for Microsoft's sake. */
const THROTTLED_MAXIMUM = 5;

/** Failures that would meet everybody who is still to come. */
const STOPS: ReadonlySet<AppError['kind']> = new Set(['offline', 'sign-in-required', 'consent-required', 'journal-unavailable', 'desk-policy-broken', 'not-configured']);

type Run = {
  readonly actId: string;
  readonly personIds: readonly string[];
  /** Stops it before the next person. */
  readonly signal: AbortSignal;
  readonly onState: (personId: string, state: PersonState) => void;
};

export async function runInTurn({ actId, personIds, signal, onState }: Run): Promise<void> {
  for (const personId of personIds) {
    if (signal.aborted) return;
    const end = await runOne(actId, personId, signal, (state) => onState(personId, state));
    onState(personId, end);
    if (end.state === 'refused' && STOPS.has(end.error.kind)) return;
  }
}

async function runOne(actId: string, personId: string, signal: AbortSignal, onState: (state: PersonState) => void): Promise<PersonState> {
  for (let throttled = 0; ; throttled += 1) {
    onState({ state: 'running' });
    const reply = await tell('access.run', { actId, personId });
    if (reply.ok) return { state: 'over', result: reply.value };
    const { error } = reply;
    if (error.kind !== 'throttled' || throttled >= THROTTLED_MAXIMUM) return { state: 'refused', error };
    const pause = Math.max(1, error.retryAfterSeconds) * 1000;
    onState({ state: 'pausing', until: Date.now() + pause });
    await wait(pause, signal);
    if (signal.aborted) return { state: 'waiting' };
  }
}

/** Whether anything is left that trying again may do, a read that failed among them; what PIM takes later, Tapdesk sends by itself. */
export function hasToBeRetried(state: PersonState): boolean {
  if (state.state !== 'over') return state.state === 'refused';
  const { steps, leftovers } = state.result;
  return steps.some(({ result }) => result.state === 'not-done') || leftovers.some((leftover) => leftover.kind === 'not-read' && leftover.mayPass === true);
}

/** Whether PIM is still to take a removal. */
export function isPlanned(state: PersonState): boolean {
  return state.state === 'over' && state.result.steps.some(({ result }) => result.state === 'planned');
}

export const isOver = ({ state }: PersonState) => state === 'over' || state === 'refused' || state === 'left-out';

/** What came of all of them, in one sentence to be read out. */
export function summaryText(states: readonly PersonState[]): string {
  const count = (is: (state: PersonState) => boolean) => states.filter(is).length;
  const complete = count((state) => state.state === 'over' && state.result.isComplete);
  const undone = count(hasToBeRetried);
  const planned = count((state) => isPlanned(state) && !hasToBeRetried(state));
  const unread = count((state) => state.state === 'over' && !state.result.isComplete && !isPlanned(state) && !hasToBeRetried(state));
  const left = count((state) => !isOver(state));
  const leftOut = count(({ state }) => state === 'left-out');
  const parts: readonly (readonly [number, string])[] = [
    [complete, 'done, every step proven'],
    [unread, 'done as far as could be read'],
    [planned, 'waiting for PIM to take a removal'],
    [undone, 'not complete'],
    [left, 'not begun'],
    [leftOut, 'left out'],
  ];
  // What is being counted is said once, at the beginning.
  const said = parts.filter(([number]) => number > 0).map(([number, words], at) => `${at === 0 ? people(number) : number} ${words}`);
  return `${said.join(', ')}.`;
}

export const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;
