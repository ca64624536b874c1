/** What stands on a slip and in a mail. Plain text; directory text in it is made safe to look at. Pure but for the local time zone. */
import { displayText } from '../../shared/domain/display-text';
import { expiryOf, type Pass } from '../../shared/domain/pass';
import type { Letter, Slip } from '../ports/delivery';
import type { Kept } from '../ports/vault';

/** "22 November 2026, 14:30 CET": the reader sits where the operator sits, and the zone is named in case they do not. */
function localTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...(timeZone !== undefined && { timeZone }), day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at);
}

/** Of a run: where the person is, and who gives it to them. */
export type SlipContext = { readonly timeZone: string | null; readonly managerName: string | null; readonly managerId: string | null };
const HANDED_OVER_HERE: SlipContext = { timeZone: null, managerName: null, managerId: null };

export function slipOf({ person, pass, card }: Kept, passcode: string, { timeZone, managerName, managerId }: SlipContext = HANDED_OVER_HERE): Slip {
  const zone = timeZone ?? undefined;
  return {
    displayName: displayText(person.displayName),
    userPrincipalName: displayText(person.userPrincipalName, 200),
    passcode,
    validFrom: startsLater(pass) ? localTime(new Date(pass.startDateTime), zone) : null,
    validUntil: localTime(expiryOf(pass), zone),
    isUsableOnce: pass.isUsableOnce,
    card,
    managerName: managerName && displayText(managerName),
    managerId,
  };
}

/** A pass that works as soon as it is made needs no beginning on paper; Graph's own delays are seconds. */
const startsLater = ({ createdDateTime, startDateTime }: Pass): boolean => createdDateTime !== null && Date.parse(startDateTime) - Date.parse(createdDateTime) > 60_000;

export function managerLetter({ person, pass, card }: Kept, to: string, passcode: string, part: 'all' | 'second-half'): Letter {
  const name = displayText(person.displayName);
  const what = part === 'all' ? 'a Temporary Access Pass' : 'the second half of a Temporary Access Pass';
  return {
    to,
    subject: `Temporary Access Pass for ${name}`,
    text: [
      `The IT helpdesk made ${what} for ${name} (${displayText(person.userPrincipalName, 200)}).`,
      '',
      `    ${passcode}`,
      '',
      part === 'all' ? 'Give it to this person only, after making sure that it is them. Do not forward this mail.' : 'Read it to this person only, after making sure that it is them. They have the first half already. Do not forward this mail.',
      `It ${pass.isUsableOnce ? 'can be used once, and' : 'can be used until then, and'} ends ${localTime(expiryOf(pass))}.`,
      ...(card.length > 0 ? ['', 'What they do with it:', ...card.map((step, index) => `${index + 1}. ${step}`)] : []),
      '',
      'If you did not expect this mail, call the helpdesk on the number you know.',
    ].join('\n'),
  };
}

export function noticeLetter({ person, pass }: Kept, to: string): Letter {
  return {
    to,
    subject: 'A Temporary Access Pass was made for your account',
    text: [
      `The IT helpdesk made a Temporary Access Pass for ${displayText(person.userPrincipalName, 200)}. It ends ${localTime(expiryOf(pass))}.`,
      'This mail does not contain it.',
      '',
      'If you did not ask for it, call the helpdesk at once on the number you know.',
    ].join('\n'),
  };
}

/** One mail with everybody's of a manager. */
export function managersLetter(people: readonly { readonly kept: Kept; readonly passcode: string; readonly timeZone: string | null }[], to: string): Letter {
  const [first] = people;
  return {
    to,
    subject: people.length === 1 && first ? `Temporary Access Pass for ${displayText(first.kept.person.displayName)}` : `Temporary Access Passes for ${people.length} people`,
    text: [
      `The IT helpdesk made a Temporary Access Pass for each of these people. Give each theirs only, after making sure that it is them. Do not forward this mail.`,
      ...people.flatMap(({ kept: { person, pass }, passcode, timeZone }) => [
        '',
        `${displayText(person.displayName)} (${displayText(person.userPrincipalName, 200)})`,
        `    ${passcode}`,
        `    ${startsLater(pass) ? `works from ${localTime(new Date(pass.startDateTime), timeZone ?? undefined)}, ` : ''}${pass.isUsableOnce ? 'can be used once, ' : ''}ends ${localTime(expiryOf(pass), timeZone ?? undefined)}`,
      ]),
      ...(first && first.kept.card.length > 0 ? ['', 'What they do with it:', ...first.kept.card.map((step, index) => `${index + 1}. ${step}`)] : []),
      '',
      'If you did not expect this mail, call the helpdesk on the number you know.',
    ].join('\n'),
  };
}
