/** Holds the turns of several people at this desk at once, each to be given back by itself. */
import type { Desk } from './desk';

/** @returns once all are held; in the order of the keys, what gives each back. */
export function holdTurns(desk: Pick<Desk, 'inTurn'>, keys: readonly string[]): Promise<readonly (() => void)[]> {
  return Promise.all(
    keys.map(
      (key) =>
        new Promise<() => void>((held) => {
          void desk.inTurn(key, () => new Promise<void>((release) => held(release)));
        }),
    ),
  );
}
