import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { afterPaint, isLookedAt, useConcealOnLeaving } from '../hand-over/on-screen';

/** A key nobody hides goes out of sight by itself after this long: it takes longer to write down than a passcode. */
export const KEY_CONCEAL_AFTER_SECONDS = 60;

export type KeyDesk = {
  /** In this one state only, and null whenever it is hidden: each reveal brings it anew. */
  readonly key: string | null;
  /** It stood on the screen. Closed before that, nobody can open the file. */
  readonly wasSeen: boolean;
  /** The window went out of focus, so it is hidden. */
  readonly wasDropped: boolean;
  /** The main process has forgotten it. */
  readonly isGone: boolean;
  readonly error: AppError | null;
  readonly reveal: () => void;
  readonly conceal: () => void;
  /** Says that it was noted, from when on its passcodes count as handed over and the main process forgets it. */
  readonly finish: () => void;
};

/**
 * The life of the key of one encrypted PDF in the window. The main process forgets the key once it is told that it was
 * seen, so that is told when the operator is done with it: until then it can be shown again. However the dialog closes,
 * the main process learns whether the key stood on the screen.
 */
export function useKey(keyHandle: string, onFinished: () => void): KeyDesk {
  const [key, setKey] = useState<string | null>(null);
  const [wasSeen, setWasSeen] = useState(false);
  const [wasDropped, setWasDropped] = useState(false);
  const [isGone, setIsGone] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isRevealing = useRef(false);
  const isClosed = useRef(false);
  const hasFinished = useRef(false);
  const leavings = useRef(0);
  const hide = useCallback(() => setKey(null), []);
  const leaveWindow = useCallback(() => {
    leavings.current += 1;
    setKey((shown) => {
      if (shown !== null) setWasDropped(true);
      return null;
    });
  }, []);
  useDeskEvent('passcode.conceal', leaveWindow);
  useConcealOnLeaving(leaveWindow);
  useDeskEvent('passcode.forgotten', ({ handle }) => {
    if (handle !== keyHandle) return;
    hide();
    setIsGone(true);
  });
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(hide, KEY_CONCEAL_AFTER_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [key, hide]);

  const painted = useEffectEvent(() => setWasSeen(true));
  const lost = useEffectEvent(() => {
    // Nothing is told: the main process still holds the key, and it can be shown again.
    hide();
    setWasDropped(true);
  });
  useLayoutEffect(() => {
    if (key === null) return;
    return afterPaint(
      () => painted(),
      () => lost(),
    );
  }, [key]);
  const leave = useEffectEvent(() => {
    isClosed.current = true;
    if (!hasFinished.current && !isGone) void tell('runs.key-seen', { keyHandle, isShown: wasSeen });
  });
  useEffect(() => () => leave(), []);

  const reveal = () => {
    if (isRevealing.current) return;
    isRevealing.current = true;
    setWasDropped(false);
    const before = leavings.current;
    void tell('runs.reveal-key', { keyHandle }).then((reply) => {
      isRevealing.current = false;
      if (isClosed.current) return;
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      // Whoever left meanwhile has not asked for it to stand in a window that others may be looking at.
      if (leavings.current === before && isLookedAt()) setKey(reply.value.key);
      else setWasDropped(true);
    });
  };
  const finish = () => {
    if (hasFinished.current) return;
    hasFinished.current = true;
    hide();
    void tell('runs.key-seen', { keyHandle, isShown: true }).then((reply) => {
      if (isClosed.current) return;
      if (reply.ok) {
        onFinished();
        return;
      }
      // Not counted as handed over, so the passes would be revoked in the end: that must not pass unnoticed.
      hasFinished.current = false;
      setError(reply.error);
    });
  };
  return { key, wasSeen, wasDropped, isGone, error, reveal, conceal: hide, finish };
}
