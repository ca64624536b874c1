import type { Desk } from './desk';

/** The answer, or `late` once that many milliseconds have passed without one. What comes after is thrown away. */
export function inTime<T, L>(desk: Pick<Desk, 'wait'>, milliseconds: number, answer: Promise<T>, late: L): Promise<T | L> {
  return Promise.race([answer, desk.wait(milliseconds).then(() => late)]);
}
