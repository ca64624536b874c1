/** Every journal's chain, checked by the command that auditors use, which shares no code with the program. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** @param root - Of the checkout. @returns what is wrong, one line a journal. */
export function checkChains(files: readonly string[], root: string): readonly string[] {
  const command = path.join(root, 'scripts/verify-journal.mjs');
  return files.flatMap((file) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, file], { encoding: 'utf8' });
    return status === 0 ? [] : [`${path.basename(path.dirname(path.dirname(file)))}: ${stdout}${stderr}`.trim()];
  });
}
