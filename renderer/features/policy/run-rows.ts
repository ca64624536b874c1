/** What the desk policy says about runs, as lines: what it is, what holds, and who refuses beyond it. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { RunRules, ZoneProperty } from '../../../shared/domain/run-rules';
import { minutesInWords } from '../../ui/time-text';
import type { RuleRow } from './rule-rows';

const PROPERTY: Readonly<Record<ZoneProperty, string>> = { usageLocation: 'Usage location', country: 'Country', city: 'City', officeLocation: 'Office', companyName: 'Company' };

export function runRows({ maximumPeople, startTime, timeZone, timeZones, handOverWithinMinutes, sealedPdf }: RunRules): readonly RuleRow[] {
  return [
    { name: 'People in one run', text: `up to ${maximumPeople}; more need a second person, and are refused until there are approvals`, enforcedBy: 'This tool' },
    { name: 'Limits and quotas on passes', text: 'hold in a run as they do one by one', enforcedBy: 'This tool' },
    { name: 'Passcodes that nobody received', text: `given up after ${minutesInWords(handOverWithinMinutes)}, and their passes revoked`, enforcedBy: 'This tool' },
    { name: 'Slips as an encrypted PDF', text: sealedPdf ? 'allowed where slips are' : 'not allowed', enforcedBy: sealedPdf ? 'nothing to refuse' : 'This tool' },
    { name: 'Start on the first day', text: `${startTime} where the person works`, enforcedBy: 'nothing to refuse' },
    {
      name: 'Where nothing names a time zone',
      text: timeZone === null ? 'that of this machine' : displayText(timeZone),
      enforcedBy: 'nothing to refuse',
    },
    ...timeZones.map(({ property, value, timeZone: zone }): RuleRow => ({ name: `${PROPERTY[property]} “${displayText(value)}”`, text: displayText(zone), enforcedBy: 'nothing to refuse' })),
  ];
}
