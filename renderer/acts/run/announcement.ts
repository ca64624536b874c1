/** What of a run's progress is said to a screen reader, and when: at sensible intervals, not at each event. Pure. */
import type { RunProgress, RunState } from '../../../shared/domain/run';
import { failureText } from '../../ui/failure-text';
import { passcodes } from './run-words';
import { isOver, turnsOf } from './run-state';

/** Progress is said no more often than this. Milliseconds. */
const APART_MS = 15_000;
const STEPS = 4;

/** What was said last. */
export type Said = { readonly runId: string; readonly state: RunState; /** Quarters that were over by then. */ readonly quarter: number; /** Epoch milliseconds. */ readonly at: number };

type Announcement = { readonly words: string; readonly said: Said };

/** States that a button's own words tell already. */
const PASSING: ReadonlySet<RunState> = new Set(['pausing', 'cancelling']);

/**
 * @param last - What was said last, null for nothing.
 * @param now - Epoch milliseconds.
 * @returns null while there is nothing to say.
 */
export function announcement(last: Said | null, progress: RunProgress, now: number): Announcement | null {
  const { runId, state } = progress;
  const { over, all } = turnsOf(progress);
  const quarter = all === 0 ? STEPS : Math.floor((over * STEPS) / all);
  const said = { runId, state, quarter, at: now };
  const isNew = last?.runId !== runId;
  if (PASSING.has(state)) return null;
  if (isNew || last.state !== state) return { words: stateWords(progress, isNew ? null : last.state), said };
  // The end is said by the change of state.
  if (state !== 'running' || quarter <= last.quarter || over === all || now - last.at < APART_MS) return null;
  return { words: `${over} of ${all}${failedWords(progress)}.`, said };
}

function stateWords(progress: RunProgress, before: RunState | null): string {
  const { state, pausedBecause } = progress;
  const { over, all } = turnsOf(progress);
  const at = `${over} of ${all}${failedWords(progress)}`;
  if (isOver(state)) return `${state === 'ended' ? 'The run has ended' : 'The run was cancelled'}: ${progress.counts.done} done${failedWords(progress)}${heldWords(progress)}.`;
  if (state === 'running') return before === null ? `The run goes on: ${at}.` : `Resumed: ${at}.`;
  if (state === 'paused') return `Paused: ${at}.${pausedBecause === null ? '' : ` ${failureText(pausedBecause).title}.`}`;
  return state === 'settling' ? 'Settling what was cut off.' : `The run was stopped: ${at}.`;
}

const failedWords = ({ counts: { failed } }: RunProgress) => (failed === 0 ? '' : `, ${failed} failed`);
const heldWords = ({ delivery: { held } }: RunProgress) => (held === 0 ? '' : `, ${passcodes(held)} to hand over`);
