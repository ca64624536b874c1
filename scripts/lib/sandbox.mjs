/**
 * Whether Chromium's sandbox can work for this user on this machine. Where it cannot, an Electron from a checkout does
 * not start at all unless it is told to do without.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const SUID_ROOT = 0o4000;

/** @param {string} name a kernel setting */
function kernelSetting(name) {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} electronFolder
 * @returns {string | undefined} why the sandbox cannot work; undefined when it can
 */
export function whyNoSandbox(electronFolder) {
  if (process.getuid?.() === 0) return 'you are root: start it as an ordinary user';
  if (process.platform !== 'linux') return undefined;
  const helper = statSync(path.join(electronFolder, 'chrome-sandbox'), { throwIfNoEntry: false });
  if (helper && helper.uid === 0 && (helper.mode & SUID_ROOT) !== 0) return undefined;
  const restricted = kernelSetting('apparmor_restrict_unprivileged_userns') === '1' || kernelSetting('unprivileged_userns_clone') === '0';
  return restricted
    ? `this system allows no user namespaces: make ${path.join(electronFolder, 'chrome-sandbox')} owned by root with mode 4755`
    : undefined;
}
