/**
 * Issues a pass to a person. The intent is on disk before Graph is called; whatever happens after it, the next start
 * can settle it. The passcode goes into the vault first: nothing that fails later can lose it.
 */
import { issueProblems } from '../../shared/domain/issue-limits';
import { canStillOpen, expiryOf, type Pass, type PassPolicy } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { conclude, failureDetail, intend, type Act } from './record';
import { settleIssue } from './settle-issue';

type Person = NonNullable<Act['person']>;
type Allowed = { readonly person: Person; readonly before: Pass | null };

/** Reads what decides, fresh from Graph, and applies the limits the form applied as well. */
async function checkIssue(desk: Desk, input: Input<'passes.issue'>): Promise<Result<Allowed, AppError>> {
  const [person, policy, current] = await Promise.all([
    desk.directory.readForIssue(input.personId),
    desk.passes.policy(),
    desk.passes.current(input.personId),
  ]);
  if (!person.ok) return person;
  if (!policy.ok) return policy;
  if (!current.ok) return current;

  const known: PassPolicy | null = policy.value.known ? policy.value.value : null;
  const now = desk.clock.now();
  const problems = issueProblems(input, { policy: known, person: person.value, operatorId: desk.operator.id, now });
  if (problems.length > 0) return err({ kind: 'limits', problems });

  const before = current.value;
  if (before !== null && before.id !== input.replacesPassId && canStillOpen(before, now)) {
    return err({ kind: 'pass-exists', passId: before.id, expiresAt: expiryOf(before).toISOString() });
  }
  return ok({ person: person.value, before });
}

export async function issuePass(desk: Desk, input: Input<'passes.issue'>): Promise<Reply<'passes.issue'>> {
  if (!desk.tenant.passesAvailable) return err({ kind: 'passes-not-in-cloud' });
  const allowed = await checkIssue(desk, input);
  if (!allowed.ok) return allowed;
  const { person, before } = allowed.value;

  const { personId, lifetimeInMinutes, isUsableOnce, startDateTime } = input;
  const requested: NewPass = { personId, lifetimeInMinutes, isUsableOnce, startDateTime };
  const act: Act = {
    action: 'pass.issue',
    person,
    ticket: input.ticket.trim(),
    reason: input.reason.trim(),
    detail: { lifetimeInMinutes, isUsableOnce, startDateTime, replacesPassId: before?.id ?? null },
  };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const intentId = intent.value.id;

  const issued = await desk.passes.create(requested);
  if (!issued.ok) {
    if (issued.error.kind === 'outcome-unknown') return settleIssue(desk, act, intent.value, { requested, before, error: issued.error });
    await conclude(desk, act, intentId, { result: 'failed', detail: failureDetail(issued.error) });
    return issued;
  }

  const { pass, passcode, requestId } = issued.value;
  const kept = desk.vault.keep(passcode, { person, passId: pass.id, intentId, ticket: act.ticket });
  await conclude(desk, act, intentId, { result: 'succeeded', detail: { passId: pass.id, expiresAt: expiryOf(pass).toISOString(), requestId } });
  return ok({ handle: kept.handle, keptUntil: new Date(kept.keptUntil).toISOString(), pass });
}
