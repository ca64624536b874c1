/** One alert as an RFC 5424 message: facility 10 (security), a severity by kind, the facts as structured data, the title as text. */
import { hostname } from 'node:os';
import type { Alert, AlertKind } from '../../../shared/domain/alert';
import { titleOf } from './alert-text';

const FACILITY = 10;
/** 1 alert, 4 warning, 5 notice. RFC 5424, 6.2.1. */
const SEVERITY: Readonly<Record<AlertKind, number>> = {
  'chain-broken': 1, 'outside-tool': 4, refused: 4, 'pass-issued': 5, 'pass-revoked': 5, 'grant-made': 5, 'grant-ended': 5, 'access-ended': 5, 'expiry-soon': 5,
};
/** The enterprise number that RFC 5612 sets aside for examples: Tapdesk has none of its own. */
const DATA_ID = 'alert@32473';
/** Characters of one value. */
const VALUE_MAXIMUM = 256;

export function syslogMessage(alert: Alert, isRepeated: boolean): string {
  const { id, kind, at, tenantId, operator, person, what, ticket, seq } = alert;
  const values: readonly (readonly [string, string])[] = [
    ['id', id],
    ['kind', kind],
    ['tenant', tenantId],
    ['operator', nameOf(operator)],
    ['operatorId', operator?.id ?? ''],
    ['person', nameOf(person)],
    ['personId', person?.id ?? ''],
    ['what', what],
    ['ticket', ticket],
    ['entry', seq === null ? '' : String(seq)],
    ['repeated', String(isRepeated)],
  ];
  const data = values.filter(([, value]) => value !== '').map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return `<${FACILITY * 8 + SEVERITY[kind]}>1 ${Number.isNaN(Date.parse(at)) ? '-' : new Date(at).toISOString()} ${headerText(hostname(), 255)} Tapdesk ${process.pid} ${kind} [${DATA_ID}${data}] ${titleOf(alert)}`;
}

const nameOf = (actor: Alert['person']): string => (actor === null ? '' : actor.userPrincipalName || actor.displayName);

/** RFC 5424, 6.3.3: these three are escaped; line feeds and other controls would be another message to a careless reader. */
function escaped(value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return [...value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')].slice(0, VALUE_MAXIMUM).join('').replace(/["\\\]]/g, '\\$&');
}

const headerText = (text: string, maximum: number): string => text.replace(/[^\x21-\x7e]/g, '-').slice(0, maximum) || '-';
