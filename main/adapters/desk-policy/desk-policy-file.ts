/** Where the machine-wide desk policy lies, and whether only an administrator could have written it. */
import { lstatSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';

const ROOT_UID = 0;
const GROUP_OR_WORLD_WRITABLE = 0o022;

/** A fixed place on every system. `%ProgramData%` would not be one: every user can set their own environment. */
export function deskPolicyFile(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'C:\\ProgramData\\Tapdesk\\desk.json';
  return platform === 'darwin' ? '/Library/Application Support/Tapdesk/desk.json' : '/etc/tapdesk/desk.json';
}

/**
 * POSIX only; Windows permissions are an ACL that Node does not show.
 *
 * Every folder on the way counts: who can write one of them can put another file in place. Symbolic links are resolved,
 * and both the way to a link and the way to its target are looked at. A folder with the sticky bit, such as /tmp, does not do.
 *
 * @returns null when only root could have written it, else a sentence that says what to change.
 * @throws the file system's errors.
 */
export function ownershipProblem(file: string): string | null {
  for (const path of [...wayTo(file), ...wayTo(realpathSync(file))]) {
    const { uid, mode, isSymbolicLink } = about(path);
    if (uid !== ROOT_UID) return `${path} must belong to root, because only an administrator may set limits. Run: chown root '${path}'`;
    // A link's own mode means nothing; who may replace it is decided by its folder, and its target is on the list as well.
    if (!isSymbolicLink && (mode & GROUP_OR_WORLD_WRITABLE) !== 0) {
      return `${path} must not be writable for anybody but root. Run: chmod go-w '${path}'`;
    }
  }
  return null;
}

function about(path: string): { readonly uid: number; readonly mode: number; readonly isSymbolicLink: boolean } {
  const stats = lstatSync(path);
  return { uid: stats.uid, mode: stats.mode, isSymbolicLink: stats.isSymbolicLink() };
}

function wayTo(file: string): readonly string[] {
  const parent = dirname(file);
  return parent === file ? [file] : [...wayTo(parent), file];
}
