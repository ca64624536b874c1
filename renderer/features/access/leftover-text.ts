/** What stays although access was ended, in words, with who can do something about it. */
import { displayText } from '../../../shared/domain/display-text';
import type { Leftover } from '../../../shared/domain/end-access';
import { assertNever } from '../../../shared/result';

const NOT_READ: Readonly<Record<Extract<Leftover, { kind: 'not-read' }>['what'], string>> = {
  pass: 'Whether there is a pass',
  'role-grants': 'Which roles the person holds',
  'eligible-roles': 'Which roles the person could activate',
  'group-grants': 'Which groups the person holds for a time',
  groups: 'Which groups the person is in',
  methods: 'Which sign-in methods are registered',
};

export function leftoverText(leftover: Leftover): string {
  switch (leftover.kind) {
    case 'permanent-role':
      return `${displayText(leftover.what)} (${displayText(leftover.scopeName)}) stays: it has no end, and Tapdesk ends only what has one. A Privileged Role Administrator can remove it in Entra.`;
    case 'role-through-group':
      return `${displayText(leftover.what)} (${displayText(leftover.scopeName)}) stays: a group holds it. Whoever manages the group can take the person out.`;
    case 'groups': {
      const named = leftover.names.map((name) => displayText(name)).join(', ');
      const more = leftover.count - leftover.names.length;
      return `Membership of ${leftover.count} ${leftover.count === 1 ? 'group' : 'groups'} stays, which no grant made${named === '' ? '' : `: ${named}${more > 0 ? ` and ${more} more` : ''}`}. The groups’ owners can take the person out.`;
    }
    case 'tokens':
      return 'Access tokens that apps hold already live on for about an hour.';
    case 'not-read':
      return `${NOT_READ[leftover.what]} could not be read, so something may stay.${leftover.needs === '' ? '' : ` It takes ${displayText(leftover.needs, 300)}.`}`;
    case 'methods':
      return `${leftover.count} registered sign-in ${leftover.count === 1 ? 'method stays' : 'methods stay'}: whoever can use one can sign in while the account is enabled.`;
    case 'account-elsewhere':
      return 'The account lives in another organisation: only its administrators can block it there. Here, the guest account can be disabled.';
    default:
      return assertNever(leftover);
  }
}
