/**
 * Whether only an administrator could have written the desk policy on Windows: the file and its folder are looked at.
 * C:\ProgramData itself lets everybody add to it, so it cannot count.
 *
 * A folder that is a link is refused: whoever made the link cannot be told from here. A file that is a link may only lead to
 * where every folder passes as well, and only directly. Fails closed: what cannot be read is refused.
 */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { win32 } from 'node:path';
import { readSddls } from './read-sddls';
import { accessProblem } from './windows-access';

/** Seams for tests, which run where there is no Windows. */
export type WindowsSystem = {
  /** Where a link leads, as it stands in the link; null when it is none. */
  readonly linkTarget: (path: string) => string | null;
  readonly realPath: (path: string) => string;
  /** One for each path, in their order. @throws when they cannot be read. */
  readonly sddlsOf: (paths: readonly string[]) => readonly string[];
};

const SYSTEM: WindowsSystem = {
  // Node reports junctions as symbolic links, too.
  linkTarget: (path) => (lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null),
  realPath: (path) => realpathSync.native(path),
  sddlsOf: readSddls,
};

const OPEN_TO_ALL = 'c:\\programdata';

/** @returns null when only administrators could have written it, else a sentence that says what to change; without its full stop. */
export function windowsOwnershipProblem(file: string, { linkTarget, realPath, sddlsOf }: WindowsSystem = SYSTEM): string | null {
  const way = wayTo(file);
  const linked = way.slice(1).find((path) => linkTarget(path) !== null);
  if (linked !== undefined) return `${linked} is a link, and who made it cannot be told. Make it a real folder, then ${commandsFor(linked)}`;
  const target = realPath(file);
  if (target.startsWith('\\\\')) return `${file} leads to another machine (${target}). Put the desk policy itself here`;
  const next = linkTarget(file);
  // A link in between could lie anywhere, and would not be looked at.
  if (next !== null && !isSame(win32.resolve(win32.dirname(file), next.replace(/^\\\\\?\\/, '')), target)) return `${file} leads to ${target} by way of other links. Put the desk policy itself here`;
  const paths = isSame(target, file) ? way : [...way, ...wayTo(target)];

  const sddls = describe(paths, sddlsOf);
  if (sddls === null) return `the permissions of ${file} cannot be read, so it is not used. Check that Windows PowerShell runs, or ${commandsFor(win32.dirname(file))}`;
  for (const [index, path] of paths.entries()) {
    const problem = accessProblem(sddls[index] ?? '');
    if (problem !== null) return `${path} ${problem}. In a command prompt as administrator, ${commandsFor(isSame(path, target) || isSame(path, file) ? win32.dirname(path) : path)}`;
  }
  return null;
}

function describe(paths: readonly string[], sddlsOf: WindowsSystem['sddlsOf']): readonly string[] | null {
  try {
    const sddls = sddlsOf(paths);
    return sddls.length === paths.length ? sddls : null;
  } catch {
    return null;
  }
}

/** The file, then its folders up to the drive or to what is open to all. */
function wayTo(file: string): readonly string[] {
  const parent = win32.dirname(file);
  const isEnd = isSame(parent, win32.parse(file).root) || parent.toLowerCase() === OPEN_TO_ALL;
  return isEnd || parent === file ? [file] : [file, ...wayTo(parent)];
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** SIDs, because the names of Administrators, SYSTEM and Users differ from language to language. */
function commandsFor(folder: string): string {
  return [
    `run: icacls "${folder}" /setowner *S-1-5-32-544 /T`,
    `icacls "${folder}" /reset /T`,
    `icacls "${folder}" /inheritance:r /grant:r "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-545:(OI)(CI)RX"`,
  ].join(' & ');
}
