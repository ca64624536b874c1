import { useCallback, useState, useSyncExternalStore } from 'react';
import { tell } from '../../bridge/desk';
import { createDetailsStore, type DetailsStore, type Read, type ReadingState } from './details-store';

/** One store for as long as the view is kept. */
export function useDetailsStore(): DetailsStore {
  const [store] = useState(() => createDetailsStore((ids) => tell('onboarding.details', { ids: [...ids] })));
  return store;
}

/** One person's; null while they have not been read. Rendered again when theirs change, and for nobody else's. */
export function useDetailsOf(store: DetailsStore, id: string): Read | null {
  const subscribe = useCallback((listener: () => void) => store.subscribeTo(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.get(id));
}

export function useReadingState(store: DetailsStore): ReadingState {
  return useSyncExternalStore(store.subscribe, store.state);
}

/** Changes as more is read, a few times a second; 0 for as long as it is of no interest. */
export function useDetailsVersion(store: DetailsStore, isOfInterest: boolean): number {
  return useSyncExternalStore(store.subscribe, () => (isOfInterest ? store.version() : 0));
}
