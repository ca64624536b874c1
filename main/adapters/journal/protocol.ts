/** What the main thread and the journal's worker say to each other. Both ends are this program, so nothing is validated. */
import type { Journal } from '../../ports/journal';

export type Method = keyof Journal;

/** One call; `id` pairs it with its reply, since replies may overtake one another. */
export type Request = { readonly [M in Method]: { readonly id: number; readonly method: M; readonly args: Parameters<Journal[M]> } }[Method];

export type Reply = { readonly id: number; readonly value: unknown };

export type WorkerData = { readonly file: string };

export function perform(journal: Journal, request: Request): Promise<unknown> {
  switch (request.method) {
    case 'append':
      return journal.append(...request.args);
    case 'appendAll':
      return journal.appendAll(...request.args);
    case 'keep':
      return journal.keep(...request.args);
    case 'kept':
      return journal.kept(...request.args);
    case 'page':
      return journal.page(...request.args);
    case 'unsettled':
      return journal.unsettled(...request.args);
    case 'openActs':
      return journal.openActs(...request.args);
    case 'recent':
      return journal.recent(...request.args);
    case 'ticketOf':
      return journal.ticketOf(...request.args);
    case 'neverShown':
      return journal.neverShown(...request.args);
    case 'after':
      return journal.after(...request.args);
    case 'head':
      return journal.head(...request.args);
    case 'verify':
      return journal.verify(...request.args);
    case 'close':
      return journal.close(...request.args);
  }
}
