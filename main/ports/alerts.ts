import type { Alert, AlertSinkRule, SinkState } from '../../shared/domain/alert';
import type { AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** How sending an alert went. `uncertain`: it may have arrived. */
export type Sent = { readonly state: 'sent' } | { readonly state: 'failed' | 'uncertain'; readonly reason: NonNullable<SinkState['failure']>['reason']; readonly detail: string; /** The sink asked not to be tried earlier. */ readonly waitMs?: number };

/** A way out of the desk for alerts. @param isRepeated - It may have arrived before. */
export type AlertSink = { readonly name: string; readonly kind: AlertSinkRule['kind']; readonly send: (alert: Alert, isRepeated: boolean) => Promise<Sent> };

/** What waits for a sink. `isRepeated`: it was being sent when the app was stopped, or an answer was lost. */
export type Waiting = { readonly alert: Alert; readonly sink: string; readonly tries: number; readonly isRepeated: boolean };

/**
 * Alerts until each sink has them: on the disk before {@link Outbox.add} answers, still there after a restart. Adding an alert whose id
 * is known changes nothing, so what feeds it may begin again from an earlier place. One outbox at a time writes to a file.
 *
 * Methods without a Result reject when the file cannot be read or written, or is another's; nothing has happened then but what
 * {@link Outbox.end} was told.
 */
export type Outbox = {
  /** Up to which entry of the journal alerts were made; null: never yet. */
  readonly position: () => Promise<number | null>;
  /** ISO instant of the first start: what happened before makes no alert. Null: never yet. */
  readonly since: () => Promise<string | null>;
  readonly start: (position: number, since: string) => Promise<Result<void, AppErrorOf<'journal-unavailable'>>>;
  /**
   * All of them and the new position, or nothing is acknowledged. @param sinks - Names, for each alert. @param position - Null: as it was.
   * @returns those that were not known before. Refused when too many wait: the journal still has what they are made from.
   */
  readonly add: (alerts: readonly { readonly alert: Alert; readonly sinks: readonly string[] }[], position: number | null) => Promise<Result<readonly Alert[], AppErrorOf<'journal-unavailable'>>>;
  /** @returns what ends it. */
  readonly onAdded: (listener: () => void) => () => void;
  /** The oldest that waits for the sink. */
  readonly next: (sink: string) => Waiting | null;
  /** Oldest first. */
  readonly waiting: () => readonly Waiting[];
  /** Written before the call: a stop from here on makes the next try a repetition. */
  readonly begin: (alertId: string, sink: string) => Promise<void>;
  /** Counts from now on even if it cannot be written: only a start in between then makes a repetition. */
  readonly end: (alertId: string, sink: string, how: 'sent' | 'failed' | 'uncertain') => Promise<void>;
  /** Gives up what waits for sinks that are no longer configured. */
  readonly keepOnly: (sinks: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};
