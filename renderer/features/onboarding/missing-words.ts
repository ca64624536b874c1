/** What stands between somebody and their first day, in words. */
import type { MissingPart } from '../../../shared/domain/onboarding';

export const MISSING_WORDS: Readonly<Record<MissingPart, string>> = {
  'enabled-account': 'Account disabled',
  'member-account': 'Account of another organisation',
  licence: 'No licence',
  manager: 'No manager',
  'manager-mail': 'Manager without mail',
  pass: 'No pass, no method',
  'not-read': 'Not everything could be read',
};

/** Whether something is missing for certain: what could not be read may be in order. */
export const isMissing = (parts: readonly MissingPart[]): boolean => parts.some((part) => part !== 'not-read');
