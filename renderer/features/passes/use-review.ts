import { useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useSignedIn } from '../../bridge/session';
import { useAnnounce } from '../../ui/live';
import type { PassEntry } from './pass-entry';
import type { PassesRead } from './use-passes';
import { passes } from './words';

/** Marks passes as looked at, one after another. The first that cannot be marked ends it. */
export function useReview(reviewed: PassesRead['reviewed']): { readonly review: (entries: readonly PassEntry[]) => Promise<void>; readonly error: AppError | null } {
  const announce = useAnnounce();
  const { operator } = useSignedIn();
  const [error, setError] = useState<AppError | null>(null);

  const review = async (entries: readonly PassEntry[]) => {
    setError(null);
    let marked = 0;
    for (const { personId, pass } of entries) {
      if (!pass.known || pass.value === null) continue;
      const reply = await tell('passes.review', { personId, passId: pass.value.id });
      if (!reply.ok) {
        setError(reply.error);
        break;
      }
      reviewed(personId, { at: reply.value.at, by: operator.displayName });
      marked += 1;
    }
    announce(marked === 0 ? 'Nothing was marked as reviewed.' : `${passes(marked)} marked as reviewed.`);
  };
  return { review, error };
}
