/** An alert in one sentence and its facts. Directory text is made safe to look at; there is no passcode in an alert to begin with. */
import type { Alert, AlertKind } from '../../../shared/domain/alert';
import { displayText } from '../../../shared/domain/display-text';

const WHAT: Readonly<Record<AlertKind, string>> = {
  'pass-issued': 'Temporary Access Pass issued',
  'pass-revoked': 'Temporary Access Pass revoked',
  'grant-made': 'Role or group granted for a time',
  'grant-ended': 'Grant ended',
  'access-ended': 'Access ended',
  refused: 'Pass or grant refused',
  'expiry-soon': 'Grant ends soon',
  'outside-tool': 'Access given outside of Tapdesk',
  'chain-broken': 'Journal does not hold together',
};

export const titleOf = ({ kind }: Pick<Alert, 'kind'>): string => WHAT[kind];

/** As it is where it is no instant: one bad alert must not keep a sink from all that follow. */
export const instantOf = (at: string): string => (Number.isNaN(Date.parse(at)) ? displayText(at) : new Date(at).toISOString());

/** Name and value of what is known, fit for showing. */
export function factsOf({ at, operator, person, what, ticket, seq }: Alert): readonly (readonly [name: string, value: string])[] {
  const who = (actor: Alert['person']): string => (actor === null ? '' : actor.userPrincipalName === '' ? displayText(actor.displayName) : `${displayText(actor.displayName)} (${displayText(actor.userPrincipalName, 200)})`);
  const facts: readonly (readonly [string, string])[] = [
    ['Time', instantOf(at)],
    ['Person', who(person)],
    ['What', what === '' ? '' : displayText(what, 200)],
    ['By', who(operator)],
    ['Ticket', ticket === '' ? '' : displayText(ticket)],
    ['Journal entry', seq === null ? '' : String(seq)],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** For mail: plain text. */
export const letterText = (alert: Alert, isRepeated: boolean): string =>
  [titleOf(alert), '', ...factsOf(alert).map(([name, value]) => `${name}: ${value}`), ...(isRepeated ? ['', 'This may be a repetition.'] : []), '', `Alert ${displayText(alert.id, 200)}`].join('\n');
