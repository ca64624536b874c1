/** The life of the newest pass this desk issued to one person, with everything that can tell: journal, Graph, methods, sign-ins. */
import { passLife } from '../../shared/domain/pass-life';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';
import { issueOf, longestAgo } from './list-passes';

export async function followPass(desk: Desk, personId: string): Promise<Reply<'passes.life'>> {
  const lines = await desk.journal.recent({
    actions: ['pass.issue', 'pass.revoke', 'passcode.show', 'pass.copy', 'pass.print', 'pass.mail'],
    since: longestAgo(desk),
    personId,
  });
  if (!lines.ok) return lines;
  if (issueOf(lines.value, { known: true, value: null }) === null) return ok({ life: null });
  const current = await desk.passes.current(personId);
  if (!current.ok) return current;
  const pass = { known: true as const, value: current.value };
  const issue = issueOf(lines.value, pass);
  if (issue === null) return ok({ life: null });
  const [methods, signIns] = await Promise.all([desk.directory.methodsOf([personId]), desk.audits.signInsOf(personId, issue.at)]);
  const gap = { known: false as const, because: 'failed' as const, needs: null };
  return ok({
    life: passLife({
      issue,
      since: lines.value.filter(({ seq }) => seq > issue.seq),
      pass,
      methods: methods.ok ? (Object.values(methods.value)[0] ?? gap) : gap,
      signIns: signIns.ok ? signIns.value : gap,
      now: desk.clock.now(),
    }),
  });
}
