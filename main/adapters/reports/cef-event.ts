/**
 * A fact as a line of CEF:0.
 *
 * Header: `|` and `\` are escaped by `\`; line ends may not stand there and become a blank. Extension: `=` and `\` are escaped by
 * `\`, line ends are written `\n` and `\r`. Values are cut at the length that the dictionary gives their key, with an ellipsis.
 * Source: ArcSight Common Event Format Implementation Standard, revision 25, "CEF File Format" and "CEF Key Names".
 */
import { createHash } from 'node:crypto';
import type { SiemEvent } from './siem-event';

/** 0 to 10, ten the worst. */
const SEVERITIES = { success: 3, failure: 5, unknown: 6 } as const;
/** Characters, by key; 1,023 where none is named. */
const LENGTHS: Readonly<Record<string, number>> = { externalId: 40, act: 63, outcome: 63, sourceServiceName: 1023, cs1: 4000, cs2: 4000, cs3: 4000, cs4: 4000, cs5: 4000, cs6: 4000 };
const DEFAULT_LENGTH = 1023;

export function cefEvent(event: SiemEvent, tenantId: string, version: string): string {
  const signature = event.change ? `account-change:${event.change.id}` : `api-activity:${event.verb}`;
  const header = ['Tapdesk', 'Tapdesk', version, signature, event.operation].map((text) => headerText(cut(text, DEFAULT_LENGTH))).join('|');
  return `CEF:0|${header}|${SEVERITIES[event.outcome]}|${extension(event, tenantId)}`;
}

function extension(event: SiemEvent, tenantId: string): string {
  const fields: readonly (readonly [key: string, value: string | undefined])[] = [
    ['rt', String(Date.parse(event.at))],
    ['externalId', externalId(event.uid)],
    ['act', event.operation],
    ['outcome', event.outcome],
    ['suser', event.actor ? event.actor.userPrincipalName || event.actor.displayName : undefined],
    ['suid', event.actor?.id],
    ['duser', event.person ? event.person.userPrincipalName || event.person.displayName : undefined],
    ['duid', event.person?.id],
    ['src', isIpv4(event.ipAddress) ? event.ipAddress : undefined],
    ['c6a2', isIpv6(event.ipAddress) ? event.ipAddress : undefined],
    ['c6a2Label', isIpv6(event.ipAddress) ? 'Source IPv6 Address' : undefined],
    ['sourceServiceName', event.service],
    ['reason', event.reason],
    ['msg', event.person?.displayName],
    ...custom(1, 'ticket', event.ticket),
    ...custom(2, 'line', event.lineId),
    ...custom(3, 'correlation', event.correlationId),
    ...custom(4, 'what', event.what),
    ...custom(5, 'tenant', tenantId),
    ...custom(6, 'facts', JSON.stringify({ ...event.facts, uid: event.uid, source: event.source, country: event.country, findings: event.findings })),
  ];
  return fields.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [`${key}=${valueText(cut(value, LENGTHS[key] ?? DEFAULT_LENGTH))}`])).join(' ');
}

function custom(number: number, label: string, value: string): readonly (readonly [string, string])[] {
  return value === '' ? [] : [[`cs${number}Label`, label], [`cs${number}`, value]];
}

/** Two long ids that begin alike would, cut, be one: readers that drop repetitions would drop evidence. The whole one stands among the facts. */
function externalId(uid: string): string {
  const maximum = LENGTHS.externalId ?? DEFAULT_LENGTH;
  return uid.length <= maximum ? uid : createHash('sha256').update(uid).digest('hex').slice(0, maximum);
}

const isIpv4 = (address: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(address);
const isIpv6 = (address: string): boolean => /^[0-9a-f:.]+$/i.test(address) && address.includes(':');

/** At whole characters: half a surrogate pair would be another character. */
function cut(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, maximum - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function headerText(text: string): string {
  return shown(text.replace(/[\r\n\u2028\u2029\u0085]+/g, ' ')).replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

function valueText(text: string): string {
  return shown(text.replace(/[\u2028\u2029\u0085]/g, '\n')).replaceAll('\\', '\\\\').replaceAll('=', '\\=').replaceAll('\r', '\\r').replaceAll('\n', '\\n');
}

/** Control characters as their pictures: a NUL ends a line for some readers. Line ends are the caller's. */
function shown(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return text.replace(/[\u0000-\u0009\u000B\u000C\u000E-\u001F]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
}
