/** Every journal's chain, checked by the command that auditors use, which shares no code with the program. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** @returns what is wrong, one line a journal. */
export function checkChains(files: readonly string[]): readonly string[] {
  const command = path.join(process.env.FAULT_RUN_ROOT ?? '.', 'scripts/verify-journal.mjs');
  return files.flatMap((file) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, file], { encoding: 'utf8' });
    return status === 0 ? [] : [`${path.basename(path.dirname(path.dirname(file)))}: ${stdout}${stderr}`.trim()];
  });
}
