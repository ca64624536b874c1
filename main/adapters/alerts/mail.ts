/** Alerts by mail, from the operator's own mailbox: one letter to each address. */
import type { AlertSinkRule } from '../../../shared/domain/alert';
import type { AppError } from '../../../shared/errors';
import type { AlertSink, Sent } from '../../ports/alerts';
import type { Mailer } from '../../ports/delivery';
import { letterText, titleOf } from './alert-text';

type Rule = Extract<AlertSinkRule, { kind: 'mail' }>;

export function mailSink({ name, to }: Rule, mailer: Mailer): AlertSink {
  // Whoever had the alert under way is not sent it again because somebody else's address does not work. Forgotten at a restart.
  let underWay = { id: '', had: new Set<string>() };
  return {
    name,
    kind: 'mail',
    send: async (alert, isRepeated) => {
      if (underWay.id !== alert.id) underWay = { id: alert.id, had: new Set() };
      const { had } = underWay;
      let failure: Sent | null = null;
      for (const address of to) {
        if (had.has(address)) continue;
        const sent = await mailer.send({ to: address, subject: `Tapdesk: ${titleOf(alert)}`, text: letterText(alert, isRepeated) });
        if (sent.ok) had.add(address);
        // The others are tried all the same. Of several failures the first uncertain one counts: somebody may have it.
        else if (failure === null || (failure.state === 'failed' && sent.error.kind === 'outcome-unknown')) failure = failureOf(sent.error);
      }
      if (failure === null) return { state: 'sent' };
      return had.size > 0 && failure.state === 'failed' ? { ...failure, state: 'uncertain' } : failure;
    },
  };
}

const REASONS: Readonly<Partial<Record<AppError['kind'], Exclude<Sent, { readonly state: 'sent' }>['reason']>>> = {
  'outcome-unknown': 'time-out', offline: 'offline', 'sign-in-required': 'not-configured', 'consent-required': 'not-configured', 'invalid-input': 'not-configured',
};

/** An auditor's session never asks for the right to send mail. Other sinks serve it as any; mail waits for a session that acts. */
const MAY_NOT_MAIL = 'this session may not send mail, as one that reads only never may; it is sent when somebody signs in here to act';

function failureOf(error: AppError): Exclude<Sent, { readonly state: 'sent' }> {
  return {
    state: error.kind === 'outcome-unknown' ? 'uncertain' : 'failed',
    reason: REASONS[error.kind] ?? 'refused',
    detail: error.kind === 'consent-required' ? MAY_NOT_MAIL : error.kind,
    ...(error.kind === 'throttled' && { waitMs: error.retryAfterSeconds * 1000 }),
  };
}
