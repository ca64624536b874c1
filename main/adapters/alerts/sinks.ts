/** The sinks that the desk policy names. */
import type { AlertRules, AlertSinkRule } from '../../../shared/domain/alert';
import type { AlertSink, Sent } from '../../ports/alerts';
import type { Mailer } from '../../ports/delivery';
import type { Clock } from '../../ports/desk';
import { mailSink } from './mail';
import type { FetchLike } from './post';
import { syslogSink } from './syslog';
import { teamsSink } from './teams';
import { webhookSink } from './webhook';

export type SinkParts = { readonly fetch: FetchLike; readonly mailer: Mailer; readonly clock: Clock };

/** For one alert, whatever a sink does, ms. Each has tighter ones of its own; a share with a secret on it has none. */
const LIMIT_MS = 120_000;

export function createSinks({ sinks }: AlertRules, parts: SinkParts, limitMs: number = LIMIT_MS): readonly AlertSink[] {
  return sinks.map((rule) => answering(sinkOf(rule, parts), limitMs));
}

function sinkOf(rule: AlertSinkRule, { fetch, mailer, clock }: SinkParts): AlertSink {
  switch (rule.kind) {
    case 'webhook':
      return webhookSink(rule, fetch, clock);
    case 'teams':
      return teamsSink(rule, fetch);
    case 'mail':
      return mailSink(rule, mailer);
    case 'syslog':
      return syslogSink(rule);
  }
}

/** A sink that answers, whatever happens. What was given up may arrive still, so it is uncertain. */
function answering(sink: AlertSink, limitMs: number): AlertSink {
  return {
    ...sink,
    send: async (alert, isRepeated) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Sent>((resolve) => (timer = setTimeout(() => resolve({ state: 'uncertain', reason: 'time-out', detail: `not done within ${limitMs / 1000} s` }), limitMs)));
      try {
        return await Promise.race([sink.send(alert, isRepeated), late]);
      } catch (cause) {
        return { state: 'uncertain', reason: 'refused', detail: cause instanceof Error ? cause.name : 'unknown' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
