/** Privileged Identity Management in plain words: what it asks, and why it refused. */
import { displayText } from '../../shared/domain/display-text';
import type { GrantHow, PimNeed, PimRules } from '../../shared/domain/grant';
import type { AppErrorOf } from '../../shared/errors';
import { minutesInWords } from './time-text';

type Refusal = { readonly happened: string; readonly next: string };

const NEEDS: Readonly<Record<PimNeed, string>> = { mfa: 'multifactor authentication in your own session', justification: 'a reason', ticket: 'a ticket' };

/** "a reason and a ticket"; empty when nothing is asked. */
function needsText(needs: readonly PimNeed[]): string {
  const words = needs.map((need) => NEEDS[need]);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** What PIM asks of whoever grants it, and what the person meets when activating it. One sentence each. */
export function pimAsks(rules: PimRules, how: GrantHow): readonly string[] {
  const bound = how === 'active' ? rules.active : rules.eligible;
  const asks = needsText(bound.needs);
  const longest = bound.longestMinutes === null ? 'PIM sets no longest time' : `PIM allows at most ${minutesInWords(bound.longestMinutes)}`;
  const toGrant = `${longest}${asks === '' ? ' and asks for nothing more' : ` and asks for ${asks}`} (enforced by Entra).`;
  return how === 'active' ? [toGrant, ...approvalNote(rules)] : [toGrant, activationText(rules)];
}

/** Somebody who reads "needs approval" would wait for one that never comes. */
function approvalNote({ activation }: PimRules): readonly string[] {
  return activation.needsApproval ? ['PIM’s approval covers activation only: granted as active it holds at once, and nobody is asked.'] : [];
}

function activationText({ activation }: PimRules): string {
  const { longestMinutes, needs, needsApproval, approvers, hasAuthenticationContext } = activation;
  const parts = [
    needsText(needs),
    needsApproval ? `approval${approvers.length > 0 ? ` by ${approvers.map((name) => displayText(name)).join(', ')}` : ''}` : '',
    hasAuthenticationContext ? 'what Conditional Access asks for' : '',
  ].filter((part) => part !== '');
  const length = longestMinutes === null ? '' : ` for at most ${minutesInWords(longestMinutes)} at a time`;
  return `The person activates it themselves${length}${parts.length > 0 ? `; that takes ${parts.join(', ')}` : ''}.`;
}

const RULES: Readonly<Record<string, string>> = {
  ExpirationRule: 'the longest time',
  JustificationRule: 'a reason',
  TicketingRule: 'a ticket',
  MfaRule: 'multifactor authentication',
  EligibilityRule: 'eligibility',
};

/** Why PIM refused, and what to do. */
export function pimRefusal({ reason, rules, message }: AppErrorOf<'pim-refused'>): Refusal {
  if (reason === 'policy' && rules.length > 0) {
    return { happened: `PIM’s rules for it are not met: ${rules.map((rule) => RULES[rule] ?? displayText(rule)).join(', ')}.`, next: rules.includes('MfaRule') ? STEP_UP : 'Fill in what PIM asks for, or choose a shorter time.' };
  }
  if (reason === 'other') return { happened: `In PIM’s words: “${displayText(message, 300)}”`, next: 'If this does not tell you enough, give support the line below.' };
  return REASONS[reason];
}

const STEP_UP = 'Sign out, sign in again with multifactor authentication, then do it again.';
const REASONS: Readonly<Record<Exclude<AppErrorOf<'pim-refused'>['reason'], 'other'>, Refusal>> = {
  exists: { happened: 'The person has the same at that time already.', next: 'Read the person’s grants. Extend the one that is there, or begin after it.' },
  'does-not-exist': { happened: 'There is no such grant (any more).', next: 'Read the list again, and look at what is there now.' },
  pending: { happened: 'Another request for the same is still open in PIM.', next: 'Wait until PIM has settled it, or have it cancelled, then do it again.' },
  policy: { happened: 'PIM’s rules for it are not met.', next: 'Look at what PIM asks for, and fill it in.' },
  'too-short': { happened: 'PIM grants nothing for less than five minutes, and removes nothing that is younger.', next: 'Choose a longer time, or wait until five minutes are over.' },
  'not-licensed': { happened: 'The tenant has no licence for PIM (Entra ID P2 or ID Governance).', next: 'Your administrator can tell what else there is.' },
  'restricted-unit': { happened: 'The person or the role is in a restricted management unit, which PIM does not manage.', next: 'An administrator of that unit can help.' },
  'unsupported-scope': { happened: 'The role cannot be granted for an administrative unit.', next: 'Choose the whole tenant, if this desk may, or another role.' },
  'group-not-manageable': { happened: 'PIM cannot manage this group: its members follow a rule, or come from the on-premises directory.', next: 'Choose another group.' },
  'step-up': { happened: 'Microsoft wants you to prove once more who you are.', next: STEP_UP },
  'not-found': { happened: 'PIM does not know the person, the role or the group.', next: 'Read them again: they may have been deleted.' },
};
