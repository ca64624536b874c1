import { useRef, useState } from 'react';
import type { VerificationKind } from '../../../shared/domain/limits';
import { SEEN_MAXIMUM, SEEN_MINIMUM, type Verification, type VerificationChoice } from '../../../shared/domain/verification';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';

type State = {
  /** Names the radio that was chosen; see {@link choiceKey}. */
  readonly chosen: string | null;
  readonly recorded: Verification | null;
  readonly isRecording: boolean;
  readonly error: AppError | null;
};
const NONE: State = { chosen: null, recorded: null, isRecording: false, error: null };

export type VerificationDesk = State & {
  /** What is on file is recorded at once; where the operator writes down what they saw, with {@link recordSeen}. */
  readonly choose: (kind: VerificationKind, choice: VerificationChoice | null) => void;
  readonly recordSeen: (kind: VerificationKind, seen: string) => void;
  /** The main process no longer has it: verify again. */
  readonly drop: () => void;
  /** What stands once nothing is on its way any more. */
  readonly settled: () => Promise<Verification | null>;
};

export const choiceKey = (kind: VerificationKind, choice: VerificationChoice | null) => `${kind} ${choice?.id ?? ''}`;

/** How the operator made sure who is calling. The main process stamps it; here it is known by that answer alone. */
export function useVerification(personId: string): VerificationDesk {
  const [state, setState] = useState(NONE);
  const newest = useRef(0);
  // One after another: the main process keeps the last one it was told.
  const underWay = useRef<Promise<Verification | null>>(Promise.resolve(null));

  const record = (kind: VerificationKind, key: string, against: string, againstId: string) => {
    const mine = (newest.current += 1);
    setState({ ...NONE, chosen: key, isRecording: true });
    underWay.current = underWay.current.then(async () => {
      const reply = await tell('verification.record', { personId, kind, against, againstId });
      if (mine !== newest.current) return null;
      setState(reply.ok ? { ...NONE, chosen: key, recorded: reply.value } : { ...NONE, error: reply.error });
      return reply.ok ? reply.value : null;
    });
  };
  const put = (next: State) => {
    newest.current += 1;
    underWay.current = underWay.current.then(() => null);
    setState(next);
  };
  return {
    ...state,
    choose: (kind, choice) => {
      const key = choiceKey(kind, choice);
      if (choice) record(kind, key, choice.label.slice(0, SEEN_MAXIMUM), choice.id);
      else put({ ...NONE, chosen: key });
    },
    recordSeen: (kind, seen) => {
      const against = seen.trim();
      const stands = state.recorded?.kind === kind && state.recorded.against === against;
      if (against.length >= SEEN_MINIMUM && !stands) record(kind, choiceKey(kind, null), against, '');
    },
    drop: () => put(NONE),
    settled: () => underWay.current,
  };
}
