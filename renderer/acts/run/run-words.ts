/** What runs, plans and people in them are called. */
import type { PreflightLineId } from '../../../shared/domain/rules';
import type { RunDelivery, RunHead, RunKind, RunPersonState, RunState, ZoneSource } from '../../../shared/domain/run';
import type { StateTone } from '../../ui/pass-state-text';
import { LINE_WORDS } from '../../ui/preflight-words';

export const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;
export const passcodes = (count: number) => `${count} ${count === 1 ? 'passcode' : 'passcodes'}`;

export const KIND_WORDS: Readonly<Record<RunKind, string>> = { issue: 'Issue passes', revoke: 'Revoke passes', 'end-access': 'End access' };

/** The button that begins it: names the act and how many it meets. */
export function startText(kind: RunKind, count: number): string {
  if (kind === 'end-access') return `End access of ${people(count)}`;
  return `${kind === 'issue' ? 'Issue' : 'Revoke'} ${count} ${count === 1 ? 'pass' : 'passes'}`;
}

/** What the dry run comes to, in one sentence. */
export function outlookText(kind: RunKind, taken: number, left: number): string {
  if (kind === 'end-access') return `Access of ${people(taken)} will be ended, of ${left} not.`;
  return `${taken} will ${kind === 'issue' ? 'get a pass' : 'lose their pass'}, ${left} will not.`;
}

export const STATE_WORDS: Readonly<Record<RunPersonState, { readonly words: string; readonly tone: StateTone }>> = {
  waiting: { words: 'Waiting', tone: 'neutral' },
  working: { words: 'Under way', tone: 'neutral' },
  done: { words: 'Done', tone: 'success' },
  failed: { words: 'Failed', tone: 'danger' },
  'left-out': { words: 'Left out', tone: 'warning' },
  cancelled: { words: 'Cancelled', tone: 'warning' },
};

export const DELIVERY_WORDS: Readonly<Record<RunDelivery, { readonly words: string; readonly tone: StateTone }>> = {
  held: { words: 'Nobody has it yet', tone: 'warning' },
  shown: { words: 'Shown', tone: 'success' },
  printed: { words: 'Printed', tone: 'success' },
  sealed: { words: 'In the encrypted PDF', tone: 'success' },
  mailed: { words: 'Mailed to the manager', tone: 'success' },
  gone: { words: 'Gone, the pass is revoked', tone: 'danger' },
};

export const RUN_STATE_WORDS: Readonly<Record<RunState, string>> = {
  settling: 'Settling what was cut off…',
  stopped: 'Tapdesk was stopped in this run. Resume it, or cancel it.',
  running: 'Running',
  pausing: 'Pausing: whoever is under way is finished first.',
  paused: 'Paused',
  cancelling: 'Cancelling: whoever is under way is finished first.',
  cancelled: 'Cancelled',
  ended: 'Ended',
};

export const ZONE_FROM: Readonly<Record<ZoneSource, string>> = { list: 'zone from the list', policy: 'zone by the desk policy', desk: 'the desk’s zone' };

export const CHANNEL_WORDS: Readonly<Record<RunHead['channels'][number], string>> = {
  call: 'handing over one by one',
  slip: 'printed slips',
  'sealed-pdf': 'an encrypted PDF',
  'manager-mail': 'mail to managers',
};

/** A question of the dry run, to be answered for everybody who has it. */
export function questionText(line: PreflightLineId, count: number): string {
  if (line === 'existing-pass') return `Replace the live ${count === 1 ? 'pass' : 'passes'} of ${people(count)}`;
  if (line === 'second-pass') return `${people(count)} had a pass within the last 24 hours. Give another one`;
  return `“${LINE_WORDS[line]}” could not be checked for ${people(count)}. Go on without`;
}

/** Why somebody is left out whose question was not answered. */
export function unansweredText(line: PreflightLineId): string {
  if (line === 'existing-pass') return 'Has a live pass, and it was not said that it may be replaced.';
  if (line === 'second-pass') return 'Had a pass within the last 24 hours, and it was not said to give another one.';
  return `“${LINE_WORDS[line]}” could not be checked, and it was not said to go on without.`;
}

/** "about 4 minutes", "less than a minute". @param seconds - What is left at the present rate. */
export function remainingText(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `about ${hours} ${hours === 1 ? 'hour' : 'hours'}${rest === 0 ? '' : ` ${rest} ${rest === 1 ? 'minute' : 'minutes'}`}`;
}
