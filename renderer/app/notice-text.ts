import { displayText } from '../../shared/domain/display-text';
import type { Notice } from '../../shared/ipc/contract';
import { assertNever } from '../../shared/result';
import { failureText } from '../ui/failure-text';
import { instantText } from '../ui/time-text';

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
      return `${begun} did something for ${name}. Whether that happened is not recorded: open the person and look.`;
    }
    case 'passcode-never-shown':
      return `A pass for ${displayText(notice.entry.person?.displayName ?? 'somebody')} was issued on ${instantText(new Date(notice.entry.at))}, but Tapdesk was stopped before anybody saw its passcode. Revoke that pass.`;
    case 'journal': {
      const { title, happened, next } = failureText(notice.error);
      return `${title}. ${happened} ${next}`;
    }
    case 'journal-chain':
      return notice.verdict.state === 'intact'
        ? `The journal is intact: ${notice.verdict.entries} entries.`
        : `The journal does not add up from entry ${notice.verdict.firstBadSeq} on. Somebody or something changed it outside of Tapdesk: tell your lead.`;
    case 'token-cache-in-memory':
      return 'This system offers no encryption for the sign-in, so it is kept in memory only: you sign in again after closing Tapdesk.';
    default:
      return assertNever(notice);
  }
}
