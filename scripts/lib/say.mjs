/**
 * What scripts print for people: one voice, always on stderr, so that stdout stays free for answers that other
 * programs read (the folder of the Electron in use, a test summary).
 */

/**
 * @param {string} who the script that speaks
 * @param {string} message what happened and what to do next
 */
export function say(who, message) {
  process.stderr.write(`${who}: ${message}\n`);
}

/**
 * The text of whatever was thrown.
 * @param {unknown} error
 * @returns {string}
 */
export function reason(error) {
  return error instanceof Error ? error.message : String(error);
}
