/** The limits in force as lines of a table: one line a limit, one column a tier, and who enforces it. Pure. */
import type { Known } from '../../../shared/domain/known';
import { type Channel, type Limits, type Tier, TIERS } from '../../../shared/domain/limits';
import { lifetimeBounds } from '../../../shared/domain/lifetime-bounds';
import type { PassPolicy } from '../../../shared/domain/pass';
import { type DeskRules, limitsFor, type OperatorGroup } from '../../../shared/domain/rules';
import { hoursText } from '../../ui/limit-text';
import { TIER_WORDS } from '../../ui/tier-text';
import { minutesInWords } from '../../ui/time-text';
import { kindsInWords } from '../../ui/verification-text';

/** `by`: who refuses beyond the limit. Null: there is nothing to refuse. */
type Cell = { readonly text: string; readonly by: 'Entra' | 'This tool' | null };
export type LimitRow = { readonly name: string; readonly cells: Readonly<Record<Tier, Cell>>; readonly enforcedBy: string };

type Line = { readonly name: string; readonly of: (limits: Limits, policy: PassPolicy | null, tier: Tier) => Cell };

const here = (text: string): Cell => ({ text, by: 'This tool' });
const nobody = (text: string): Cell => ({ text, by: null });
const by = (who: 'Entra' | 'Tapdesk') => (who === 'Entra' ? 'Entra' : 'This tool');

const SECOND: Readonly<Record<Limits['secondPassWithin24Hours'], string>> = { refuse: 'refused', acknowledge: 'if the operator says so', allow: 'allowed' };
const CHANNEL: Readonly<Record<Channel, string>> = { call: 'read out', slip: 'printed slip', 'manager-mail': 'mail to the manager', split: 'half read out, half by mail to the manager' };

const LINES: readonly Line[] = [
  {
    name: 'A pass may be issued',
    of: ({ mayIssue }, policy, tier) => {
      // Their credentials are in another tenant, so no policy can change it.
      if (tier === 'external-guest') return { text: 'no: they sign in with another organisation', by: 'Entra' };
      if (policy?.state === 'disabled') return { text: 'no: switched off in the tenant', by: 'Entra' };
      return mayIssue ? nobody('yes') : here('no');
    },
  },
  { name: 'Shortest lifetime', of: (limits, policy) => boundCell(limits, policy, 'minimum') },
  { name: 'Longest lifetime', of: (limits, policy) => boundCell(limits, policy, 'maximum') },
  { name: 'Usual lifetime', of: (limits, policy) => nobody(minutesInWords(lifetimeBounds(policy, limits).defaultMinutes)) },
  {
    name: 'Usable once only',
    of: ({ oneTimeRequired }, policy) => {
      if (policy?.isUsableOnce === true) return { text: 'yes', by: 'Entra' };
      return oneTimeRequired ? here('yes') : nobody('no');
    },
  },
  { name: 'May start ahead', of: ({ startWithinDays }) => here(startWithinDays === 0 ? 'on the same day only' : `up to ${days(startWithinDays)}`) },
  { name: 'Hours', of: ({ hours }) => (hours === 'any' ? nobody('any') : here(hoursText(hours))) },
  { name: 'Passes for each operator', of: (limits) => here(`${limits.passesPerOperatorHour} an hour, ${limits.passesPerOperatorDay} a day`) },
  { name: 'Second pass within 24 hours', of: ({ secondPassWithin24Hours }) => (secondPassWithin24Hours === 'allow' ? nobody('allowed') : here(SECOND[secondPassWithin24Hours])) },
  { name: 'Verification', of: ({ verification }) => here(`${kindsInWords(verification.kinds)}; not older than ${minutesInWords(verification.maximumAgeMinutes)}`) },
  {
    name: 'Changed numbers, managers and methods',
    of: ({ verification }) => (verification.quarantineDays === 0 ? nobody('count at once') : here(`do not count for ${days(verification.quarantineDays)}`)),
  },
  { name: 'Reason', of: ({ reason }) => here(`${reason.minimumLength} to ${reason.maximumLength} characters`) },
  { name: 'Ticket', of: ({ ticket }) => here(`like ${ticket.example}`) },
  { name: 'Handed over', of: ({ delivery }) => here(delivery.channels.map((channel) => CHANNEL[channel]).join(', ')) },
  { name: 'Copying the passcode', of: ({ delivery }) => (delivery.copy ? nobody('allowed') : here('not allowed')) },
  { name: 'The person is told by mail', of: ({ delivery }) => nobody(delivery.tellPerson ? 'yes' : 'no') },
];

/** @param group - The operator's group that counts; its limits lie over the others. */
export function limitRows(rules: DeskRules, group: OperatorGroup | null, tenant: Known<PassPolicy>): readonly LimitRow[] {
  const policy = tenant.known ? tenant.value : null;
  return LINES.map(({ name, of }) => {
    const cells = Object.fromEntries(TIERS.map((tier) => [tier, of(limitsFor(rules, tier, group), policy, tier)])) as Record<Tier, Cell>;
    return { name, cells, enforcedBy: enforcedBy(cells) };
  });
}

/** The tightest of Graph's, the tenant's and the desk's bound. */
function boundCell(limits: Limits, policy: PassPolicy | null, which: 'minimum' | 'maximum'): Cell {
  const bounds = lifetimeBounds(policy, limits);
  if (bounds.minimumMinutes > bounds.maximumMinutes) return { text: 'none: tenant and desk leave no lifetime', by: by(bounds[`${which}From`]) };
  return { text: minutesInWords(bounds[`${which}Minutes`]), by: by(bounds[`${which}From`]) };
}

/** One word where it is the same for all tiers, else by tier: "Entra: Standard; This tool: Privileged". */
function enforcedBy(cells: Readonly<Record<Tier, Cell>>): string {
  const tiersOf = (who: Cell['by']) => TIERS.filter((tier) => cells[tier].by === who);
  const who = (['Entra', 'This tool'] as const).filter((one) => tiersOf(one).length > 0);
  if (who.length === 0) return '';
  const [only] = who;
  if (who.length === 1 && only && tiersOf(only).length === TIERS.length) return only;
  return who.map((one) => `${one}: ${tiersOf(one).map((tier) => TIER_WORDS[tier].toLowerCase()).join(', ')}`).join('; ');
}

function days(count: number): string {
  return `${count} day${count === 1 ? '' : 's'}`;
}
