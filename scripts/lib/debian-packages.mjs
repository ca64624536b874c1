/**
 * Which Debian packages are wanted, and which of them are missing: pure, so that it is tested on any machine.
 * A want lists the names one thing goes by: Debian 13 and Ubuntu 24.04 renamed libraries to `…t64` when they moved to
 * 64-bit time, and only one of the two names is a real package on any one system.
 */

/**
 * @typedef {{ readonly names: readonly string[], readonly why: string }} Want
 */

/** What Electron's executable is linked against or opens; the rest of its `ldd` list comes along with these. @type {readonly Want[]} */
export const ELECTRON_PACKAGES = Object.freeze([
  { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'windows (brings Pango, Cairo, ATK, CUPS and the X11 libraries)' },
  { names: ['libnss3'], why: "Chromium's certificate and key handling" },
  { names: ['libasound2t64', 'libasound2'], why: 'linked by Chromium' },
  { names: ['libgbm1'], why: 'linked by Chromium' },
  { names: ['libxkbcommon0'], why: 'keyboard layouts' },
  { names: ['libxdamage1'], why: 'linked by Chromium' },
  { names: ['libatspi2.0-0t64', 'libatspi2.0-0'], why: 'screen readers' },
  { names: ['libsecret-1-0'], why: 'safeStorage opens it to encrypt the token cache' },
]);

/** What the tests need besides. @type {readonly Want[]} */
export const TEST_PACKAGES = Object.freeze([
  { names: ['xvfb'], why: 'a display without a screen' },
  { names: ['libnss3-tools'], why: 'certutil: the test certificate authority is trusted in a temporary home' },
  { names: ['openssl'], why: 'makes the test certificates' },
  { names: ['dbus-daemon', 'dbus'], why: 'dbus-run-session' },
  { names: ['gnome-keyring'], why: 'a throw-away keyring, so that safeStorage can encrypt' },
  { names: ['fonts-noto-core'], why: 'names in most scripts' },
  { names: ['libreoffice-calc-nogui', 'libreoffice-calc'], why: 'opens the exports as a spreadsheet would' },
  { names: ['sqlite3'], why: 'the bench holds the CSV export against it' },
  { names: ['fonts-droid-fallback'], why: 'names in Chinese, Japanese and Korean, in 2 MB' },
]);

/** What the canary run is better with. @type {readonly Want[]} */
export const TRACE_PACKAGES = Object.freeze([{ names: ['strace'], why: 'sees every write to a file, however short the file lives' }]);

/**
 * @param {readonly Want[]} wants
 * @param {ReadonlySet<string>} installed
 * @returns {readonly Want[]} those of which no name is installed
 */
export function missingFrom(wants, installed) {
  return wants.filter(({ names }) => !names.some((name) => installed.has(name)));
}

/**
 * The name of each want on this system. A system that knows none of them gets the oldest one: its lists are empty
 * or broken, and the older name is still understood as a provided one where the library was renamed.
 * @param {readonly Want[]} wants
 * @param {ReadonlySet<string>} available packages that apt could install now
 * @returns {readonly string[]}
 */
export function namesToInstall(wants, available) {
  return wants.map(({ names }) => names.find((name) => available.has(name)) ?? /** @type {string} */ (names.at(-1)));
}

/**
 * Names from `apt-cache policy`, of packages that have something to install.
 * @param {string} policy
 * @returns {ReadonlySet<string>}
 */
export function readAvailable(policy) {
  const found = new Set();
  let name = '';
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line);
    const candidate = /^\s+Candidate: (.+)$/.exec(line);
    if (heading?.[1]) name = heading[1];
    else if (candidate && candidate[1] !== '(none)') found.add(name);
  }
  return found;
}

/**
 * Names from `dpkg-query --show --showformat='${db:Status-Abbrev} ${Package}\n'`.
 * @param {string} listing
 * @returns {ReadonlySet<string>}
 */
export function readInstalled(listing) {
  const lines = listing.split('\n').filter((line) => line.startsWith('ii'));
  return new Set(lines.map((line) => line.trim().split(/\s+/)[1] ?? ''));
}

/**
 * Library files from `ldd` that the system does not have.
 * @param {string} listing
 * @returns {readonly string[]}
 */
export function readMissingLibraries(listing) {
  return [...listing.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}
