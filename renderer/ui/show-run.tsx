import { createContext, type ReactNode, use } from 'react';

const ShowRunContext = createContext<(() => void) | null>(null);

/** A run goes on behind every view; the frame holds the one dialog that shows it. */
export function ShowRunProvider({ onShow, children }: { readonly onShow: () => void; readonly children: ReactNode }) {
  return <ShowRunContext value={onShow}>{children}</ShowRunContext>;
}

/** Opens the dialog with the present run, in whatever state it is. */
export function useShowRun(): () => void {
  const value = use(ShowRunContext);
  if (!value) throw new Error('useShowRun outside of ShowRunProvider');
  return value;
}
