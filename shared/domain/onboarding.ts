/**
 * People who start soon or started lately, and what is still missing before they can. Pure.
 */
import { z } from 'zod';
import { known } from './known';
import { Pass, passState } from './pass';
import { PersonReference, PersonRow, RegisteredMethod } from './person';

/** How the people of the view are chosen. */
export const OnboardingBy = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('hire-date'), pastDays: z.int().min(0).max(90), comingDays: z.int().min(0).max(90) }),
  /** For tenants without hire dates. */
  z.strictObject({ by: z.literal('created'), pastDays: z.int().min(1).max(90) }),
  z.strictObject({ by: z.literal('group'), groupId: z.guid() }),
  /** Those a list has named. */
  z.strictObject({ by: z.literal('people'), ids: z.array(z.guid()).min(1).max(5_000).readonly() }),
]);
export type OnboardingBy = z.output<typeof OnboardingBy>;

/** Rows that one reading gives at most. */
export const ONBOARDING_MAXIMUM = 5_000;

export const Joiner = PersonRow.extend({
  employeeHireDate: z.iso.datetime({ offset: true }).nullable(),
  createdDateTime: z.iso.datetime({ offset: true }).nullable(),
  /** How many licences are assigned; null when Graph did not return it. */
  licences: z.int().nullable(),
  usageLocation: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  officeLocation: z.string().nullable(),
  companyName: z.string().nullable(),
  /** Newest sign-in of any kind; null value: none on record. */
  lastSignInAt: known(z.iso.datetime({ offset: true }).nullable()),
});
export type Joiner = z.output<typeof Joiner>;

/** What a second batch adds. */
export const JoinerDetails = z.object({
  personId: z.guid(),
  manager: known(PersonReference.nullable()),
  /** Without password and pass. */
  methods: known(z.array(RegisteredMethod).readonly()),
  pass: known(Pass.nullable()),
});
export type JoinerDetails = z.output<typeof JoinerDetails>;

/** People in one `onboarding.details`: three reads each fit into one `$batch` of twenty. */
export const DETAILS_MAXIMUM = 6;

/** What stands between the person and their first day; `pass`: none, and no method either. `not-read` says that more may be missing. */
export const MISSING = ['enabled-account', 'member-account', 'licence', 'manager', 'manager-mail', 'pass', 'not-read'] as const;
export type MissingPart = (typeof MISSING)[number];

/** @param details - Null: not read yet; then only what the list tells is judged. */
export function missingOf(joiner: Pick<Joiner, 'accountEnabled' | 'kind' | 'licences'>, details: JoinerDetails | null, now: Date): readonly MissingPart[] {
  const missing: MissingPart[] = [];
  if (joiner.accountEnabled === false) missing.push('enabled-account');
  const isExternal = joiner.kind === 'external-guest' || joiner.kind === 'external-member';
  if (isExternal) missing.push('member-account');
  if (joiner.licences === 0 && !isExternal) missing.push('licence');
  if (details === null) return missing;
  const { manager, methods, pass } = details;
  if (manager.known && manager.value === null) missing.push('manager');
  if (manager.known && manager.value !== null && (manager.value.mail ?? '').trim() === '') missing.push('manager-mail');
  const hasMethod = methods.known && methods.value.length > 0;
  const hasPass = pass.known && pass.value !== null && ['live', 'not-yet-valid'].includes(passState(pass.value, now));
  if (!isExternal && methods.known && pass.known && !hasMethod && !hasPass) missing.push('pass');
  if (joiner.accountEnabled === null || joiner.licences === null || !manager.known || !methods.known || !pass.known) missing.push('not-read');
  return missing;
}
