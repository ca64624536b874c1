/**
 * Reads the desk policy. Fails closed: whatever is wrong with a file that is there makes it `broken`, never `absent`,
 * because `absent` means built-in defaults.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { TenantPlace } from '../../../shared/desk-policy';
import type { AppErrorOf } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { DeskPolicyReading, DeskPolicySource } from '../../ports/desk';
import { ownershipProblem } from './desk-policy-file';
import { readDeskPolicyText, type TextProblem } from './desk-policy-text';
import { windowsOwnershipProblem } from './windows-ownership';

export { deskPolicyFile } from './desk-policy-file';

/** Largest file read, bytes (1 MiB): far beyond any policy. */
const SIZE_MAXIMUM = 1_048_576;
/** Opening a pipe would otherwise wait for somebody to write into it. Windows has no such flag. */
const NO_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

const OWNERSHIP = process.platform === 'win32' ? windowsOwnershipProblem : ownershipProblem;

export type DeskPolicyOptions = {
  readonly file: string;
  /** True for the machine-wide file; false for one named on the command line of a run from source. */
  readonly mustBeAdministratorOwned: boolean;
  /** Null when only an administrator could have written the file, else a sentence without its full stop. Another in tests. */
  readonly ownership?: (file: string) => string | null;
};

export function createDeskPolicySource({ file, mustBeAdministratorOwned, ownership = OWNERSHIP }: DeskPolicyOptions): DeskPolicySource {
  // A file that others may write must not decide where one signs in, so only what comes after the check of its owner says the place.
  const broken = ({ line, column, rule, problem }: TextProblem, place: TenantPlace | null = null): DeskPolicyReading => {
    const error: AppErrorOf<'desk-policy-broken'> = { kind: 'desk-policy-broken', file, line, column, rule, problem };
    return { state: 'broken', file, error, place };
  };
  return {
    read: () => {
      try {
        if (isAbsent(file)) return { state: 'absent', file };
        const owned = mustBeAdministratorOwned ? ownership(file) : null;
        if (owned !== null) return broken(aboutFile(`${owned}.`));
        const text = readText(file);
        if (!text.ok) return broken(aboutFile(text.error));
        const policy = readDeskPolicyText(text.value);
        return policy.ok ? { state: 'present', file, policy: policy.value } : broken(policy.error, policy.error.place);
      } catch (cause) {
        return broken(aboutFile(sentenceFor(cause)));
      }
    },
  };
}

const aboutFile = (problem: string): TextProblem => ({ line: 1, column: 1, rule: '', problem });

/** Absent is only what is not there at all; a link that leads nowhere is something somebody put there. */
function isAbsent(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) === undefined;
  } catch (cause) {
    if (codeOf(cause) === 'ENOTDIR') return true;
    throw cause;
  }
}

/** Size and kind are asked of the opened file, so that it cannot be exchanged in between; a pipe must not be waited for. */
function readText(file: string): Result<string, string> {
  const descriptor = openSync(file, constants.O_RDONLY | NO_WAITING);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return err('This is not a regular file. Put the desk policy itself here.');
    const bytes = Buffer.alloc(SIZE_MAXIMUM + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (length > SIZE_MAXIMUM) return err('The file is larger than 1 MiB, which no desk policy is. Start from docs/desk.example.json.');
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length)));
  } finally {
    closeSync(descriptor);
  }
}

function sentenceFor(cause: unknown): string {
  switch (codeOf(cause)) {
    case 'ENOENT':
      return 'This is a link to a file that is not there. Correct or remove the link.';
    case 'EACCES':
    case 'EPERM':
      return 'The file cannot be read. Let everybody read it (not write it).';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'The file is not UTF-8 text. Save it as UTF-8.';
    default:
      return 'The file cannot be read. Check the file and its disk.';
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
