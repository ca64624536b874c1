/** What the main thread and the history's worker say to each other. Both ends are this program, so nothing is validated. */
import type { History } from '../../ports/history';

export type Method = keyof History;

/** A record, not a list: a method that is missing does not compile. */
export const METHODS: Readonly<Record<Method, true>> = {
  takeEntries: true, takeAudits: true, takeSignIns: true, takeSeen: true, takenThrough: true, dropDesk: true, marks: true, takeAuditsWithMark: true,
  takeSignInsWithMark: true, forgetBefore: true, page: true, count: true, walk: true, walkLives: true, life: true, lineOf: true, charts: true,
  facets: true, lookForFindings: true, findings: true, finding: true, openPasses: true, close: true,
};

/** One call; `id` pairs it with its reply, since replies may overtake one another. */
export type Request = { readonly id: number; readonly method: Method; readonly args: readonly unknown[] };
export type Reply = { readonly id: number; readonly value: unknown };
export type WorkerData = { readonly file: string };

export function perform(history: History, { method, args }: Request): Promise<unknown> {
  // Paired by `call` in history.ts, where name and arguments are one type.
  const called = history[method] as (...values: readonly unknown[]) => Promise<unknown>;
  return called(...args);
}
