import type { Page } from '@playwright/test';
import { EVERYTHING } from '../../shared/domain/history/history-filter';
import type { Bridge } from '../../shared/ipc/contract';

/** What the journal says about its newest lives, newest line first: only once it says that a passcode was shown does it count as seen. */
export const newestActions = ({ page }: { readonly page: Page }): Promise<readonly string[]> =>
  page.evaluate(async (filter) => {
    const { desk } = window as unknown as { readonly desk: Bridge };
    // Replies with many rows come as text.
    const told = (reply: unknown): unknown => (typeof reply === 'string' ? JSON.parse(reply) : reply);
    const list = told(await desk.call('history.page', { filter, from: 0, asOf: null })) as Awaited<ReturnType<typeof desk.call<'history.page'>>>;
    const lives = await Promise.all((list.ok ? list.value.lines.slice(0, 3) : []).map(({ id }) => desk.call('history.life', { id })));
    const events = lives.flatMap((reply) => (reply.ok ? (reply.value.life?.events ?? []) : []));
    return events.flatMap((event) => (event.source === 'journal' ? [event.entry] : [])).sort((one, other) => other.seq - one.seq).slice(0, 3).map(({ action }) => action);
  }, EVERYTHING);
