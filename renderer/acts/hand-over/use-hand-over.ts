import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import type { HandOverEnd } from '../../../shared/ipc/contract';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { afterPaint, isLookedAt, useConcealOnLeaving } from './on-screen';

/** A passcode nobody hides goes out of sight by itself after this long. */
export const CONCEAL_AFTER_SECONDS = 30;

type HandOverDesk = {
  /** `asking`: closing now would revoke the pass. `gone`: the main process has forgotten the passcode. */
  readonly step: 'open' | 'asking' | 'closing' | 'gone';
  /** In this one state only, and null whenever it is hidden: each reveal brings it anew. */
  readonly passcode: string | null;
  /** After a split only the first half is ever shown. */
  readonly part: 'all' | 'first-half';
  /** It stood on the screen, or was copied, printed or mailed whole: from here on closing leaves the pass as it is. */
  readonly wasShown: boolean;
  /** The window went out of focus between the key and the screen, so nothing was shown. */
  readonly wasDropped: boolean;
  /** Null until the main process has ended the hand-over. */
  readonly end: HandOverEnd | null;
  /** The pass nobody has seen could not be revoked. The passcode can still be shown; the next Done closes all the same. */
  readonly hasFailedToClose: boolean;
  readonly error: AppError | null;
  /** The whole passcode has left the desk in another way. */
  readonly delivered: () => void;
  readonly reveal: () => void;
  readonly conceal: () => void;
  readonly askToClose: () => void;
  readonly close: () => void;
};

/**
 * The life of one passcode in the window. Closing, navigating and unmounting all end it in the main process as well.
 * @param isOfRun - Unseen, it goes back to its run, so that there is nothing to ask before closing.
 */
export function useHandOver(handle: string, isOfRun: boolean, onClosed: (end: HandOverEnd) => void): HandOverDesk {
  const [step, setStep] = useState<HandOverDesk['step']>('open');
  const [passcode, setPasscode] = useState<string | null>(null);
  const [part, setPart] = useState<HandOverDesk['part']>('all');
  const [wasShown, setWasShown] = useState(false);
  const [wasDropped, setWasDropped] = useState(false);
  const [end, setEnd] = useState<HandOverEnd | null>(null);
  const [hasFailedToClose, setHasFailedToClose] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  /** Closing, closed or forgotten: what still arrives must not be shown. */
  const isClosed = useRef(false);
  const hasEnded = useRef(false);
  const isRevealing = useRef(false);
  const conceals = useRef(0);
  /** Between the text in the page and the frame that drew it; `done`: Done was pressed meanwhile. */
  const drawing = useRef<'no' | 'yes' | 'done'>('no');
  const isHeldBack = useRef(false);
  const hide = useCallback(() => setPasscode(null), []);
  const conceal = useCallback(() => {
    conceals.current += 1;
    hide();
  }, [hide]);
  const concealOnLeaving = useCallback(() => {
    isHeldBack.current = true;
    conceal();
  }, [conceal]);

  const endAs = (outcome: HandOverEnd) => {
    isClosed.current = true;
    hasEnded.current = true;
    hide();
    setError(null);
    setEnd(outcome);
    setStep('gone');
  };
  useDeskEvent('passcode.conceal', concealOnLeaving);
  useDeskEvent('passcode.forgotten', (forgotten) => {
    if (forgotten.handle === handle) endAs(forgotten.outcome);
  });
  useConcealOnLeaving(concealOnLeaving);
  useEffect(() => {
    if (passcode === null) return;
    const timer = setTimeout(hide, CONCEAL_AFTER_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [passcode, hide]);

  const leave = useEffectEvent(() => {
    if (isClosed.current) return;
    isClosed.current = true;
    void tell('passcode.close', { handle });
  });
  useEffect(() => () => leave(), []);

  /** Nobody has seen what this reveal brought, and the main process must not think so. */
  const drop = useCallback(() => void tell('passcode.seen', { handle, isShown: false }), [handle]);
  const close = () => {
    if (isClosed.current) return;
    isClosed.current = true;
    hide();
    setStep('closing');
    void tell('passcode.close', { handle }).then((reply) => {
      // Forgotten meanwhile: how it ended was told with that.
      if (hasEnded.current) return;
      if (reply.ok) {
        // What the operator should act on is not said in passing.
        if (reply.value.outcome === 'still-live') endAs('still-live');
        else onClosed(reply.value.outcome);
        return;
      }
      isClosed.current = false;
      setHasFailedToClose(true);
      setError(reply.error);
      setStep('open');
    });
  };
  const painted = useEffectEvent(() => {
    const isDone = drawing.current === 'done';
    drawing.current = 'no';
    setWasShown(true);
    void tell('passcode.seen', { handle, isShown: true }).then((reply) => {
      if (reply.ok || isClosed.current) return;
      // Not counted as seen, so closing would revoke the pass: said before somebody has written it down.
      setWasShown(false);
      hide();
      setError(reply.error);
    });
    if (isDone) close();
  });
  const lost = useEffectEvent(() => {
    const isDone = drawing.current === 'done';
    drawing.current = 'no';
    drop();
    hide();
    setWasDropped(isHeldBack.current || !isLookedAt());
    if (!isDone) return;
    if (isOfRun) close();
    else setStep('asking');
  });
  useLayoutEffect(() => {
    if (passcode === null) return;
    drawing.current = 'yes';
    return afterPaint(
      () => painted(),
      () => lost(),
    );
  }, [passcode]);

  const reveal = () => {
    if (isRevealing.current || isClosed.current) return;
    isRevealing.current = true;
    isHeldBack.current = false;
    const concealsBefore = conceals.current;
    setStep('open');
    setWasDropped(false);
    void tell('passcode.reveal', { handle }).then((reply) => {
      isRevealing.current = false;
      // Whoever left meanwhile has not asked for it to stand in a window that others may be looking at.
      const isWanted = !isClosed.current && conceals.current === concealsBefore && isLookedAt();
      if (reply.ok && !isWanted) drop();
      if (isClosed.current) return;
      setStep('open');
      setHasFailedToClose(false);
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      setPart(reply.value.part);
      setWasDropped(!isWanted && (isHeldBack.current || !isLookedAt()));
      if (isWanted) setPasscode(reply.value.passcode);
    });
  };
  const askToClose = () => {
    if (step === 'closing') return;
    if (end) onClosed(end);
    // Leaving tells the main process once more.
    else if (hasFailedToClose) onClosed(wasShown ? 'seen' : 'still-live');
    else if (wasShown || (isOfRun && drawing.current === 'no')) close();
    // Whether it was seen is known in a moment, and with it whether there is anything to ask.
    else if (drawing.current !== 'no') drawing.current = 'done';
    else setStep(step === 'asking' ? 'open' : 'asking');
  };
  return { step, passcode, part, wasShown, wasDropped, end, hasFailedToClose, error, delivered: () => setWasShown(true), reveal, conceal, askToClose, close };
}
