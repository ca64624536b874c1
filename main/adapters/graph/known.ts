/** Turns what could not be read into a stated gap: which optional facts are missing, why, and what would settle it. */
import type { Feature } from '../../../shared/domain/features';
import type { Known, Unread } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import type { Result } from '../../../shared/result';
import { isLicenceCode } from './errors';

/** Graph's words where a national cloud lacks an API; a hint only, as every message is. */
const NO_SUCH_SEGMENT = /resource not found for the segment/i;

export function knownOf<T>(result: Result<T, AppError>, feature: Feature): Known<T> {
  return result.ok ? { known: true, value: result.value } : unread(result.error, feature);
}

export function unread(error: AppError, feature: Feature): Unread {
  if (error.kind === 'not-permitted' || error.kind === 'consent-required') return { known: false, because: 'not-permitted', needs: feature };
  if (error.kind === 'refused' && isLicenceCode(error.graphCode)) return { known: false, because: 'not-licensed', needs: null };
  if (error.kind === 'refused' && NO_SUCH_SEGMENT.test(error.message)) return { known: false, because: 'not-in-cloud', needs: null };
  return { known: false, because: 'failed', needs: null };
}
