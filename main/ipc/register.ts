/**
 * The only user of `ipcMain`. For each method of the contract: who asks, then what is asked, then the call. A reply is
 * always a `Result`; what throws unexpectedly becomes `internal` with a correlation id, and its detail goes to the log.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { contract, type Handlers, type MethodName } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import { err, type Result } from '../../shared/result';
import type { Log } from '../ports/desk';
import { methodChannel } from './channels';

export type Registration = {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly handlers: Handlers;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
  readonly newId: () => string;
};

export function registerHandlers({ ipcMain, handlers, isTrusted, log, newId }: Registration): void {
  for (const name of Object.keys(contract) as readonly MethodName[]) {
    ipcMain.handle(methodChannel(name), async (event, raw: unknown): Promise<Result<unknown, AppError>> => {
      if (!isTrusted(event)) {
        log.warn('ipc.untrusted-sender', { name });
        throw new Error('untrusted sender');
      }
      const input = contract[name].input.safeParse(raw);
      if (!input.success) {
        // A property name nobody declared is the sender's text: only declared names go back.
        const paths = input.error.issues.map((issue) => issue.path.map(String).join('.'));
        return err({ kind: 'invalid-input', paths });
      }
      try {
        // The table is total by type; the compiler cannot follow one name through both tables.
        return await (handlers[name] as (value: unknown) => Promise<Result<unknown, AppError>>)(input.data);
      } catch (cause) {
        const correlationId = newId();
        log.error('ipc.handler-failed', { name, correlationId, cause });
        return err({ kind: 'internal', correlationId });
      }
    });
  }
}
