/** Reads the next page while the one before is being worked on: whoever reads and whoever writes sit on two threads. At most two pages are held. */
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';
import type { Place } from '../ports/history';

type Answer<T> = Promise<Result<T, AppError>>;
export type Page<T> = { readonly items: () => Answer<readonly T[]>; readonly next: Place | null };

/** @param read - The page after that place; null: the first. @param fail - Makes what is thrown when a page cannot be read. */
export async function* walkAhead<T>(read: (after: Place | null) => Answer<Page<T>>, fail: (error: AppError) => Error): AsyncGenerator<readonly T[]> {
  const valueOf = async <V>(answer: Answer<V>): Promise<V> => {
    const result = await answer;
    if (!result.ok) throw fail(result.error);
    return result.value;
  };
  for (let coming: Answer<Page<T>> | null = read(null); coming; ) {
    const { items, next }: Page<T> = await valueOf(coming);
    // Before these are unpacked: the other thread has something to do meanwhile.
    coming = next === null ? null : read(next);
    const page = await valueOf(items());
    if (page.length > 0) yield page;
  }
}
