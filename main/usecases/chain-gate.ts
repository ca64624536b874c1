/**
 * Whether the chain lets somebody be given access. Reading always works, and so does whatever takes access away: a thief of the
 * journal must not be able to keep a stolen pass alive by breaking it.
 */
import type { AppErrorOf } from '../../shared/errors';
import type { JournalAction } from '../../shared/domain/journal-entry';
import type { JournalUnavailable } from '../ports/journal';
import { checkChain } from './check-chain';
import type { Desk } from './desk';
import type { Act } from './record';

const GIVES: ReadonlySet<JournalAction> = new Set<JournalAction>(['pass.issue', 'grant.make', 'grant.extend']);

/** Waits for the first verification since the desk opened, and makes it where none came to a verdict. @returns why none of these acts may begin; null when they may. */
export async function brokenFor(desk: Desk, acts: readonly Pick<Act, 'action' | 'detail'>[]): Promise<AppErrorOf<'journal-broken'> | JournalUnavailable | null> {
  if (!acts.some(({ action, detail }) => GIVES.has(action) || (action === 'run.begin' && detail.runKind === 'issue'))) return null;
  await desk.memory.chainChecked;
  if (desk.memory.chain === null) {
    // A chain that nobody could verify is not a whole one: whoever holds the file locked must not open the gate by it.
    const verdict = await checkChain(desk);
    if (!verdict.ok) return verdict.error;
  }
  const { chain } = desk.memory;
  // What an administrator accepted is no break any more, and anything behind it is another: see AcceptedBreak.
  if (chain?.state !== 'broken' || desk.policy.state !== 'in-force' || desk.policy.rules.journal.whenBroken === 'go-on') return null;
  return { kind: 'journal-broken', firstBadSeq: chain.firstBadSeq, problem: chain.problem };
}
