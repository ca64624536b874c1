/** A history in this thread, in a temporary folder, with a clock that stands still until it is set. */
import { join } from 'node:path';
import { unpacked } from '../../main/adapters/history/packed-lines';
import { openStore } from '../../main/adapters/history/store';
import type { History } from '../../main/ports/history';
import type { Result } from '../../shared/result';
import { temporaryFolder } from './temporary';

export type TestHistory = History & {
  readonly file: string;
  /** @param instant - ISO 8601: what time it is from now on. */
  readonly setNow: (instant: string) => void;
};

/** @param file - To open again what another has left. */
export function historyStore({ now = '2026-06-01T12:00:00.000Z', file = join(temporaryFolder(), 'history.sqlite') }: { readonly now?: string; readonly file?: string } = {}): TestHistory {
  let clock = new Date(now);
  return {
    ...unpacked(openStore({ file, now: () => clock })),
    file,
    setNow: (instant) => {
      clock = new Date(instant);
    },
  };
}

/** What was answered. @throws when it was a failure: the test is about something else. */
export async function valueOf<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`not answered: ${JSON.stringify(result.error)}`);
  return result.value;
}
