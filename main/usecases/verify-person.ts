/**
 * Notes how the operator made sure who is calling. It is kept in memory under the person, stamped with this desk's clock,
 * and goes into the journal with the pass that it carries; without a pass it says nothing about anybody.
 */
import type { Input, Reply } from '../../shared/ipc/contract';
import { type Verification, verificationOptions, verificationProblem } from '../../shared/domain/verification';
import { limitsOf } from '../../shared/domain/preflight';
import { err, ok } from '../../shared/result';
import type { Desk } from './desk';
import { readPassFacts } from './read-pass-facts';
import type { Act } from './record';

export async function verifyPerson(desk: Desk, { personId, kind, against, againstId }: Input<'verification.record'>): Promise<Reply<'verification.record'>> {
  const judged = await readPassFacts(desk, personId, null);
  if (!judged.ok) return judged;
  const { facts, rules } = judged.value;
  const now = desk.clock.now();
  const { limits } = limitsOf(facts, rules);
  // What is on file is named by its own label: the journal must not say what the window made up.
  const onFile = verificationOptions(facts, limits, now).find((option) => option.kind === kind)?.choices?.find(({ id }) => id === againstId);
  const verification = { id: desk.newId(), kind, against: onFile?.label ?? against, againstId, at: now.toISOString() };
  const problem = verificationProblem(verification, facts, limits, now);
  if (problem) return err({ kind: 'limits', problems: [problem] });
  desk.memory.verifications.set(personId.toLowerCase(), verification);
  return ok(verification);
}

/** How the caller, or a list, was verified, as the journal's line of a pass says it. */
export function verificationDetail(desk: Desk, verification: Omit<Verification, 'id'> | null): Act['detail'] {
  return {
    verificationKind: verification?.kind ?? null,
    verificationAgainst: verification?.against ?? null,
    verificationAgainstId: verification?.againstId ?? null,
    verifiedAt: verification?.at ?? null,
    verifiedBy: verification ? desk.operator.userPrincipalName : null,
  };
}
