import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';

type Urgency = 'polite' | 'assertive';
type Messages = Readonly<Record<Urgency, string>>;
type Announce = (message: string, urgency?: Urgency) => void;

const AnnounceContext = createContext<Announce>(() => undefined);
const MessagesContext = createContext<Messages>({ polite: '', assertive: '' });

/** Tells a screen reader what happened: outcomes politely, failures at once. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<Messages>({ polite: '', assertive: '' });
  const count = useRef(0);
  const announce = useCallback<Announce>((message, urgency = 'polite') => {
    count.current += 1;
    // The same words twice are read only when the text differs.
    setMessages((current) => ({ ...current, [urgency]: count.current % 2 ? message : `${message}\u00a0` }));
  }, []);
  const regions = useMemo(() => messages, [messages]);
  return (
    <AnnounceContext value={announce}>
      <MessagesContext value={regions}>{children}</MessagesContext>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/** The regions themselves. Each modal dialog holds a pair as well: what lies outside of it is hidden from a screen reader. */
export function LiveRegions() {
  const { polite, assertive } = use(MessagesContext);
  return (
    <>
      <div className="visually-hidden" aria-live="polite" role="status">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
