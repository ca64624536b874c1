/** How the people of the view are chosen, and windows of days. Pure. */
import type { OnboardingBy } from '../../../shared/domain/onboarding';

export const WAYS = [
  { way: 'hire-date', name: 'By hire date' },
  { way: 'created', name: 'By creation date' },
  { way: 'group', name: 'By group' },
  { way: 'csv', name: 'From a CSV' },
] as const;
export type Way = (typeof WAYS)[number]['way'];

/** Furthest from today in either direction, days; as the contract has it. */
export const DAYS_MAXIMUM = 90;

export type HireWindow = { readonly pastDays: number; readonly comingDays: number };
export const DEFAULT_WINDOW: HireWindow = { pastDays: 7, comingDays: 14 };
export const DEFAULT_CREATED_DAYS = 14;

export type Preset = { readonly id: string; readonly name: string; readonly window: HireWindow };

/** Common windows. "This week" is Monday to Sunday and so depends on the day. */
export function presetsOf(now: Date): readonly Preset[] {
  const sinceMonday = (now.getDay() + 6) % 7;
  return [
    { id: 'usual', name: 'Past 7 and coming 14 days', window: DEFAULT_WINDOW },
    { id: 'week', name: 'This week', window: { pastDays: sinceMonday, comingDays: 6 - sinceMonday } },
    { id: 'next-2-weeks', name: 'Next 2 weeks', window: { pastDays: 0, comingDays: 14 } },
    { id: 'next-30', name: 'Next 30 days', window: { pastDays: 0, comingDays: 30 } },
    { id: 'past-30', name: 'Past 30 days', window: { pastDays: 30, comingDays: 0 } },
  ];
}

/** Whole days from what was typed; null when it is none, or out of bounds. */
export function daysFrom(text: string, minimum: number): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : NaN;
  return days >= minimum && days <= DAYS_MAXIMUM ? days : null;
}

export type Chosen = { readonly way: Way; readonly window: HireWindow; readonly createdDays: number; readonly groupId: string | null };

/** What to ask the directory; null where there is nothing to ask, or not yet. */
export function choiceOf({ way, window, createdDays, groupId }: Chosen): OnboardingBy | null {
  switch (way) {
    case 'hire-date':
      return { by: 'hire-date', ...window };
    case 'created':
      return { by: 'created', pastDays: createdDays };
    case 'group':
      return groupId === null ? null : { by: 'group', groupId };
    case 'csv':
      return null;
  }
}
