/** Writes bytes that are sealed already to a file that the operator chose. */
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import { writeWhole } from './atomic-file';
import { exportFailure } from './export-failure';

/** @param file - Replaced when it exists. When anything fails it is as it was before, and nothing lies beside it. */
export async function saveSealed(file: string, bytes: Uint8Array): Promise<Result<null, AppErrorOf<'export-failed'>>> {
  try {
    await writeWhole(file, (handle) => handle.writeFile(bytes));
    return ok(null);
  } catch (cause) {
    return err(exportFailure(cause));
  }
}
