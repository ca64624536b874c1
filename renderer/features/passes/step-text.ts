import { failureText } from '../../ui/failure-text';
import { preciseText } from '../../ui/time-text';
import type { StateTone } from '../../ui/pass-state-text';
import type { SessionsEnd, Step } from './revoke-run';
import { passes } from './words';

/** One person's state in a run: a few words, and what there is to say about it. */
export function stepText(step: Step): { readonly words: string; readonly more: string; readonly tone: StateTone } {
  switch (step.state) {
    case 'waiting':
      return { words: 'Waiting', more: '', tone: 'neutral' };
    case 'revoking':
      return { words: 'Revoking, then reading back', more: step.attempt > 1 ? `Try ${step.attempt}` : '', tone: 'neutral' };
    case 'pausing':
      return step.because === 'throttled'
        ? { words: 'Waiting', more: 'Microsoft asks for a pause', tone: 'warning' }
        : { words: 'Not proven yet', more: 'It is tried again', tone: 'warning' };
    case 'ending-sessions':
      return { words: 'Ending sign-in sessions', more: '', tone: 'neutral' };
    case 'revoked':
      return { words: 'Revoked and proven', more: [`Read back ${preciseText(new Date(step.at))}`, sessionsText(step.sessions)].filter(Boolean).join('. '), tone: 'success' };
    case 'not-proven':
      return { words: 'Not proven', more: ['Reading back still shows the pass, or could not tell. Check this person again in a minute', sessionsText(step.sessions)].filter(Boolean).join('. '), tone: 'danger' };
    case 'refused': {
      const { title, happened, next } = failureText(step.error);
      return { words: 'Not revoked', more: `${title}. ${happened} ${next}`, tone: 'danger' };
    }
    case 'not-tried':
      return { words: 'Not tried', more: 'Stopped before this person’s turn', tone: 'warning' };
  }
}

function sessionsText(sessions: SessionsEnd): string {
  if (sessions.state === 'not-asked') return '';
  if (sessions.state === 'ended') return 'Sign-in sessions ended';
  const { title, happened } = failureText(sessions.error);
  return `Sign-in sessions not ended: ${title}. ${happened}`;
}

export const isOver = ({ state }: Step) => state === 'revoked' || state === 'not-proven' || state === 'refused' || state === 'not-tried';

/** What came of all of them, in one sentence to be read out. */
export function summaryText(steps: readonly Step[]): string {
  const count = (state: Step['state']) => steps.filter((step) => step.state === state).length;
  const sessions = (state: SessionsEnd['state']) => steps.filter((step) => 'sessions' in step && step.sessions.state === state).length;
  const parts = [
    `${passes(count('revoked'))} revoked and proven`,
    count('not-proven') > 0 && `${count('not-proven')} not proven`,
    count('refused') > 0 && `${count('refused')} not revoked`,
    count('not-tried') > 0 && `${count('not-tried')} not tried`,
    sessions('ended') > 0 && `sign-in sessions ended for ${sessions('ended')}`,
    sessions('failed') > 0 && `sign-in sessions not ended for ${sessions('failed')}`,
  ].filter(Boolean);
  return `${parts.join(', ')}.`;
}
