/**
 * A generic webhook. The body is signed together with the time, so that whoever receives it can tell a forgery and an old copy:
 * `X-Tapdesk-Signature: v1=` and the hex HMAC-SHA256 of `TIMESTAMP.BODY`, with `X-Tapdesk-Timestamp` in seconds since 1970.
 */
import { createHmac } from 'node:crypto';
import type { Alert, AlertSinkRule } from '../../../shared/domain/alert';
import type { AlertSink } from '../../ports/alerts';
import type { Clock } from '../../ports/desk';
import { titleOf } from './alert-text';
import { type FetchLike, postJson } from './post';
import { secretIn } from './secret-file';

type Rule = Extract<AlertSinkRule, { kind: 'webhook' }>;

/** Shorter ones can be tried out, characters. */
const SECRET_MINIMUM = 16;

export function webhookSink({ name, url, secretFile }: Rule, fetch: FetchLike, clock: Clock): AlertSink {
  return {
    name,
    kind: 'webhook',
    send: async (alert, isRepeated) => {
      const secret = await secretIn(secretFile);
      if (secret === null || secret.length < SECRET_MINIMUM) return { state: 'failed', reason: 'not-configured', detail: `no secret of ${SECRET_MINIMUM} characters in ${secretFile}` };
      const body = bodyOf(alert, isRepeated);
      const timestamp = String(Math.floor(clock.now().getTime() / 1000));
      return postJson(fetch, url, body, {
        'X-Tapdesk-Timestamp': timestamp,
        'X-Tapdesk-Signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
        'X-Tapdesk-Alert-Id': headerText(alert.id),
        'X-Tapdesk-Repeated': String(isRepeated),
      });
    },
  };
}

/** Directory text as it is: a program reads it, and JSON keeps it apart. */
const bodyOf = (alert: Alert, isRepeated: boolean): string => JSON.stringify({ version: 1, title: titleOf(alert), isRepeated, alert });

/** Ids are ours; Graph's, which may stand in them, are not. */
const headerText = (text: string): string => text.replace(/[^\x21-\x7e]/g, '_').slice(0, 200);
