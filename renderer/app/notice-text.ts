import { displayText } from '../../shared/domain/display-text';
import type { OpenAccessAct } from '../../shared/domain/end-access';
import type { JournalAction } from '../../shared/domain/journal-entry';
import type { Notice, SettledOutcome } from '../../shared/ipc/contract';
import { assertNever } from '../../shared/result';
import { acceptItem, breakText, chainText } from '../ui/chain-text';
import { failureText } from '../ui/failure-text';
import { instantText } from '../ui/time-text';

const FOUND: Readonly<Record<SettledOutcome, string>> = {
  'nothing-made': 'Tapdesk read back: no pass of it exists. Issuing again is safe.',
  'lost-pass-removed': 'A pass had been made whose passcode nobody saw. Tapdesk deleted it and read back that it is gone. Issue again if the person still needs one.',
  revoked: 'Tapdesk finished it and read back that the pass is gone.',
  'left-alone': 'A pass is there, and Tapdesk left it alone: its passcode was handed over, or another tool made it. Open the person and look at it.',
  'grant-made': 'Tapdesk read back: PIM has the grant. Look at it in Roles.',
  'grant-ended': 'Tapdesk read back: that grant is gone. The person may hold the same by another path: open the person and look.',
  'account-disabled': 'Tapdesk read back: the account is disabled.',
  'grant-changed': 'Tapdesk read back: the grant has its new end.',
  'not-known': 'What it did cannot be read back. The journal keeps it as not known.',
};

const REVOKE_REFUSED = 'Entra does not let Tapdesk delete the pass, so it may still be there. Open the person and look.';

const NO_GRANT = 'Tapdesk read back: PIM shows nothing of it. Doing it again is safe.';

function settledText({ entry: { action, person, at }, outcome }: Extract<Notice, { kind: 'settled' }>): string {
  const name = displayText(person?.displayName ?? 'somebody');
  const found = action.startsWith('grant.') && outcome === 'nothing-made' ? NO_GRANT : action === 'pass.revoke' && outcome === 'left-alone' ? REVOKE_REFUSED : FOUND[outcome];
  return `On ${instantText(new Date(at))} Tapdesk was stopped while it ${wasDoing(action, name)}. ${found}`;
}

function wasDoing(action: JournalAction, name: string): string {
  if (action === 'pass.issue') return `issued a pass to ${name}`;
  if (action === 'pass.revoke') return `revoked the pass of ${name}`;
  if (action === 'pass.mail') return `mailed the passcode of ${name}`;
  if (action === 'pass.tell-person') return `told ${name} by mail that a pass was made`;
  if (action === 'sessions.revoke') return `ended the sign-in sessions of ${name}`;
  if (action === 'account.disable') return `disabled the account of ${name}`;
  if (action === 'grant.make') return `granted a role or group to ${name}`;
  if (action === 'grant.extend') return `moved the end of a grant of ${name}`;
  if (action === 'grant.end') return `ended a grant of ${name}`;
  if (action === 'access.end') return `ended the access of ${name}`;
  return `did something for ${name}`;
}

/** What takes access away always works; what gives it waits, as long as the desk policy has it so. */
function brokenText(verdict: Extract<Notice, { kind: 'journal-chain' }>['verdict']): string {
  if (verdict.state !== 'broken') return `The journal was verified. ${chainText(verdict)}`;
  const broken = breakText(verdict.firstBadSeq, verdict.latestBadSeq, verdict.problem);
  const item = acceptItem(verdict);
  return (
    `The journal does not add up: ${broken}. Somebody or something changed it outside of Tapdesk. Unless the desk policy says to go on, nothing new can be issued, granted or run until an administrator has looked into it ` +
    `and accepted the file as it stands there. Revoking and ending access still work, and so does reading. Keep the file as it is and tell your lead. ` +
    (item === null ? 'As it is the file cannot be accepted: an administrator has to set it aside, and Tapdesk begins another.' : `The item for journal.acceptedBreaks: ${item}`)
  );
}

