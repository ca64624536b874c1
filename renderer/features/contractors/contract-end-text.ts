/** Contract ends in words. Pure: `now` is an argument. */
import type { ContractEnd } from '../../../shared/domain/contract';
import { dateText } from '../../ui/time-text';
import { counted } from './counted';

const DAY_MS = 86_400_000;
const utcDate = new Intl.DateTimeFormat(navigator.language.startsWith('en') ? navigator.language : 'en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Where it was read. */
export const END_FROM: Readonly<Record<ContractEnd['from'], string>> = {
  'leave-date': 'leave date in Entra',
  attribute: 'attribute of the account',
  group: 'name of a group',
  'desk-policy': 'list in the desk policy',
};

/** The day itself. Only Entra's leave date is an instant; the other sources name a day, which is the same everywhere. */
export function endDateText({ at, from }: ContractEnd): string {
  return from === 'leave-date' ? dateText(new Date(at)) : utcDate.format(new Date(at));
}

/** "ended 12 days ago", "ends today", "ends in 3 days". */
export function endAgeText(end: ContractEnd, now: Date): string {
  const days = dayOf(end) - localDay(now);
  if (isPast(end, now)) return days >= 0 ? 'ended today' : `ended ${counted(-days, 'day')} ago`;
  return days <= 0 ? 'ends today' : `ends in ${counted(days, 'day')}`;
}

export function isPast({ at }: Pick<ContractEnd, 'at'>, now: Date): boolean {
  return Date.parse(at) <= now.getTime();
}

/** Days until it, whole ones begun; negative once it has passed. */
export function daysLeft({ at }: Pick<ContractEnd, 'at'>, now: Date): number {
  return Math.ceil((Date.parse(at) - now.getTime()) / DAY_MS);
}

function dayOf({ at, from }: ContractEnd): number {
  const end = new Date(at);
  return from === 'leave-date' ? localDay(end) : Math.floor(end.getTime() / DAY_MS);
}

/** Days since 1970 of the date that the operator's calendar shows. */
function localDay(instant: Date): number {
  return Math.round(Date.UTC(instant.getFullYear(), instant.getMonth(), instant.getDate()) / DAY_MS);
}
