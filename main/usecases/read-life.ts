/** One life with all its facts, and what was found about it. */
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';

export async function readLife(desk: Desk, id: string): Promise<Reply<'history.life'>> {
  const [life, findings] = await Promise.all([desk.history.life(id), desk.history.findings('all')]);
  if (!life.ok) return life;
  if (!findings.ok) return findings;
  return ok({ life: life.value, findings: findings.value.filter(({ lineIds }) => lineIds.includes(id)) });
}
