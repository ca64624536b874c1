/** electron-builder's hook after it has written the WiX project of the MSI, and before WiX reads it. */
import { readFile, writeFile } from 'node:fs/promises';
import { withPolicyFolder } from './lib/msi-policy-folder.mjs';

/** @param {string} projectFile */
export default async function msiProjectCreated(projectFile) {
  await writeFile(projectFile, withPolicyFolder(await readFile(projectFile, 'utf8')));
}
