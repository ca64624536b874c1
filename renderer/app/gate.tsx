import { useState } from 'react';
import { type SignedIn, SignedInProvider, useSession } from '../bridge/session';
import { useMethod } from '../bridge/use-method';
import { Frame } from './frame';
import { SignedOut } from './signed-out';
import { SigningIn } from './signing-in';

/**
 * Shows the app to somebody who is signed in and the door to everybody else. Whoever has to sign in again while at
 * work keeps their view: nothing typed is lost for it.
 */
export function Gate({ version }: { readonly version: string }) {
  const { session, setSession } = useSession();
  const signIn = useMethod('session.sign-in');
  const openDemo = useMethod('session.open-demo');
  const [isReadOnly, setIsReadOnly] = useState(false);
  const [resumed, setResumed] = useState(session.status === 'signed-in' ? deskOf(session) : null);
  const [atWork, setAtWork] = useState<SignedIn | null>(session.status === 'signed-in' ? session : null);

  if (session.status === 'signed-in' && session !== atWork) setAtWork(session);
  if (session.status === 'signed-out' && atWork !== null) {
    setAtWork(null);
    setResumed(null);
  }

  if (session.status === 'signed-out') {
    return (
      <SignedOut
        setup={session.setup}
        isBusy={signIn.isPending || openDemo.isPending}
        error={signIn.error ?? openDemo.error}
        isReadOnly={isReadOnly}
        onReadOnly={setIsReadOnly}
        onSignIn={() => {
          openDemo.reset();
          signIn.send({ isReadOnly }, setSession);
        }}
        onOpenDemo={() => {
          signIn.reset();
          openDemo.send({ isReadOnly }, setSession);
        }}
      />
    );
  }
  const shown = session.status === 'signed-in' ? session : atWork;
  if (!shown) return <SigningIn />;
  return (
    // A new operator or tenant starts with a clean desk, and so does somebody who may act no more.
    <SignedInProvider session={shown} key={deskOf(shown)}>
      <Frame version={version} isSigningInAgain={session.status === 'signing-in'} isResumed={deskOf(shown) === resumed} />
    </SignedInProvider>
  );
}

const deskOf = ({ tenant, operator, readOnly }: SignedIn) => `${tenant.id} ${operator.id} ${readOnly === null ? 'acts' : 'reads'}`;
