/** One fact of a life in words, as its source has it. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryEvent } from '../../../shared/domain/history/history-line';
import { ACTION_WORDS, SOURCE_WORDS } from '../../../shared/domain/history/words';
import { assertNever } from '../../../shared/result';
import { capital } from './line-names';

export type EventWords = { readonly title: string; /** Who, from where, why it failed; empty for nothing. */ readonly more: string; readonly isBad: boolean };

export function eventWords(event: HistoryEvent): EventWords {
  switch (event.source) {
    case 'journal':
      return entryWords(event.entry);
    case 'audit':
      return auditWords(event.audit);
    case 'sign-in': {
      const { app, country, city, ipAddress, errorCode } = event.signIn;
      const place = [city, country].filter((part) => part !== '').map((part) => displayText(part, 60)).join(', ');
      const from = [place, displayText(ipAddress, 60)].filter((part) => part !== '').join(', ');
      return { title: errorCode === 0 ? 'Signed in' : `Sign-in failed (error ${errorCode})`, more: `${app === '' ? '' : `to ${displayText(app)} `}from ${from}`, isBad: errorCode !== 0 };
    }
    case 'seen':
      return { title: SEEN[event.seen.reason] ?? `Entra said ${displayText(event.seen.reason, 60)} of the pass`, more: '', isBad: false };
    default:
      return assertNever(event);
  }
}

/** Where it stands: "Directory audit", or the name of another desk's journal. */
export const sourceText = (event: HistoryEvent): string => (event.source === 'journal' && event.desk !== '' ? `Journal ${displayText(event.desk, 60)}` : SOURCE_WORDS[event.source]);

/** `methodUsabilityReason`, and what it means of the pass. Source: Graph, temporaryAccessPassAuthenticationMethod. */
const SEEN: Readonly<Record<string, string>> = {
  OneTimeUsed: 'Entra said that it was used up',
  Expired: 'Entra said that it had expired',
  NotYetValid: 'Entra said that it was not valid yet',
  EnabledByPolicy: 'Entra said that it could be used',
  DisabledByPolicy: 'Entra said that the tenant’s policy had switched it off',
  Gone: 'It was not in Entra any more',
};

type Entry = Extract<HistoryEvent, { source: 'journal' }>['entry'];

function entryWords({ action, phase, intentId, result, operator }: Entry): EventWords {
  // Refused before anything was sent: an outcome without an intent.
  const isRefusal = phase === 'outcome' && intentId === null;
  const what = ACTION_WORDS[action];
  const by = operator.displayName === '' ? '' : `by ${displayText(operator.displayName)}`;
  if (phase === 'intent') return { title: `${what}: begun`, more: by, isBad: false };
  switch (result) {
    case 'succeeded':
      return { title: phase === 'event' ? what : `${what}: succeeded`, more: by, isBad: false };
    case 'failed':
      return { title: `${what}: ${isRefusal ? 'refused by the desk, nothing was sent' : 'failed'}`, more: by, isBad: true };
    case 'unknown':
      return { title: `${what}: not known whether it happened`, more: by, isBad: true };
    case null:
      return { title: what, more: by, isBad: false };
  }
}

const RESULT = { success: '', failure: 'failed', timeout: 'timed out', unknown: 'result not known' } as const;

function auditWords({ activity, result, by, resultReason }: Extract<HistoryEvent, { source: 'audit' }>['audit']): EventWords {
  const whom = by === null ? '' : `by ${displayText(by.displayName === '' ? by.userPrincipalName : by.displayName)}${by.isApp ? ' (an application)' : ''}`;
  const came = RESULT[result];
  return { title: `${capital(displayText(activity))}${came === '' ? '' : `: ${came}`}`, more: [whom, resultReason === '' ? '' : displayText(resultReason, 200)].filter((part) => part !== '').join(', '), isBad: came !== '' };
}
