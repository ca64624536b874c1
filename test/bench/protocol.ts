/** What the measuring program and the process it measures say to each other over process IPC. Plain JSON, known to both. */

export type ToMeasured =
  /** The loop that every script uses: the official client, one create after another. */
  | { readonly kind: 'loop'; readonly ids: readonly string[] }
  /** Opens a desk, plans a run for these people and carries it out. */
  | { readonly kind: 'run'; readonly ids: readonly string[]; readonly isMemoryWatched: boolean; /** Between dry run and start it says `planned` and waits for `go`. */ readonly isHeld: boolean }
  | { readonly kind: 'go' };

/** Bytes. */
export type MemoryFacts = {
  /** Heap in use after a collection, the desk being open and nothing planned. */
  readonly heapBefore: number;
  /** The same with the dry run in hand. */
  readonly heapPlanned: number;
  /** The largest of those taken after a collection while the run went on, and at its end with every passcode in hand. */
  readonly heapAtPeak: number;
  readonly residentBefore: number;
  readonly residentAtPeak: number;
};

/** Times in ms. */
export type RunFacts = {
  readonly planMs: number;
  /** From `runs.start` until nothing of the run is under way any more. */
  readonly runMs: number;
  /** Instants of its beginning, epoch ms. */
  readonly startedAt: number;
  readonly done: number;
  /** By the kind of what went wrong, or the rule that left somebody out. */
  readonly others: Readonly<Record<string, number>>;
  /** Time the process spent computing, of all its threads. */
  readonly cpuMs: number;
  /** Longest that its event loop was not free. */
  readonly longestStallMs: number;
  readonly memory: MemoryFacts | null;
};

export type FromMeasured = { readonly kind: 'planned' } | { readonly kind: 'looped'; readonly loopMs: number } | { readonly kind: 'ran'; readonly facts: RunFacts } | { readonly kind: 'failed'; readonly what: string };
