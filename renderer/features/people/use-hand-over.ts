import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';

/** A passcode nobody hides goes out of sight by itself after this long. */
export const CONCEAL_AFTER_SECONDS = 30;

export type HandOverDesk = {
  /** `asking`: closing now would revoke the pass. `gone`: the main process has forgotten the passcode. */
  readonly step: 'open' | 'asking' | 'closing' | 'gone';
  /** In this one state only, and null whenever it is hidden: each reveal brings it anew. */
  readonly passcode: string | null;
  readonly wasShown: boolean;
  readonly wasRevoked: boolean;
  readonly error: AppError | null;
  readonly reveal: () => void;
  readonly conceal: () => void;
  readonly askToClose: () => void;
  readonly close: () => void;
};

/** The life of one passcode in the window. Closing, navigating and unmounting all end it in the main process as well. */
export function useHandOver(handle: string, onClosed: (revoked: boolean) => void): HandOverDesk {
  const [step, setStep] = useState<HandOverDesk['step']>('open');
  const [passcode, setPasscode] = useState<string | null>(null);
  const [wasShown, setWasShown] = useState(false);
  const [wasRevoked, setWasRevoked] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isClosed = useRef(false);
  const isRevealing = useRef(false);
  const conceal = useCallback(() => setPasscode(null), []);

  useDeskEvent('passcode.conceal', conceal);
  useDeskEvent('passcode.forgotten', (forgotten) => {
    if (forgotten.handle !== handle) return;
    isClosed.current = true;
    setPasscode(null);
    setWasRevoked(forgotten.revoked);
    setStep('gone');
  });
  useConcealOnLeaving(conceal);
  useEffect(() => {
    if (passcode === null) return;
    const timer = setTimeout(conceal, CONCEAL_AFTER_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [passcode, conceal]);

  const leave = useEffectEvent(() => {
    if (isClosed.current) return;
    isClosed.current = true;
    void tell('passcode.close', { handle });
  });
  useEffect(() => () => leave(), []);

  const reveal = () => {
    if (isRevealing.current) return;
    isRevealing.current = true;
    setStep('open');
    void tell('passcode.reveal', { handle }).then((reply) => {
      isRevealing.current = false;
      if (isClosed.current) return;
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      setPasscode(reply.value.passcode);
      setWasShown(true);
    });
  };
  const close = () => {
    setPasscode(null);
    if (isClosed.current) {
      onClosed(wasRevoked);
      return;
    }
    isClosed.current = true;
    setStep('closing');
    void tell('passcode.close', { handle }).then((reply) => {
      if (reply.ok) {
        onClosed(reply.value.revoked);
        return;
      }
      // The second Done closes the dialog: what could not be done is said here and stays visible in the panel.
      setError(reply.error);
      setStep('open');
    });
  };
  const askToClose = () => {
    if (step === 'closing') return;
    if (wasShown || isClosed.current) close();
    else if (step === 'asking') setStep('open');
    else setStep('asking');
  };
  return { step, passcode, wasShown, wasRevoked, error, reveal, conceal, askToClose, close };
}

function useConcealOnLeaving(conceal: () => void): void {
  useEffect(() => {
    const whenHidden = () => document.visibilityState === 'hidden' && conceal();
    window.addEventListener('blur', conceal);
    document.addEventListener('visibilitychange', whenHidden);
    return () => {
      window.removeEventListener('blur', conceal);
      document.removeEventListener('visibilitychange', whenHidden);
    };
  }, [conceal]);
}
