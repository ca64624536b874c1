import type { VerificationKind } from '../../shared/domain/limits';
import type { LimitProblem } from '../../shared/errors';

export const VERIFICATION_WORDS: Readonly<Record<VerificationKind, string>> = {
  'call-back': 'Called back',
  'manager-attested': 'Manager attested',
  'photo-id': 'Seen with photo ID',
  'existing-method': 'Used an existing method',
  'verified-id': 'Verified ID',
};

/** Why there is nothing to choose, where a kind is made against something on file. */
export const NOTHING_ON_FILE: Readonly<Record<VerificationKind, string>> = {
  'call-back': 'no number is on file',
  'manager-attested': 'no manager is on file, or it could not be read',
  'photo-id': '',
  'existing-method': 'no method that would prove anything is registered, or they could not be read',
  'verified-id': '',
};

/** What the operator writes down where nothing is on file to check against. */
export const SEEN_HINT: Readonly<Partial<Record<VerificationKind, string>>> = {
  'photo-id': 'Which document, and how you saw it: “passport, on video”.',
  'verified-id': 'What Verified ID showed, or its reference.',
};

export function kindsInWords(kinds: Extract<LimitProblem, { rule: 'verification-kind' }>['kinds']): string {
  return kinds.map((kind) => VERIFICATION_WORDS[kind].toLowerCase().replace(' id', ' ID')).join(', ');
}
