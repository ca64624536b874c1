import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';

/** What the journal's last three lines are about, newest first: only once it says that a passcode was shown does it count as seen. */
export const newestActions = ({ page }: { readonly page: Page }): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const reply = await (window as unknown as { readonly desk: Bridge }).desk.call('journal.page', { query: '', beforeSeq: null });
    return reply.ok ? reply.value.entries.slice(0, 3).map(({ action }) => action) : [];
  });
