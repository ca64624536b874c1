/**
 * Turns for calls on folders. A call on a dead share cannot be called back: it holds one of the four threads that do all the file
 * work of this process, and look up all names, until the share answers. So one place has one such call at a time, and all places
 * together leave threads to everybody else.
 */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** @param atOnce - What is above it waits until another call has ended, however long that takes. */
export function createTurns(atOnce: number): Turns {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((begin) => void waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
