/**
 * The .deb's script after installation. One of our own would replace electron-builder's, which links the command and sets up
 * the sandbox; so theirs is taken as it is installed here, and the folder of the desk policy added at its end.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const TEMPLATE = 'app-builder-lib/templates/linux/after-install.tpl';

const POLICY_FOLDER = `
# The desk policy: Tapdesk refuses it where anybody but root may write it. Removing the package leaves it.
install -d -o root -g root -m 0755 /etc/tapdesk
`;

/**
 * @param {string} [template] electron-builder's own
 * @returns {string} still a template: electron-builder fills in the names
 */
export function debAfterInstall(template = readFileSync(createRequire(import.meta.url).resolve(TEMPLATE), 'utf8')) {
  // One that ends before its end would never come to ours.
  if (!template.startsWith('#!/bin/bash\n') || /^\s*(exit|exec)\b/m.test(template) || template.includes('tapdesk')) {
    throw new Error(`The .deb was not made: electron-builder's ${TEMPLATE} is not as it is known. Adapt scripts/lib/deb-after-install.mjs.`);
  }
  return template.trimEnd() + '\n' + POLICY_FOLDER;
}
