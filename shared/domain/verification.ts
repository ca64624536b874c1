/**
 * How the operator made sure who is calling, and what on file may serve for it. Pure.
 *
 * A number, manager or method that changed within the quarantine window does not count: whoever took over the account
 * yesterday may have put their own number there. Directory audits tell it; a method also tells it by its own date.
 */
import { z } from 'zod';
import type { LimitProblem } from '../errors';
import { assertNever } from '../result';
import type { Limits } from './limits';
import { VerificationKind } from './limits';
import type { PassFacts } from './pass-facts';
import type { RecentChange, RegisteredMethod } from './person';

export const Verification = z.object({
  id: z.guid(),
  kind: VerificationKind,
  /** Against what: the number, the manager, the method, the document. In words. */
  against: z.string(),
  /** Names the thing on file; empty where the operator wrote down what they saw. */
  againstId: z.string(),
  at: z.iso.datetime(),
});
export type Verification = z.output<typeof Verification>;

/** Shortest and longest note on what was seen, characters. */
export const SEEN_MINIMUM = 3;
export const SEEN_MAXIMUM = 120;

export type VerificationChoice = {
  readonly id: string;
  readonly label: string;
  /** When what stands on file changed within the quarantine window; null when nothing says so. */
  readonly changedAt: string | null;
};

export type VerificationOption = {
  readonly kind: VerificationKind;
  /** What is on file. Null: the operator writes down what they saw. */
  readonly choices: readonly VerificationChoice[] | null;
};

/** The verifications that count for these limits, each with what it may be made against. Masked numbers stay masked. */
export function verificationOptions(facts: PassFacts, limits: Limits, now: Date): readonly VerificationOption[] {
  return limits.verification.kinds.map((kind) => ({ kind, choices: choicesOf(kind, facts, limits, now) }));
}

function choicesOf(kind: VerificationKind, facts: PassFacts, limits: Limits, now: Date): readonly VerificationChoice[] | null {
  const since = now.getTime() - limits.verification.quarantineDays * 86_400_000;
  const changed = (what: RecentChange['kind']) => lastChange(facts, what, since);
  const { person, manager, methods } = facts;
  switch (kind) {
    case 'call-back':
      return [...new Set([person.mobilePhone, ...person.businessPhones])]
        .filter((number): number is string => number !== null && number.trim() !== '')
        .map((number) => ({ id: number, label: number, changedAt: changed('phone') }));
    case 'manager-attested':
      return manager.known && manager.value ? [{ id: manager.value.id, label: manager.value.displayName, changedAt: changed('manager') }] : [];
    case 'existing-method':
      return (methods.known ? methods.value : []).filter(isProof).map((method) => ({
        id: method.id,
        label: [METHOD_WORDS[method.type], method.detail].filter((part) => part !== '').join(' '),
        changedAt: isAfter(method.createdDateTime, since) ? method.createdDateTime : changed('method'),
      }));
    case 'photo-id':
    case 'verified-id':
      return null;
    default:
      return assertNever(kind);
  }
}

/** What is wrong with this verification for these facts; null when it may carry a pass. */
export function verificationProblem(verification: Pick<Verification, 'kind' | 'against' | 'againstId' | 'at'> | null, facts: PassFacts, limits: Limits, now: Date): LimitProblem | null {
  const { kinds, maximumAgeMinutes, quarantineDays } = limits.verification;
  if (verification === null) return { rule: 'verification-missing', kinds };
  const option = verificationOptions(facts, limits, now).find(({ kind }) => kind === verification.kind);
  if (!option) return { rule: 'verification-kind', kinds };
  if (option.choices === null) {
    const { length } = verification.against.trim();
    if (length < SEEN_MINIMUM || length > SEEN_MAXIMUM) return { rule: 'verification-against' };
  } else {
    const choice = option.choices.find(({ id }) => id === verification.againstId);
    if (!choice) return { rule: 'verification-against' };
    if (choice.changedAt !== null) return { rule: 'verification-changed', changedAt: choice.changedAt, quarantineDays };
  }
  const ageMinutes = (now.getTime() - Date.parse(verification.at)) / 60_000;
  return ageMinutes >= 0 && ageMinutes <= maximumAgeMinutes ? null : { rule: 'verification-expired', maximumAgeMinutes };
}

/** The newest change of that kind at or after `since` (epoch ms); null when none is known. */
export function lastChange({ recentChanges }: Pick<PassFacts, 'recentChanges'>, what: RecentChange['kind'], since: number): string | null {
  if (!recentChanges.known) return null;
  return recentChanges.value.find(({ kind, at }) => kind === what && isAfter(at, since))?.at ?? null;
}

function isAfter(at: string | null, since: number): boolean {
  return at !== null && Date.parse(at) >= since;
}

/** A password proves nothing about a caller who lost access, a pass is what is asked for, and a mailbox may be lost with the account. */
function isProof({ type }: RegisteredMethod): boolean {
  return type !== 'password' && type !== 'temporary-access-pass' && type !== 'email' && type !== 'other';
}

const METHOD_WORDS: Readonly<Record<RegisteredMethod['type'], string>> = {
  password: 'Password',
  phone: 'Phone',
  email: 'Email',
  authenticator: 'Authenticator',
  fido2: 'Security key',
  'windows-hello': 'Windows Hello',
  'software-oath': 'Software token',
  'hardware-oath': 'Hardware token',
  passkey: 'Passkey',
  'platform-credential': 'Platform credential',
  'temporary-access-pass': 'Temporary Access Pass',
  other: 'Other method',
};
