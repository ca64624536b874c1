import { Button } from '@fluentui/react-components';
import { createContext, type ReactNode, use } from 'react';
import type { OpenAccessAct } from '../../shared/domain/end-access';
import type { OpenPerson } from './navigation';

/** Whose access is to end, or which act that was begun is gone on with or given up. */
export type AccessWish =
  | { readonly kind: 'end'; readonly people: readonly OpenPerson[]; /** Called once something was sent, however it went. */ readonly onSent?: () => void }
  | { readonly kind: 'resume'; readonly act: OpenAccessAct }
  | { readonly kind: 'give-up'; readonly act: OpenAccessAct };

const EndAccessContext = createContext<((wish: AccessWish) => void) | null>(null);

/** Several views end access; the frame holds the one dialog in which it is done. */
export function EndAccessProvider({ onWish, children }: { readonly onWish: (wish: AccessWish) => void; readonly children: ReactNode }) {
  return <EndAccessContext value={onWish}>{children}</EndAccessContext>;
}

/** Opens the dialog; nothing is sent before the operator says so in it. */
export function useEndAccess(): (wish: AccessWish) => void {
  const value = use(EndAccessContext);
  if (!value) throw new Error('useEndAccess outside of EndAccessProvider');
  return value;
}

/** The button beside a person's name. */
export function EndAccessButton({ person }: { readonly person: OpenPerson }) {
  const endAccess = useEndAccess();
  const { id, displayName, userPrincipalName } = person;
  return <Button onClick={() => endAccess({ kind: 'end', people: [{ id, displayName, userPrincipalName }] })}>End access</Button>;
}
