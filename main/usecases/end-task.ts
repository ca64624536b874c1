/** Ends a task: its pass and every grant that was made for it. */
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';
import { endGrant } from './end-grant';
import { revokePass } from './revoke-pass';
import { grantsOfTask, taskPass } from './tasks';

/** Pass first: it opens the account. A grant that PIM does not take back yet is put off. */
export async function endTask(desk: Desk, { personId, taskId, reason }: Input<'tasks.end'>): Promise<Reply<'tasks.end'>> {
  const [pass, grants] = [await taskPass(desk, taskId, personId), await grantsOfTask(desk, taskId, personId)];
  if (!pass.ok && !grants.ok) return grants;
  const left: { what: string; error: AppError }[] = [];
  if (!pass.ok) left.push({ what: 'pass', error: pass.error });
  const passId = pass.ok ? pass.value?.pass.id : undefined;
  const revoke = () => (passId === undefined ? null : revokePass(desk, { person: null, personId, passId, ticket: null, reason }));
  let revoked = await revoke();
  let [ended, planned] = [0, 0];
  if (!grants.ok) left.push({ what: 'grants', error: grants.error });
  for (const grant of grants.ok ? grants.value : []) {
    const { scheduleId, target, how, scope } = grant;
    const result = await endGrant(desk, { personId, person: null, scheduleId, target, how, scope, reason, ticket: '', actId: null });
    if (!result.ok) left.push({ what: grant.targetName, error: result.error });
    else if (result.value.state === 'ended') ended += 1;
    else planned += 1;
  }
  // Until its grants were gone the person may have held a role that put them out of the operator's reach.
  if (revoked?.ok === false && (revoked.error.kind === 'not-permitted' || revoked.error.kind === 'refused')) revoked = await revoke();
  if (revoked?.ok === false) left.push({ what: 'pass', error: revoked.error });
  return ok({ ended, planned, passRevoked: revoked?.ok === true, left });
}
