/**
 * What each setting of the desk policy is, in an administrator's words: for the JSON Schema that editors show. Keys are dot
 * paths; `*` stands for any entry of a list, any tier, or `everyone`. Limits of operator groups have the same words.
 */
const LIMITS = 'limits.*';

export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  $schema: 'Where an editor finds this schema. Tapdesk does not read it.',
  version: 'Version of this file format: 1.',
  tenantId: "The tenant's id (Entra admin center, Overview).",
  clientId: 'Application (client) id of the app registration for Tapdesk.',
  cloud: 'Microsoft cloud of the tenant: "global" (GCC too), "usgov-l4" (GCC High), "usgov-l5" (DoD), "china", or the addresses of another.',
  'cloud.authority': 'Sign-in address of the tenant: https://host/TENANT.',
  'cloud.graph': 'Address of Microsoft Graph: https://host, without a version.',
  limits: 'Limits by tier of the person. What is left out keeps the built-in default of the tier; "everyone" comes first, then the tier.',
  [LIMITS]: 'Limits for people of this tier; under "everyone" for all tiers.',
  [`${LIMITS}.mayIssue`]: 'False: people of this tier get no pass from this desk.',
  [`${LIMITS}.lifetime`]: 'How long a pass may live, minutes. The tenant policy may be narrower; the tighter of both holds.',
  [`${LIMITS}.lifetime.minimumMinutes`]: 'Shortest lifetime, minutes.',
  [`${LIMITS}.lifetime.maximumMinutes`]: 'Longest lifetime, minutes.',
  [`${LIMITS}.lifetime.defaultMinutes`]: 'What the form suggests, minutes; moved to the nearer bound where it lies outside.',
  [`${LIMITS}.oneTimeRequired`]: 'True: only passes that can be used once.',
  [`${LIMITS}.startWithinDays`]: 'How far ahead a pass may start, days. 0: only now.',
  [`${LIMITS}.hours`]: 'When passes may be issued: "any", or days and times of day in one time zone.',
  [`${LIMITS}.hours.timeZone`]: 'IANA time zone, such as "Europe/Berlin".',
  [`${LIMITS}.hours.days`]: 'Days of the week on which the hours begin.',
  [`${LIMITS}.hours.from`]: 'First minute, such as "07:00".',
  [`${LIMITS}.hours.to`]: 'End, exclusive, such as "19:00"; before "from" it means the next morning.',
  [`${LIMITS}.passesPerOperatorHour`]: 'Passes one operator may issue within an hour, as the journal of this machine counts them.',
  [`${LIMITS}.passesPerOperatorDay`]: 'Passes one operator may issue within 24 hours, as the journal of this machine counts them.',
  [`${LIMITS}.secondPassWithin24Hours`]: 'What happens when the person had a pass within the last 24 hours.',
  [`${LIMITS}.verification`]: 'How the operator has to make sure who is calling.',
  [`${LIMITS}.verification.kinds`]: 'Verifications that count.',
  [`${LIMITS}.verification.maximumAgeMinutes`]: 'How old a verification may be when the pass is issued, minutes.',
  [`${LIMITS}.verification.quarantineDays`]: 'A number, manager or method that changed within so many days cannot be used to verify.',
  [`${LIMITS}.reason`]: 'Length of the reason, characters.',
  [`${LIMITS}.reason.minimumLength`]: 'Shortest reason, characters.',
  [`${LIMITS}.reason.maximumLength`]: 'Longest reason, characters.',
  [`${LIMITS}.ticket`]: 'What a ticket number looks like.',
  [`${LIMITS}.ticket.pattern`]: 'Regular expression that the whole ticket has to match.',
  [`${LIMITS}.ticket.example`]: 'Shown beside the field.',
  [`${LIMITS}.delivery`]: 'How the passcode may leave the desk.',
  [`${LIMITS}.delivery.channels`]: 'call: read out; slip: printed; manager-mail: mailed to the manager; split: half read out, half mailed to the manager.',
  [`${LIMITS}.delivery.copy`]: 'True: the passcode may be put on the clipboard, for 30 seconds.',
  [`${LIMITS}.delivery.tellPerson`]: 'True: the person is told by mail, without the passcode, that a pass was made.',
  operatorGroups: 'Limits for operators, by Entra group; the first group an operator is in counts. They are laid over the limits above.',
  'operatorGroups.*.groupId': 'Object id of the Entra group.',
  'operatorGroups.*.name': 'Name of the group, for people.',
  'operatorGroups.*.limits': 'Limits for operators in this group, by tier of the person.',
  scenarios: 'What a call may be about. A list here replaces the built-in one.',
  'scenarios.*.id': 'Stands in the journal; lower-case letters, digits and hyphens, unique.',
  'scenarios.*.name': 'Name in the form.',
  'scenarios.*.lifetimeInMinutes': 'Lifetime the form suggests, minutes.',
  'scenarios.*.isUsableOnce': 'Whether the form suggests a one-time pass. Whoever signs in with one must register a method within 10 minutes.',
  'scenarios.*.signsInMoreThanOnce': 'True where the person signs in several times, as with Windows Autopilot: a one-time pass would break half-way.',
  'scenarios.*.card': 'What the person does with the pass, step by step.',
  contractors: 'Who counts as a contractor.',
  'contractors.employeeTypes': 'Values of employeeType that make a person a contractor; letter case does not matter.',
  'contractors.internalGuests': 'Whether guests whose account lives in this tenant count as contractors.',
  notChecked: 'What happens with a line of the preflight that the operator is not allowed to read.',
};

/** @param path - As {@link DESCRIPTIONS}, but with real tiers and numbers. */
export function descriptionOf(path: readonly string[]): string | undefined {
  const steps = path[0] === 'operatorGroups' && path[2] === 'limits' && path.length > 3 ? path.slice(2) : path;
  const general = steps.map((step, index) => (/^\d+$/.test(step) || (index === 1 && steps[0] === 'limits') ? '*' : step)).join('.');
  return Object.hasOwn(DESCRIPTIONS, general) ? DESCRIPTIONS[general] : undefined;
}
