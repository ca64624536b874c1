import { displayText } from '../../shared/domain/display-text';
import type { Tier } from '../../shared/domain/limits';
import type { TierVerdict } from '../../shared/domain/tier';

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  standard: 'Standard',
  contractor: 'Contractor',
  'external-guest': 'External guest',
  privileged: 'Privileged',
};

/** "Privileged: eligible for User Administrator", "Standard, from what could be read". */
export function tierText({ tier, because, unread }: TierVerdict): string {
  const why = because === '' ? '' : `: ${displayText(because)}`;
  return `${TIER_WORDS[tier]}${why}${unread.length > 0 ? ', from what could be read' : ''}`;
}
