/**
 * When somebody of the demo directory last signed in, as `signInActivity` has it. Source: Graph v1.0, signInActivity
 * resource.
 */
import type { Chance } from '../ids';
import { type Days, isoSeconds } from './ordinary-person';
import type { SignInActivity } from './person';

/** An interactive sign-in that succeeded, and the token that was renewed without the person since. No sign-in is kept that an id could name. */
export function signInActivityOf(interactive: string, nonInteractive: string | null): SignInActivity {
  return {
    lastSignInDateTime: interactive,
    lastSignInRequestId: null,
    lastNonInteractiveSignInDateTime: nonInteractive,
    lastNonInteractiveSignInRequestId: null,
    lastSuccessfulSignInDateTime: nonInteractive !== null && nonInteractive > interactive ? nonInteractive : interactive,
    lastSuccessfulSignInRequestId: null,
  };
}

/** After a sign-in just now. The service may take a day to tell; the demo tells at once. */
export function activityAfter(before: SignInActivity | null, at: Date): SignInActivity {
  return signInActivityOf(isoSeconds(at), before?.lastNonInteractiveSignInDateTime ?? null);
}

/**
 * Most sign in every other week, some have not for months, one in eight never did.
 *
 * @param atLeastDaysAgo - Since when nobody could sign in any more: an account that was disabled.
 */
export function drawnSignIn(chance: Chance, days: Days, atLeastDaysAgo: number): SignInActivity | null {
  if (chance.next() < 0.12) return null;
  const span = chance.next() < 0.2 ? 120 : 14;
  const quarterHours = 1 + chance.below(95);
  const ago = atLeastDaysAgo + chance.below(span) + quarterHours / 96;
  const renewed = chance.next() < 0.85 ? days(-Math.max(atLeastDaysAgo, ago - chance.below(96) / 96)) : null;
  return signInActivityOf(days(-ago), renewed);
}
