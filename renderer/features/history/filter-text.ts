/** A filter in words: one part each for the chips, and all of it for an export. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import { FINDING_WORDS, KINDS_WORDS, RESULT_WORDS, USE_WORDS } from '../../../shared/domain/history/words';
import { TIER_WORDS } from '../../ui/tier-text';
import { capital, scenarioName } from './line-names';
import { ALL } from './period';
import { daysText, periodText } from './period-text';
import { EVERY_LINE, type LineFilter, type Wanted } from './wanted';

/** Names of people and operators that a filter has by their id, as far as anything shown has told them. */
export type Names = ReadonlyMap<string, string>;

/** `without`: the same filter with this part taken out. */
export type FilterPart = { readonly key: string; readonly text: string; readonly without: Wanted };

export function filterParts(wanted: Wanted, names: Names, now: Date, timeZone: string): readonly FilterPart[] {
  const { period, lines } = wanted;
  const parts: FilterPart[] = [];
  const add = (key: keyof LineFilter, text: string) => parts.push({ key, text, without: { period, lines: { ...lines, [key]: EVERY_LINE[key] } } });
  const who = (id: string) => displayText(names.get(id) ?? id, 60);

  if (period.kind !== 'all') parts.push({ key: 'period', text: periodWithDays(wanted, now, timeZone), without: { period: ALL, lines } });
  if (lines.kinds.length > 0) add('kinds', lines.kinds.map((kind) => KINDS_WORDS[kind]).join(' or '));
  if (lines.personId !== null) add('personId', `To whom: ${who(lines.personId)}`);
  if (lines.operatorId !== null) add('operatorId', `By: ${who(lines.operatorId)}`);
  if (lines.tier !== null) add('tier', `Tier: ${TIER_WORDS[lines.tier]}`);
  if (lines.scenario !== null) add('scenario', `Preset: ${scenarioName(lines.scenario)}`);
  if (lines.ticket !== '') add('ticket', `Ticket: ${displayText(lines.ticket, 64)}`);
  if (lines.result !== null) add('result', RESULT_WORDS[lines.result]);
  if (lines.use !== null) add('use', USE_WORDS[lines.use]);
  if (lines.finding !== null) add('finding', lines.finding === 'any' ? 'With a finding' : `Finding: ${FINDING_WORDS[lines.finding]}`);
  if (lines.desk !== null) add('desk', lines.desk === '' ? 'Journal: this desk’s own' : `Journal: ${displayText(lines.desk, 60)}`);
  if (lines.text !== '') add('text', `Words: ${displayText(lines.text, 60)}`);
  return parts;
}

/** All parts in one line, as it stands in an export; at most 2,000 characters. */
export function filterText(wanted: Wanted, names: Names, now: Date, timeZone: string): string {
  const parts = filterParts(wanted, names, now, timeZone);
  return parts.length === 0 ? 'Everything' : capital(parts.map(({ text }) => text).join('; ').slice(0, 2000));
}

function periodWithDays({ period }: Wanted, now: Date, timeZone: string): string {
  const name = periodText(period, now, timeZone);
  const days = daysText(period, now, timeZone);
  return name === days ? capital(days) : `${name} (${days})`;
}
