import type { ViewName } from '../../shared/settings';
import type { SignedIn } from '../bridge/session';

/** In this order they stand at the side and answer to Ctrl+1, Ctrl+2, … */
export const VIEW_ORDER: readonly ViewName[] = ['people', 'passes', 'onboarding', 'contractors', 'roles', 'history', 'policy', 'settings'];

/** Nothing can be issued, granted or ended from these. */
const READING: readonly ViewName[] = ['history', 'policy', 'settings'];

/** The views there are for somebody. Those that are left keep their keys: Ctrl+6 is the history for everybody. */
export const viewsFor = (readOnly: SignedIn['readOnly']): readonly ViewName[] => (readOnly === null ? VIEW_ORDER : READING);

/** Where somebody begins: where they left off when the session was still there, else where their work begins. */
export function startViewFor(views: readonly ViewName[], lastView: ViewName, isResumed: boolean): ViewName {
  if (isResumed && views.includes(lastView)) return lastView;
  return views.includes('people') ? 'people' : 'history';
}
