/** Tells the person by mail, without the passcode, that a pass was made, where the desk policy says so. Never holds up the hand-over. */
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import { actAbout } from './hand-over';
import { noticeLetter } from './letters';
import { conclude, endingOf, intend } from './record';
import { err, ok, type Result } from '../../shared/result';
import type { AppError } from '../../shared/errors';

export async function tellPerson(desk: Desk, handle: string): Promise<Result<null, AppError>> {
  const kept = desk.vault.about(handle);
  return kept ? tellAbout(desk, kept) : ok(null);
}

export async function tellAbout(desk: Desk, kept: Kept): Promise<Result<null, AppError>> {
  if (!kept.delivery.tellPerson) return ok(null);
  const read = await desk.directory.readPassFacts(kept.person.id, desk.operator.id, 1);
  const mail = read.ok ? read.value.person.mail : null;
  const act = actAbout('pass.tell-person', kept, { to: mail });
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  if (mail === null) {
    await conclude(desk, act, intent.value.id, { result: 'failed', detail: { failure: read.ok ? 'no mail address' : read.error.kind } });
    return err({ kind: 'not-found', what: 'person', requestId: '' });
  }
  const sent = await desk.mailer.send(noticeLetter(kept, mail));
  await conclude(desk, act, intent.value.id, endingOf(sent, ({ requestId }) => ({ requestId })));
  return sent.ok ? ok(null) : sent;
}
