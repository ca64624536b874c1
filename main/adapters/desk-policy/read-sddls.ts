/**
 * Asks Windows for security descriptors, through its own PowerShell: Node cannot see them, and another native module would
 * have to be trusted as much as this.
 *
 * Whoever runs the app can set its environment. So nothing is taken from there: the program has its absolute path, modules
 * are looked for in the system's folder alone (a user's own `Get-Acl` would else come first), and no profiler or profile is
 * loaded. Paths travel in a variable, never in the command, so no path can be a command.
 */
import { execFileSync } from 'node:child_process';

const FOLDER = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0';
/** A cold PowerShell on a busy machine takes seconds; one that takes longer than this does not answer. Milliseconds. */
const LIMIT_MS = 30_000;
/** No Windows path may hold it. */
const SEPARATOR = '|';

const SCRIPT = [
  "$ErrorActionPreference = 'Stop'",
  `$env:PSModulePath = '${FOLDER}\\Modules'`,
  `$env:TAPDESK_PATHS -split '\\${SEPARATOR}' | ForEach-Object { (Microsoft.PowerShell.Security\\Get-Acl -LiteralPath $_).Sddl }`,
].join('; ');

export type Invocation = { readonly command: string; readonly args: readonly string[]; readonly environment: Readonly<Record<string, string>> };

/** @throws when a path could be taken for two. */
export function sddlInvocation(paths: readonly string[]): Invocation {
  if (paths.some((path) => path === '' || path.includes(SEPARATOR) || path.includes('\0'))) throw new Error('not a path');
  return {
    command: `${FOLDER}\\powershell.exe`,
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT],
    environment: {
      SystemRoot: 'C:\\Windows',
      windir: 'C:\\Windows',
      TEMP: 'C:\\Windows\\Temp',
      TMP: 'C:\\Windows\\Temp',
      PSModulePath: `${FOLDER}\\Modules`,
      TAPDESK_PATHS: paths.join(SEPARATOR),
    },
  };
}

/** Blocks, as all reading at start does. @throws when PowerShell is missing, refuses, or takes too long. */
export function readSddls(paths: readonly string[]): readonly string[] {
  const { command, args, environment } = sddlInvocation(paths);
  const options = { env: environment, timeout: LIMIT_MS, windowsHide: true, cwd: 'C:\\Windows\\System32' };
  return sddlsIn(execFileSync(command, [...args], { ...options, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** A descriptor begins with its owner; a line that does not was broken off the one before it. */
export function sddlsIn(output: string): readonly string[] {
  return output.replace(/\r?\n(?!O:)/g, '').split(/\r?\n/).filter((line) => line !== '');
}
