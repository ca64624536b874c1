/**
 * Comparing dotted version numbers: enough for Node and Electron releases, and no dependency, because these scripts
 * decide which Node may load the dependencies in the first place.
 */

/**
 * @param {string} version such as `v22.12.0` or `24.21.0-nightly`
 * @returns {readonly [number, number, number]}
 */
export function parseVersion(version) {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version.trim());
  if (!match) throw new Error(`"${version}" is not a version number.`);
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/**
 * @param {string} version
 * @param {string} minimum
 * @returns {boolean} whether `version` is `minimum` or newer; a pre-release counts as its release
 */
export function atLeast(version, minimum) {
  const have = parseVersion(version);
  const want = parseVersion(minimum);
  for (const [i, part] of have.entries()) {
    if (part !== want[i]) return part > (want[i] ?? 0);
  }
  return true;
}
