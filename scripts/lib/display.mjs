/**
 * A display without a screen, for tests: its own Xvfb on a number the X server picks itself, so that runs side by side
 * do not meet, and an environment in which nothing of the developer's own desktop is reached: neither their windows
 * nor their keyring nor their notifications.
 */
import { spawn } from 'node:child_process';

const START_LIMIT_IN_MS = 15_000;
const SCREEN = '1440x1000x24';

/**
 * @typedef {{ readonly environment: NodeJS.ProcessEnv, readonly close: () => void }} Display
 */

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} display such as `:99`
 * @returns {NodeJS.ProcessEnv}
 */
export function onDisplay(environment, display) {
  const { WAYLAND_DISPLAY, XDG_CURRENT_DESKTOP, DESKTOP_SESSION, ...rest } = environment;
  void [WAYLAND_DISPLAY, XDG_CURRENT_DESKTOP, DESKTOP_SESSION];
  // No session bus, rather than a search for one: tests that want one start their own.
  return { ...rest, DISPLAY: display, XDG_SESSION_TYPE: 'x11', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
}

/**
 * Starts a display on Linux; elsewhere, and with TAPDESK_TEST_DISPLAY=1, the desktop at hand is used.
 * @returns {Promise<Display>}
 */
export async function openTestDisplay() {
  if (process.platform !== 'linux' || process.env.TAPDESK_TEST_DISPLAY === '1') {
    return { environment: { ...process.env }, close: () => undefined };
  }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const close = () => void server.kill('SIGTERM');
  process.once('exit', close);
  const number = await displayNumber(server).catch((error) => { close(); throw error; });
  return {
    environment: onDisplay(process.env, `:${number}`),
    close: () => { process.off('exit', close); close(); },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaints = '';
    let number = '';
    const timer = setTimeout(() => reject(new Error(`Xvfb did not start within ${START_LIMIT_IN_MS / 1000} s.\n${complaints}`)), START_LIMIT_IN_MS);
    server.stderr?.on('data', (text) => { complaints += text; });
    server.stdio[3]?.on('data', (text) => {
      number += text;
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      resolve(number.trim());
    });
    server.once('error', (error) => { clearTimeout(timer); reject(error); });
    server.once('exit', (code) => { clearTimeout(timer); reject(new Error(`Xvfb ended with ${code}.\n${complaints}`)); });
  });
}