/** People named in a notice before the rest is counted. */
const NAMED = 3;

function accessText({ at, by, ticket, people }: OpenAccessAct): string {
  const named = people.slice(0, NAMED).map(({ displayName }) => displayText(displayName));
  const more = people.length - named.length;
  const who = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
  return `Ending access is not complete for ${who}. ${displayText(by)} began it ${instantText(new Date(at))}${ticket === '' ? '' : `, ticket ${displayText(ticket)}`}.`;
}

const RUN_ACT: Readonly<Record<Extract<Notice, { kind: 'run-open' }>['runKind'], string>> = { issue: 'issue passes', revoke: 'revoke passes', 'end-access': 'end access' };

function runText({ runKind, at, by, people, ticket }: Extract<Notice, { kind: 'run-open' }>): string {
  const who = people === 1 ? '1 person' : `${people} people`;
  return `A run over ${who} to ${RUN_ACT[runKind]} was stopped before its end. ${displayText(by)} began it ${instantText(new Date(at))}${ticket === '' ? '' : `, ticket ${displayText(ticket)}`}. Resume it or cancel it.`;
}

export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'settings-set-aside':
      return `Your settings could not be read and were set aside as ${notice.file}. The defaults are in use.`;
    case 'unsettled': {
      const { action, person, at } = notice.entry;
      const name = displayText(person?.displayName ?? 'somebody');
      const begun = `On ${instantText(new Date(at))} Tapdesk was stopped or lost the answer while it`;
      if (action === 'pass.issue') return `${begun} issued a pass to ${name}. Whether a pass was made is not recorded: open the person, revoke what is there.`;
      if (action === 'pass.revoke') return `${begun} revoked the pass of ${name}. Whether the pass is gone is not recorded: open the person, revoke what is there.`;
      if (action === 'pass.mail') return `${begun} mailed the passcode of ${name}. Whether the mail went out is not recorded.`;
      if (action === 'sessions.revoke') return `${begun} ended the sign-in sessions of ${name}. Whether they ended is not recorded: end them again to be sure.`;
      if (action.startsWith('grant.')) return `${begun} ${wasDoing(action, name)}. Whether that happened is not recorded: open the person and look at the grants.`;
      if (action === 'account.disable') return `${begun} disabled the account of ${name}. Whether it is disabled is not recorded: open the person and look.`;
      return `${begun} did something for ${name}. Whether that happened is not recorded: open the person and look.`;
    }
    case 'settled':
      return settledText(notice);
    case 'desk-policy-broken': {
      const { title, happened, next } = failureText(notice.error);
      return `${title}. ${happened} ${next} You can read, and revoke passes.`;
    }
    case 'passcode-never-shown':
      return `A pass for ${displayText(notice.entry.person?.displayName ?? 'somebody')} was issued on ${instantText(new Date(notice.entry.at))}, but Tapdesk was stopped before anybody saw its passcode. Revoke that pass.`;
    case 'journal': {
      const { title, happened, next } = failureText(notice.error);
      return `${title}. ${happened} ${next}`;
    }
    case 'journal-chain':
      return brokenText(notice.verdict);
    case 'grant-ends':
      return `${displayText(notice.what)} of ${displayText(notice.displayName)} ends ${instantText(new Date(notice.endsAt))}. Extend it in Roles if the work is not done; otherwise nothing has to be done.`;
    case 'run-open':
      return runText(notice);
    case 'access-open':
      return accessText(notice.act);
    case 'grant-end-failed': {
      const { title, happened, next } = failureText(notice.error);
      return `${displayText(notice.what)} of ${displayText(notice.displayName)} was to be removed as soon as PIM takes it, and that did not succeed. ${title}. ${happened} ${next} The person may still hold it: end it again in Roles.`;
    }
    case 'token-cache-in-memory':
      return 'This system offers no encryption for the sign-in, so it is kept in memory only: you sign in again after closing Tapdesk.';
    default:
      return assertNever(notice);
  }
}
