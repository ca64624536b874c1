/** What the desk policy says about grants and contractors, as lines: what it is, what holds, and who refuses beyond it. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { Contractors } from '../../../shared/domain/contract';
import { PIM_FLOOR_MINUTES } from '../../../shared/domain/grant';
import { type AllowedRole, type GrantRules, NEVER_BY_DEFAULT } from '../../../shared/domain/grant-rules';
import { minutesInWords } from '../../ui/time-text';

export type RuleRow = { readonly name: string; readonly text: string; readonly enforcedBy: 'Entra' | 'This tool' | 'nothing to refuse' };

const AS: Readonly<Record<AllowedRole['as'], string>> = { active: 'active', eligible: 'eligible only', choose: 'active or eligible' };
const WHERE: Readonly<Record<AllowedRole['where'], string>> = { tenant: 'whole tenant', units: 'administrative units only', both: 'whole tenant or an administrative unit' };
const ACCESS = { member: 'as member', owner: 'as owner', both: 'as member or owner' } as const;

/** One row a role or group that may be granted. */
export function catalogueRows({ roles, groups, ownedGroups }: GrantRules): readonly RuleRow[] {
  const here = (name: string, text: string): RuleRow => ({ name: displayText(name), text, enforcedBy: 'This tool' });
  return [
    ...roles.map(({ name, longestMinutes, as, where }) => here(name, `up to ${minutesInWords(longestMinutes)}; ${AS[as]}; ${WHERE[where]}`)),
    ...groups.map(({ name, longestMinutes, as, access }) => here(name, `group; up to ${minutesInWords(longestMinutes)}; ${AS[as]}; ${ACCESS[access]}`)),
    here('Other groups that you own', ownedGroups.allowed ? `up to ${minutesInWords(ownedGroups.longestMinutes)}` : 'not allowed'),
  ];
}

export function templateRows({ templates }: GrantRules): readonly RuleRow[] {
  return templates.map(({ name, longestMinutes, defaultMinutes, ticketRequired, startWithinDays, targets }) => ({
    name: displayText(name),
    text: [
      `usually ${minutesInWords(defaultMinutes)}, up to ${minutesInWords(longestMinutes)}`,
      ticketRequired ? 'a ticket is required' : 'no ticket is required',
      startWithinDays === 0 ? 'starts at once' : `may start up to ${startWithinDays} ${startWithinDays === 1 ? 'day' : 'days'} ahead`,
      ...(targets.length === 0 ? [] : [`${targets.length} chosen to begin with`]),
    ].join('; '),
    enforcedBy: 'This tool',
  }));
}

export function grantRows({ externalGuests, ticketSystem, remindMinutes }: GrantRules): readonly RuleRow[] {
  return [
    { name: 'Shortest grant', text: minutesInWords(PIM_FLOOR_MINUTES), enforcedBy: 'Entra' },
    { name: 'Ending a young grant', text: `not before it is ${minutesInWords(PIM_FLOOR_MINUTES)} old; Tapdesk sends an earlier removal then`, enforcedBy: 'Entra' },
    { name: 'Longest time, ticket, reason and MFA by PIM', text: 'a policy for each role and group; shown when you grant', enforcedBy: 'Entra' },
    { name: 'Roles for guests of another organisation', text: externalGuests ? 'allowed' : 'not allowed', enforcedBy: externalGuests ? 'nothing to refuse' : 'This tool' },
    { name: 'Ticket system sent to PIM', text: ticketSystem === '' ? 'none' : displayText(ticketSystem), enforcedBy: 'nothing to refuse' },
    { name: 'Reminder before the end', text: remindMinutes === 0 ? 'none' : `${minutesInWords(remindMinutes)} before`, enforcedBy: 'nothing to refuse' },
  ];
}

/** Names where Microsoft publishes one, ids otherwise. */
export function neverNames({ never }: GrantRules): readonly string[] {
  return never.map((id) => NEVER_BY_DEFAULT[id] ?? displayText(id));
}

export function contractorRows({ employeeTypes, internalGuests, companies, groups, units, end }: Contractors): readonly RuleRow[] {
  const listed = (names: readonly string[]) => (names.length === 0 ? 'none' : names.map((name) => displayText(name)).join(', '));
  const who = (name: string, text: string): RuleRow => ({ name, text, enforcedBy: 'This tool' });
  const sources = [
    end.leaveDate && 'the leave date in Entra',
    end.attribute !== null && `the attribute ${displayText(end.attribute)}`,
    end.groupPrefix !== null && `a group named “${displayText(end.groupPrefix)} …” and a day`,
    Object.keys(end.people).length > 0 && `a list in the desk policy (${Object.keys(end.people).length})`,
  ].filter((source) => source !== false);
  return [
    who('Employee types', listed(employeeTypes)),
    who('Guests whose account is in this tenant', internalGuests ? 'count' : 'do not count'),
    who('Companies', listed(companies)),
    who('Members of groups', listed(groups.map(({ name }) => name))),
    who('In administrative units', listed(units.map(({ name }) => name))),
    who('Contract end', sources.length === 0 ? 'not read anywhere: no contract end holds anything back' : `the earliest of: ${sources.join(', ')}`),
    who('Passes and grants', 'end no later than the contract'),
  ];
}
