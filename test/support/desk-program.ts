/** The program in a desk's process: does what it is told by whoever holds the process (desk-process.ts), and ends with it. */
import { contract, type MethodName } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { HostedDesk } from './desk-host';
import { type FromDesk, type Reply, type ToDesk, wordsOf } from './desk-messages';

/** Resolves once the message is on its way: what somebody was told must not be lost with the process. */
function send(message: FromDesk<unknown>): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}

/** What is said in one run only. Resolves once it is on its way. */
export const tellOwn = (what: unknown): Promise<void> => send({ kind: 'own', what });

const failed = (cause: unknown): void => void send({ kind: 'failed', what: wordsOf(cause) });

/** @param onOwn - What is asked in one run only. */
export function obey({ session, handlers }: HostedDesk, onOwn: (what: unknown) => void = () => undefined): void {
  /** As the registrar does: the input is checked against the contract first. */
  const answer = async (name: string, raw: unknown): Promise<Reply> => {
    const method = name as MethodName;
    const input = contract[method].input.safeParse(raw);
    if (!input.success) return { ok: false, error: { kind: 'invalid-input' } };
    return handlers[method](input.data as never);
  };
  const open = async (): Promise<void> => {
    await session.openDemo(false);
    // The first question opens the desk, and what the last run left open is settled before it is answered.
    await session.read(async () => ok(null));
    await send({ kind: 'ready' });
  };

  process.on('message', (message: ToDesk<unknown>) => {
    switch (message.kind) {
      case 'open':
        open().catch(failed);
        return;
      case 'call':
        answer(message.name, message.input).then((reply) => send({ kind: 'reply', id: message.id, reply })).catch(failed);
        return;
      case 'leave':
        void session.shutDown().then(() => process.exit(0), failed);
        return;
      case 'own':
        onOwn(message.what);
    }
  });
  process.on('disconnect', () => process.exit(1));
  process.on('unhandledRejection', failed);
}
