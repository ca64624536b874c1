/**
 * Running other programs so that nothing hangs: every run has a time limit, and what outlives it is ended with all of
 * its children, because a build or a test run leaves grandchildren (Electron's helpers) that a plain kill would miss.
 */
import { spawn } from 'node:child_process';

const GRACE_IN_MS = 3_000;

/**
 * @param {import('node:child_process').ChildProcess} child started with `detached` where the platform has groups
 * @param {NodeJS.Signals} signal
 */
export function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has gone already, which is what was wanted.
  }
}

/**
 * Runs a program to its end, its output held back; rejects with that output when it fails or takes too long.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} limitInMs
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it printed
 */
export async function runLimited(command, args, limitInMs, options = {}) {
  let output = '';
  const code = await runStep(command, args, limitInMs, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }, (text) => { output += text; });
  if (code === 'limit') throw new Error(`${command} was ended at its time limit of ${limitInMs / 1000} s.\n${output}`);
  if (code !== 0) throw new Error(output.trim() || `${command} ended with ${code}.`);
  return output;
}

/**
 * Runs a program with its output shown (or given to `onOutput`).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} limitInMs
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {(text: string) => void} [onOutput]
 * @returns {Promise<number | 'limit'>} the exit code, or `limit` when it was ended for taking too long
 */
export function runStep(command, args, limitInMs, options = {}, onOutput = undefined) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32', ...options });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child, 'SIGTERM');
      setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_IN_MS).unref();
    }, limitInMs);
    const interrupted = () => endGroup(child, 'SIGTERM');
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    const settle = () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    };
    if (onOutput) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput);
    child.once('error', (error) => { settle(); reject(error); });
    child.once('close', (code, signal) => { settle(); resolve(late ? 'limit' : (code ?? (signal ? 1 : 0))); });
  });
}
