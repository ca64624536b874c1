/** Which facts somebody vouches for. What only a journal says that anyone could have written is told, and judges nothing. */
import { compareText, type Fact, journalFact, type JournalFact } from './fact';

export type Parted = { readonly vouched: readonly Fact[]; readonly doubted: readonly JournalFact[] };

/** @param facts - Of one group. What a doubted journal repeats word for word of another that is not is as good as that. */
export function parted(facts: readonly Fact[]): Parted {
  const vouched: Fact[] = [];
  const doubted: JournalFact[] = [];
  for (const fact of facts) {
    if (fact.source === 'journal' && fact.isDoubted) doubted.push(fact);
    else vouched.push(fact);
  }
  if (doubted.length === 0) return { vouched: facts, doubted };
  const said = new Set(vouched.flatMap((fact) => (fact.source === 'journal' ? [wordsOf(fact)] : [])));
  const isRepeated = (fact: JournalFact) => said.has(wordsOf(fact));
  const repeated = doubted.filter(isRepeated).map(({ desk, entry }) => journalFact(desk, entry, true));
  return { vouched: [...vouched, ...repeated], doubted: doubted.filter((fact) => !isRepeated(fact)) };
}

/** The same for the same entry, whatever order its fields came in. */
function wordsOf({ entry }: JournalFact): string {
  return JSON.stringify(entry, (_, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => compareText(one, other))) : value));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
