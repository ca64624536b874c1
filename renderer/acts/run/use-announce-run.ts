import { useEffect, useRef } from 'react';
import type { RunProgress } from '../../../shared/domain/run';
import { useAnnounce } from '../../ui/live';
import { announcement, type Said } from './announcement';

/** Says a run's progress to a screen reader. @param isWanted - Which of it; what is passed over counts as said. */
export function useAnnounceRun(progress: RunProgress | null, isWanted: (progress: RunProgress) => boolean): void {
  const announce = useAnnounce();
  const said = useRef<Said | null>(null);
  const wanted = useRef(isWanted);
  useEffect(() => {
    wanted.current = isWanted;
  });
  useEffect(() => {
    if (progress === null) return;
    const next = announcement(said.current, progress, Date.now());
    if (next === null) return;
    said.current = next.said;
    if (wanted.current(progress)) announce(next.words);
  }, [progress, announce]);
}
