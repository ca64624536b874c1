/** The life of a pass as five steps in words: what is known, what is not, and what would settle it. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import type { PassLife } from '../../../shared/domain/pass-life';
import type { RegisteredMethod } from '../../../shared/domain/person';
import { unreadText } from '../../ui/unread';
import { METHOD_WORDS } from '../../ui/method-words';

export type LifeStep = {
  readonly name: string;
  readonly state: 'done' | 'open' | 'not-known';
  /** ISO instant; null when the step has none or it is not known. */
  readonly at: string | null;
  readonly note: string;
};

const HANDED_OVER = { shown: 'shown here', copied: 'copied', printed: 'printed', mailed: 'mailed' } as const;
const ENDED = { revoked: 'revoked here', replaced: 'replaced by a newer pass', expired: 'expired', gone: 'not there any more; not removed by this desk' } as const;

export function lifeSteps({ issuedAt, issuedBy, ticket, handedOver, used, registered, ended }: PassLife): readonly LifeStep[] {
  return [
    { name: 'Issued', state: 'done', at: issuedAt, note: [`by ${displayText(issuedBy.displayName)}`, ticket !== '' && displayText(ticket)].filter(Boolean).join(', ') },
    handedOver
      ? { name: 'Handed over', state: 'done', at: handedOver.at, note: HANDED_OVER[handedOver.how] }
      : { name: 'Handed over', state: 'open', at: null, note: 'nobody was shown or sent the passcode, as far as the journal says' },
    usedStep(used),
    registeredStep(registered),
    ended ? { name: 'Ended', state: 'done', at: ended.at, note: ENDED[ended.how] } : { name: 'Ended', state: 'open', at: null, note: 'not yet: close it out when the person is done' },
  ];
}

function usedStep(used: PassLife['used']): LifeStep {
  const step = { name: 'Used', at: null };
  switch (used) {
    case 'yes':
      return { ...step, state: 'done', note: 'Entra says that it was used' };
    case 'signed-in':
      return { ...step, state: 'not-known', note: 'the person has signed in since, perhaps with this pass' };
    case 'no':
      return { ...step, state: 'open', note: 'not yet, as far as Entra says' };
    case 'not-known':
      return { ...step, state: 'not-known', note: 'not known: nothing could be read that would tell' };
  }
}

function registeredStep(registered: PassLife['registered']): LifeStep {
  const step = { name: 'Method registered', at: null };
  if (!registered.known) return { ...step, state: 'not-known', note: unreadText(registered) };
  if (registered.value === null) return { ...step, state: 'open', note: 'none since the pass was issued' };
  const { at, type } = registered.value;
  return { ...step, state: 'done', at, note: Object.hasOwn(METHOD_WORDS, type) ? METHOD_WORDS[type as RegisteredMethod['type']] : displayText(type) };
}
