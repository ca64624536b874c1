import { displayText } from '../../../shared/domain/display-text';
import { needsOf } from '../../../shared/domain/features';
import { GRAPH_LIFETIME } from '../../../shared/domain/pass';
import type { Backstop } from '../../../shared/ipc/contract';
import { assertNever } from '../../../shared/result';
import { minutesInWords } from '../../ui/time-text';

export const BACKSTOP_STATE: Readonly<Record<Backstop['state'], string>> = { 'in-place': 'In place', missing: 'Missing', 'not-checked': 'Not checked' };

type Text = { readonly name: string; /** What was found. */ readonly found: string; /** What to do in Entra; empty when nothing is. */ readonly next: string };

/** A guard that Entra can set: what it is, what was found, and what an administrator does about it. */
export function backstopText(backstop: Backstop): Text {
  const { id, state, count, names } = backstop;
  const unread = `Not checked. ${backstop.needs === null ? '' : `It takes ${needsOf(backstop.needs)}.`}`.trim();
  switch (id) {
    case 'one-time':
      return {
        name: 'Entra makes every pass one-time',
        found: state === 'in-place' ? 'Whatever tool issues a pass, it opens the account once.' : state === 'missing' ? 'Another tool can make passes that open an account many times.' : unread,
        next: state === 'in-place' ? '' : 'Entra admin centre, Authentication methods, Temporary Access Pass, Configure: set “Require one-time use” to Yes. Windows Autopilot needs passes for many uses: then leave it, and rely on the lifetime.',
      };
    case 'longest-lifetime':
      return {
        name: 'Entra keeps passes short',
        found: state === 'not-checked' || count === null ? unread : `The tenant allows up to ${minutesInWords(count)}${state === 'missing' ? ', whatever this desk allows' : ''}.`,
        next: state === 'in-place' ? '' : `Entra admin centre, Authentication methods, Temporary Access Pass, Configure: lower “Maximum lifetime” to what your desk needs. Entra itself would allow ${minutesInWords(GRAPH_LIFETIME.maximumMinutes)}.`,
      };
    case 'standing-issuers':
      return {
        name: 'Nobody may issue passes for ever',
        found: state === 'not-checked' ? unread : state === 'in-place' ? 'Nobody holds a role that issues passes without an end.' : `${count ?? names.length} hold such a role without an end: ${names.map((name) => displayText(name)).join(', ')}.`,
        next: state === 'in-place' ? '' : 'Entra admin centre, Privileged Identity Management, Microsoft Entra roles: make Authentication Administrator and Privileged Authentication Administrator eligible instead of active, with an approval.',
      };
    case 'conditional-access':
      return {
        name: 'Conditional Access guards those who issue passes',
        found: state === 'in-place' ? 'A policy guards the role.' : state === 'missing' ? 'No policy guards the role.' : 'Tapdesk does not read Conditional Access, so look by hand.',
        next: 'Entra admin centre, Conditional Access, Policies: one that is on, aims at the roles Authentication Administrator and Privileged Authentication Administrator, and asks for phishing-resistant methods and a managed device.',
      };
    default:
      return assertNever(id);
  }
}
