/** The steps of ending access in words: what would be done, and what came of it. */
import { displayText } from '../../../shared/domain/display-text';
import type { AccessStep, AccessStepState } from '../../../shared/domain/end-access';
import { assertNever } from '../../../shared/result';
import { failureText } from '../../ui/failure-text';
import type { StateTone } from '../../ui/pass-state-text';
import { instantText, preciseText } from '../../ui/time-text';

/** "Revoke the pass", "End Exchange Administrator". */
export function stepName({ kind, what }: Pick<AccessStep, 'kind' | 'what'>): string {
  switch (kind) {
    case 'revoke-pass':
      return 'Revoke the pass';
    case 'end-grant':
      return `End ${displayText(what)}`;
    case 'cancel-grant':
      return `Cancel ${displayText(what)}, which has not begun`;
    case 'revoke-sessions':
      return 'Revoke the sign-in sessions';
    case 'disable-account':
      return 'Disable the account';
    default:
      return assertNever(kind);
  }
}

/** When it would have ended by itself; empty where it would not. */
export function endsText({ endsAt }: Pick<AccessStep, 'endsAt'>): string {
  return endsAt === null ? '' : `would end by itself ${instantText(new Date(endsAt))}`;
}

export type StepOutcome = { readonly words: string; readonly more: string; readonly tone: StateTone };

/** What came of one step. */
export function outcomeText(kind: AccessStep['kind'], result: AccessStepState): StepOutcome {
  switch (result.state) {
    case 'done':
      if (result.isUnsure === true && result.stillHeld.length === 0) return { words: 'Done', more: `${PROVEN[kind]} ${preciseText(new Date(result.provenAt))}. Not everything could be read that may give the same, so the person may still hold it.`, tone: 'warning' };
      return result.stillHeld.length === 0
        ? { words: 'Done', more: `${PROVEN[kind]} ${preciseText(new Date(result.provenAt))}.`, tone: 'success' }
        : { words: 'Done, still held', more: `${PROVEN[kind]} ${preciseText(new Date(result.provenAt))}. The person still holds the same ${result.stillHeld.map(pathText).join('; and ')}. That was left alone.`, tone: 'warning' };
    case 'planned':
      return { words: 'Planned', more: `PIM takes this removal at ${preciseText(new Date(result.at))}; Tapdesk sends it then, also after a restart.`, tone: 'warning' };
    case 'not-done': {
      const { title, happened, next, reference } = failureText(result.error);
      return { words: 'Not done', more: [`${title}.`, happened, next, reference].filter(Boolean).join(' '), tone: 'danger' };
    }
    default:
      return assertNever(result);
  }
}

const PROVEN: Readonly<Record<AccessStep['kind'], string>> = {
  'revoke-pass': 'Proven gone at',
  'end-grant': 'Proven gone at',
  'cancel-grant': 'Proven gone at',
  'revoke-sessions': 'Entra took it at',
  'disable-account': 'Read back as disabled at',
};

type StillHeld = Extract<AccessStepState, { state: 'done' }>['stillHeld'][number];

function pathText({ path, assignment, how, endDateTime, scopeName }: StillHeld): string {
  const by = path === 'group' ? 'through a group' : assignment === 'activated' ? 'by having activated it' : how === 'eligible' ? 'by being eligible' : 'by another assignment';
  const end = endDateTime === null ? 'without an end' : `until ${instantText(new Date(endDateTime))}`;
  return `${by}, ${displayText(scopeName)}, ${end}`;
}
