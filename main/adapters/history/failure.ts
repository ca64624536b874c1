/** What went wrong with the history's file: see `troubleOf`. */
import type { AppErrorOf } from '../../../shared/errors';
import { DamagedFile, troubleOf } from '../../sqlite/failure';

export type HistoryUnavailable = AppErrorOf<'history-unavailable'>;

/** The file is set aside, and made anew: see `setAside`. */
export class DamagedHistory extends DamagedFile {
  override readonly name = 'DamagedHistory';
}

export function unavailable(reason: HistoryUnavailable['reason']): HistoryUnavailable {
  return { kind: 'history-unavailable', reason };
}

export function toUnavailable(cause: unknown): HistoryUnavailable {
  return unavailable(troubleOf(cause));
}
