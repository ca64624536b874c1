import { useState } from 'react';
import { PlannerDialog } from './planner-dialog';
import { RunMonitor } from './run-monitor';
import type { RunWish } from './types';

type Props = {
  /** What is wanted, and for whom; null shows the present run, in whatever state it is. */
  readonly start: RunWish | null;
  readonly onClose: () => void;
};

/** One act for many people: said what, tried without sending anything, then done. Closing it does not stop a run. */
export function RunDialog({ start, onClose }: Props) {
  const [cameFrom] = useState(() => document.activeElement);
  const [wish, setWish] = useState(start);
  return wish === null ? <RunMonitor from={cameFrom} onClose={onClose} /> : <PlannerDialog wish={wish} from={cameFrom} onStarted={() => setWish(null)} onClose={onClose} />;
}
