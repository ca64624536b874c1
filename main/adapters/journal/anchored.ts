/**
 * Holds a chain, entry by entry, against heads that were noted off this machine. Pure.
 *
 * Every head is believed: one that disagrees is never outvoted by others, newer ones in particular, since whoever rewrote a
 * journal goes on anchoring it. Of two heads that contradict one another at least one disagrees with the journal, so the journal
 * is called rewritten: which of the two was forged cannot be told from here, and stopping is the safe side. Nor does a head that
 * goes on beyond the one that disagrees say where the rewriting began: it may have been noted after it.
 */
import type { AnchoredHead } from '../../../shared/domain/anchor';

/** What one head says: from `from` on the first digits of each hash, at `seq` the whole of it. */
type Span = { readonly from: number; readonly seq: number; readonly hash: string; readonly links: readonly string[] };

export type Comparison = {
  /** To be asked for every entry from 1 on, in order, until one does not agree. True where no head says anything of it. */
  readonly agrees: (seq: number, hash: string) => boolean;
  /** The last entry of which a head said something, and agreed; null before any. */
  readonly agreedSeq: () => number | null;
  /** When an entry does not agree: the first that may already be another than it was. */
  readonly firstDoubtful: () => number;
  /** The last entry of which any head knows; 0: none. */
  readonly lastKnown: number;
};

export function compareWith(anchors: readonly AnchoredHead[]): Comparison {
  const spans = anchors.map(spanOf).sort((one, other) => one.from - other.from);
  // A head of the empty journal agrees with any.
  let agreed: number | null = spans[0]?.seq === 0 ? 0 : null;
  let next = spans.findIndex(({ seq }) => seq > 0);
  if (next < 0) next = spans.length;
  let current: readonly Span[] = [];
  /** The last head that agreed as a whole. */
  let ended = 0;
  let firstDoubtful = 1;

  return {
    agrees: (seq, hash) => {
      for (let span = spans[next]; span && span.from <= seq; span = spans[next]) {
        current = [...current, span];
        next += 1;
      }
      if (current.length === 0) return true;
      const against = current.filter((span) => !hash.startsWith(saidOf(span, seq)));
      if (against.length > 0) {
        firstDoubtful = against.some(({ from }) => from < seq) ? seq : ended + 1;
        return false;
      }
      if (current.some((span) => span.seq === seq)) {
        current = current.filter((span) => span.seq > seq);
        ended = seq;
      }
      agreed = seq;
      return true;
    },
    agreedSeq: () => agreed,
    firstDoubtful: () => firstDoubtful,
    lastKnown: spans.reduce((last, { seq }) => Math.max(last, seq), 0),
  };
}

function saidOf({ from, seq, hash, links }: Span, at: number): string {
  return at === seq ? hash : (links[at - from] ?? '');
}

/** Links that do not end with the head's own hash were damaged on their way, and are left out: the hash counts. */
function spanOf({ seq, hash, links }: AnchoredHead): Span {
  const isWhole = links.length > 0 && links.length <= seq && hash.startsWith(links.at(-1) ?? '-');
  return isWhole ? { from: seq - links.length + 1, seq, hash, links } : { from: seq, seq, hash, links: [] };
}
