/**
 * One interactive sign-in as the history keeps it: when, where from, with which app and how it ended; v1.0 does not say by
 * which method. Lenient like the audits: only what has no id or time is no sign-in. Source: Graph, signIn; facts 8.4.
 */
import { z } from 'zod';
import type { SignInRow } from '../../../shared/domain/history/audit-row';
import { instant, looseText } from './audit-row';

/** No code of Entra's: the log did not say how it ended, which must not pass for a success. */
const NOT_SAID = -1;

export const SignIn = z.object({
  id: z.string().min(1),
  createdDateTime: instant,
  userId: looseText,
  userDisplayName: looseText,
  userPrincipalName: looseText,
  appDisplayName: looseText,
  ipAddress: looseText,
  correlationId: looseText,
  status: z.object({ errorCode: z.int().catch(NOT_SAID) }).catch({ errorCode: NOT_SAID }),
  location: z.object({ city: looseText, countryOrRegion: looseText }).catch({ city: '', countryOrRegion: '' }),
});

/** @returns null for somebody else's. @param personId - Whom the log was asked about. */
export function signInRow(signIn: z.output<typeof SignIn>, personId: string): SignInRow | null {
  const { id, createdDateTime: at, userId, userDisplayName, userPrincipalName, appDisplayName, ipAddress, correlationId, status, location } = signIn;
  if (userId.toLowerCase() !== personId.toLowerCase()) return null;
  const country = location.countryOrRegion.toUpperCase();
  return {
    id, at, ipAddress, correlationId, userPrincipalName,
    personId: userId,
    displayName: userDisplayName,
    app: appDisplayName,
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    city: location.city,
    errorCode: status.errorCode,
  };
}
