import type { AppErrorOf } from '../../../shared/errors';

/** Why a file could not be written, from the file system's error code; nothing else of the error is told. */
export function exportFailure(cause: unknown): AppErrorOf<'export-failed'> {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'export-failed', reason: 'full' };
  return { kind: 'export-failed', reason: code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'denied' : 'other' };
}
