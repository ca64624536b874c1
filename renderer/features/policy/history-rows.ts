/** What the desk policy says about journal, history, alerts and auditors, as lines. No address and no secret: those are for administrators. Pure. */
import type { AlertKind, AlertSinkRule } from '../../../shared/domain/alert';
import { displayText } from '../../../shared/domain/display-text';
import type { AnchorPlace } from '../../../shared/domain/history/history-rules';
import type { DeskRules } from '../../../shared/domain/rules';
import { hoursText } from '../../ui/limit-text';
import { countText } from '../../ui/number-text';
import { minutesInWords } from '../../ui/time-text';
import type { RuleRow } from './rule-rows';

const ANCHOR: Readonly<Record<AnchorPlace['kind'], string>> = { folder: 'a folder', webhook: 'a webhook', list: 'a SharePoint list' };
const SINK: Readonly<Record<AlertSinkRule['kind'], string>> = { webhook: 'webhook', teams: 'Teams', mail: 'mail', syslog: 'syslog over TLS' };
const ALERT: Readonly<Record<AlertKind, string>> = {
  'pass-issued': 'pass issued',
  'pass-revoked': 'pass revoked',
  'grant-made': 'grant made or extended',
  'grant-ended': 'grant ended',
  'access-ended': 'access ended',
  refused: 'refusal',
  'expiry-soon': 'grant ends soon',
  'outside-tool': 'access given outside of Tapdesk',
  'chain-broken': 'journal does not hold together',
};

const here = (name: string, text: string): RuleRow => ({ name, text, enforcedBy: 'This tool' });
const said = (name: string, text: string): RuleRow => ({ name, text, enforcedBy: 'nothing to refuse' });
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

export function journalRows({ anchors, anchorEveryMinutes, whenBroken, acceptedBreaks }: DeskRules['journal']): readonly RuleRow[] {
  return [
    whenBroken === 'refuse' ? here('When the journal does not hold together', 'nothing new is issued, granted or run; access can still be taken away') : said('When the journal does not hold together', 'it is said, and work goes on'),
    ...(acceptedBreaks.length === 0 ? [] : [said('Breaks an administrator has looked into', acceptedBreaks.map(({ journal, firstBadSeq, problem, throughSeq }) => `${displayText(journal)}: entry ${firstBadSeq}, ${problem}; as it stood up to entry ${throughSeq}`).join('; '))]),
    said('Its head is noted', anchors.length === 0 ? 'nowhere off this machine: a cut end could not be seen' : `in ${listed(anchors.map(({ kind }) => ANCHOR[kind]))}, within ${minutesInWords(anchorEveryMinutes)} of an entry`),
  ];
}

export function historyRows({ keepDays, readAudits, hasOtherDesks, usualDays, workingHours, repeatPasses, repeatDays, busyFactor, busyPasses, quotaPercent, lateHours }: DeskRules['history']): readonly RuleRow[] {
  return [
    here('Copies of Entra’s logs', readAudits ? `kept for ${days(keepDays)}; the journal is kept for ever` : 'not read'),
    said('Outside of Tapdesk', hasOtherDesks ? 'what operators of this journal made without it; other desks issue too' : 'every pass and grant that this journal does not know'),
    said('Out of hours', `outside of ${workingHours === null ? 'Monday to Friday, 06:00 to 20:00 in the time zone of this machine' : hoursText(workingHours)}`),
    said('Used from elsewhere', `compared with sign-ins of the ${days(usualDays)} before a pass`),
    said('Same person again', `${repeatPasses} passes within ${days(repeatDays)}`),
    said('Busy operator', `at least ${busyPasses} passes in a week, and ${busyFactor} times the median of the others`),
    said('Quota nearly used', `${quotaPercent} % of it`),
    said('Unknown to Entra', `no audit row after ${lateHours} ${lateHours === 1 ? 'hour' : 'hours'}`),
  ];
}

/** @returns one row a sink, by name and kind. */
export function alertRows({ desktop, sinks }: DeskRules['alerts']): readonly RuleRow[] {
  return [
    said('On this desktop', desktop.length === 0 ? 'none' : kindsText(desktop)),
    ...(sinks.length === 0 ? [said('Sent elsewhere', 'no')] : sinks.map(({ name, kind, alerts }) => said(displayText(name), `${SINK[kind]}; ${alerts === undefined ? 'all alerts' : kindsText(alerts)}`))),
  ];
}

export function auditorRows({ groups, trustedKeys }: DeskRules['auditors']): readonly RuleRow[] {
  return [
    ...(groups.length === 0 ? [said('Auditors by group', 'none; everybody may choose to read only when signing in')] : groups.map(({ name }) => here(displayText(name), 'members read and export, and issue nothing'))),
    here('Evidence packs that explain findings', trustedKeys.length === 0 ? 'those signed as expected by whoever opens them' : `those signed with ${countText(trustedKeys.length, 'listed key')}, or as expected by whoever opens them`),
  ];
}

const kindsText = (kinds: readonly AlertKind[]): string => [...new Set(kinds)].map((kind) => ALERT[kind]).join(', ');

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
