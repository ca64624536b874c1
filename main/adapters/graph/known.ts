/** Turns what could not be read into a stated gap: which optional facts are missing, why, and what would settle it. */
import type { Feature } from '../../../shared/domain/features';
import type { Known, Unread } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { isLicenceCode } from './errors';

/** Graph's words where a national cloud lacks an API; a hint only, as every message is. */
const NO_SUCH_SEGMENT = /resource not found for the segment/i;

export function knownOf<T>(result: Result<T, AppError>, feature: Feature): Known<T> {
  return result.ok ? { known: true, value: result.value } : unread(result.error, feature);
}

/**
 * For what is asked on its own: a no is a stated gap, and so is an answer that is none; that Graph did not answer at all is a
 * failure like any other. Nothing is found at such an address only where a cloud does not have it.
 */
export function knownUnlessDown<T>(result: Result<T, AppError>, feature: Feature): Result<Known<T>, AppError> {
  if (result.ok) return ok({ known: true, value: result.value });
  const { error } = result;
  if (error.kind === 'not-found') return ok({ known: false, because: 'not-in-cloud', needs: null });
  const gap = unread(error, feature);
  return gap.because !== 'failed' || error.kind === 'unexpected-answer' || error.kind === 'refused' ? ok(gap) : result;
}

export function unread(error: AppError, feature: Feature): Unread {
  if (error.kind === 'not-permitted' || error.kind === 'consent-required') return { known: false, because: 'not-permitted', needs: feature };
  if (error.kind === 'refused' && isLicenceCode(error.graphCode)) return { known: false, because: 'not-licensed', needs: null };
  if (error.kind === 'refused' && NO_SUCH_SEGMENT.test(error.message)) return { known: false, because: 'not-in-cloud', needs: null };
  return { known: false, because: 'failed', needs: null };
}
