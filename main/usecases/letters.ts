/** What stands on a slip and in a mail. Plain text; directory text in it is made safe to look at. Pure but for the local time zone. */
import { displayText } from '../../shared/domain/display-text';
import { expiryOf } from '../../shared/domain/pass';
import type { Letter, Slip } from '../ports/delivery';
import type { Kept } from '../ports/vault';

/** "22 November 2026, 14:30 CET": the reader sits where the operator sits, and the zone is named in case they do not. */
function localTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at);
}

export function slipOf({ person, pass, card }: Kept, passcode: string): Slip {
  return {
    displayName: displayText(person.displayName),
    userPrincipalName: displayText(person.userPrincipalName, 200),
    passcode,
    validUntil: localTime(expiryOf(pass)),
    isUsableOnce: pass.isUsableOnce,
    card,
  };
}

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
