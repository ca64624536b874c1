import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { type AccessWish, EndAccessProvider } from '../ui/end-access';
import { lazily } from '../ui/lazily';

const EndAccessDialog = lazily(async () => (await import('../features/access/end-access-dialog')).EndAccessDialog);
const GiveUpDialog = lazily(async () => (await import('../features/access/give-up-dialog')).GiveUpDialog);

/** What ending access changes, and so has to be read again. */
const TOUCHED: ReadonlySet<unknown> = new Set(['people.read', 'passes.life', 'grants.of', 'grants.list', 'contractors.list', 'contractors.read', 'app.notices']);

/** Holds the dialog of the one act that several views and a notice can begin. */
export function EndAccessHost({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [wish, setWish] = useState<AccessWish | null>(null);
  const close = (wasSent: boolean) => {
    setWish(null);
    if (!wasSent) return;
    void client.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.has(queryKey[0]) });
    if (wish?.kind === 'end') wish.onSent?.();
  };
  return (
    <EndAccessProvider onWish={setWish}>
      {children}
      <Suspense>
        {wish?.kind === 'give-up' && <GiveUpDialog act={wish.act} onClose={close} />}
        {(wish?.kind === 'end' || wish?.kind === 'resume') && <EndAccessDialog wish={wish} onClose={close} />}
      </Suspense>
    </EndAccessProvider>
  );
}
