import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import type { SessionState } from '../../shared/ipc/contract';
import { useDeskEvent } from './use-desk-event';

export type SignedIn = Extract<SessionState, { status: 'signed-in' }>;

type SessionValue = { readonly session: SessionState; readonly setSession: (session: SessionState) => void };
const SessionContext = createContext<SessionValue | null>(null);
const SignedInContext = createContext<SignedIn | null>(null);

const ownerOf = (session: SessionState) => (session.status === 'signed-in' ? `${session.tenant.id} ${session.operator.id}` : null);

/** Who is signed in, as the main process last said. What one operator or tenant was shown is dropped for the next. */
export function SessionProvider({ start, children }: { readonly start: SessionState; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [session, setState] = useState(start);
  const [owner, setOwner] = useState(ownerOf(start));

  const setSession = (next: SessionState) => {
    const nextOwner = ownerOf(next);
    // While the browser is open nobody has left yet: the same operator may come back.
    if (next.status !== 'signing-in' && nextOwner !== owner) {
      client.clear();
      setOwner(nextOwner);
    }
    setState(next);
  };
  useDeskEvent('session.changed', setSession);

  return <SessionContext value={{ session, setSession }}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = use(SessionContext);
  if (!value) throw new Error('useSession outside of SessionProvider');
  return value;
}

export function SignedInProvider({ session, children }: { readonly session: SignedIn; readonly children: ReactNode }) {
  return <SignedInContext value={session}>{children}</SignedInContext>;
}

/** Whether a sign-in from here must stay what it was: somebody who chose to read only is not asked for more by signing in again. */
export function useSignInAs(): { readonly isReadOnly: boolean } {
  const { session } = useSession();
  const atWork = use(SignedInContext);
  const present = session.status === 'signed-in' ? session : atWork;
  return { isReadOnly: present?.readOnly === 'chosen' };
}

/** The operator and the tenant, for views that only exist while somebody is signed in. */
export function useSignedIn(): SignedIn {
  const value = use(SignedInContext);
  if (!value) throw new Error('useSignedIn outside of SignedInProvider');
  return value;
}
