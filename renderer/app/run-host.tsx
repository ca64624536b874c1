import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { lazily } from '../ui/lazily';
import { ShowRunProvider } from '../ui/show-run';

const RunDialog = lazily(async () => (await import('../acts/run/run-dialog')).RunDialog);

/** What a run changes, and so has to be read again. */
const TOUCHED: ReadonlySet<unknown> = new Set(['people.read', 'passes.life', 'passes.candidates', 'grants.of', 'grants.list', 'contractors.list', 'contractors.read', 'app.notices']);

/** Holds the dialog of the present run, which a notice and the button at the side of the window open. */
export function RunHost({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [isShown, setIsShown] = useState(false);
  const close = () => {
    setIsShown(false);
    void client.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.has(queryKey[0]) });
  };
  return (
    <ShowRunProvider onShow={() => setIsShown(true)}>
      {children}
      <Suspense>{isShown && <RunDialog start={null} onClose={close} />}</Suspense>
    </ShowRunProvider>
  );
}
