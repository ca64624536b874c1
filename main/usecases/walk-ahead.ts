/** Reads the next page while the one before is being worked on: whoever reads and whoever writes sit on two threads. At most two pages are held. */
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';
import type { Place } from '../ports/history';

export type Page<T> = { readonly items: readonly T[]; readonly next: Place | null };

/** @param read - The page after that place; null: the first. @param fail - Makes what is thrown when a page cannot be read. */
export async function* walkAhead<T>(read: (after: Place | null) => Promise<Result<Page<T>, AppError>>, fail: (error: AppError) => Error): AsyncGenerator<readonly T[]> {
  let coming: Promise<Result<Page<T>, AppError>> | null = read(null);
  while (coming) {
    const page: Result<Page<T>, AppError> = await coming;
    if (!page.ok) throw fail(page.error);
    coming = page.value.next === null ? null : read(page.value.next);
    if (page.value.items.length > 0) yield page.value.items;
  }
}
