/**
 * What is stored by key, and what a replica that lags behind still says of it.
 *
 * Graph's reads are eventually consistent. Here two replicas answer, request by request: one that knows everything, and
 * one that hears of a change only after the delay. The first read after a change meets the one that lags, so that a
 * caller who trusts a single read is always caught. Source: Graph, "Advanced query capabilities".
 */
type Version<T> = { readonly since: number; readonly value: T | undefined };

export class Replicas<T> {
  readonly #delayMs: number;
  /** Oldest first; of what is settled only the newest. */
  readonly #versions = new Map<string, readonly Version<T>[]>();
  /** How often each route has read an entry since it changed. */
  readonly #turns = new Map<string, Map<string, number>>();

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  /** The truth. */
  get(key: string): T | undefined {
    return this.#versions.get(key)?.at(-1)?.value;
  }

  all(): readonly T[] {
    return [...this.#versions.values()].flatMap((versions) => versions.at(-1)?.value ?? []);
  }

  /** @param value - Undefined takes the entry away. */
  set(key: string, value: T | undefined, at: Date): void {
    const since = at.getTime();
    const known = this.#versions.get(key) ?? [];
    this.#versions.set(key, [...known.slice(Math.max(0, this.#settledIn(known, since))), { since, value }]);
    this.#turns.delete(key);
  }

  /** @param route - Reads by different routes take turns apart from each other. */
  read(key: string, route: string, at: Date): T | undefined {
    const versions = this.#versions.get(key) ?? [];
    const settled = this.#settledIn(versions, at.getTime());
    if (settled === versions.length - 1) return versions[settled]?.value;
    const turns = this.#turns.get(key) ?? new Map<string, number>();
    const turn = turns.get(route) ?? 0;
    this.#turns.set(key, turns.set(route, turn + 1));
    return turn % 2 === 0 ? versions[settled]?.value : versions.at(-1)?.value;
  }

  /** Index of the newest version every replica has heard of; -1 when there is none. */
  #settledIn(versions: readonly Version<T>[], now: number): number {
    if (this.#delayMs <= 0) return versions.length - 1;
    return versions.filter(({ since }) => since + this.#delayMs <= now).length - 1;
  }
}
