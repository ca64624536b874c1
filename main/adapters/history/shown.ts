import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { fromBits } from './marks';

/** A line as the view takes it. @param open - Its findings that nobody has marked as seen; see `toBits`. */
export function shown(line: HistoryLine, open: number): HistoryLine {
  return open === 0 ? line : { ...line, findings: fromBits(open) };
}
