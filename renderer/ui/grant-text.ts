/** Grants in words: what, how, where, until when. Directory text goes through `displayText` here. */
import { displayText } from '../../shared/domain/display-text';
import { type Grant, type GrantHow, type GrantKind, type HeldPath, unitOfScope } from '../../shared/domain/grant';
import type { StateTone } from './pass-state-text';
import { instantText, leftText } from './time-text';

export const KIND_OF_TARGET: Readonly<Record<GrantKind, string>> = { role: 'Role', member: 'Member of group', owner: 'Owner of group' };
export const HOW_WORDS: Readonly<Record<GrantHow, string>> = { active: 'Active', eligible: 'Eligible' };
export const ORIGIN_WORDS = { tapdesk: 'This desk', outside: 'Outside this desk', unknown: 'Not known' } as const;

/** "Exchange Administrator", "member of Finance approvers". */
export function targetText({ target, targetName }: Pick<Grant, 'target' | 'targetName'>): string {
  const name = targetName === '' ? target.id : displayText(targetName);
  return target.kind === 'role' ? name : `${target.kind} of ${name}`;
}

/** "Whole tenant", or the unit's name. */
export function scopeText({ scope, scopeName }: Pick<Grant, 'scope' | 'scopeName'>): string {
  if (scope === '/') return 'Whole tenant';
  return scopeName === '' ? (unitOfScope(scope) ?? displayText(scope)) : displayText(scopeName);
}

/** `ended`: its time was over when it was last read about, and what PIM has now is not read yet. */
export type GrantPhase = 'live' | 'provisioning' | 'future' | 'permanent' | 'through-group' | 'ended';

export function phaseOf({ state, path, endDateTime }: Pick<Grant, 'state' | 'path' | 'endDateTime'>, now: Date): GrantPhase {
  if (endDateTime !== null && Date.parse(endDateTime) <= now.getTime()) return 'ended';
  if (path === 'group') return 'through-group';
  if (endDateTime === null) return 'permanent';
  return state;
}

export const PHASE_WORDS: Readonly<Record<GrantPhase, { readonly words: string; readonly tone: StateTone }>> = {
  live: { words: 'Live', tone: 'success' },
  provisioning: { words: 'Being set up', tone: 'warning' },
  future: { words: 'Starts later', tone: 'neutral' },
  permanent: { words: 'Permanent', tone: 'warning' },
  'through-group': { words: 'Through a group', tone: 'neutral' },
  ended: { words: 'Time is over', tone: 'neutral' },
};

/** "1 h 5 min left", "starts in 3 h 0 min"; empty where nothing runs. Pure. */
export function restText({ startDateTime, endDateTime, state }: Pick<Grant, 'startDateTime' | 'endDateTime' | 'state'>, now: Date): string {
  if (state === 'future' && startDateTime !== null && Date.parse(startDateTime) > now.getTime()) return `starts in ${leftText(new Date(startDateTime), now)}`;
  if (endDateTime === null || Date.parse(endDateTime) <= now.getTime()) return '';
  return `${leftText(new Date(endDateTime), now)} left`;
}

export const endText = (endDateTime: string | null): string => (endDateTime === null ? 'no end' : instantText(new Date(endDateTime)));

/** One other path to the same access: "through a group, no end". */
export function heldText({ path, assignment, how, endDateTime, scopeName }: HeldPath): string {
  const by = path === 'group' ? 'through a group' : assignment === 'activated' ? 'activated by the person' : endDateTime === null ? 'permanently' : 'by another grant';
  const where = scopeName === '' ? '' : `, ${displayText(scopeName)}`;
  return `${how === 'eligible' ? 'eligible, ' : ''}${by}${where}${endDateTime === null ? '' : `, until ${endText(endDateTime)}`}`;
}
