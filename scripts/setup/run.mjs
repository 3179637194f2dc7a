import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {string} [cwd] defaults to the checkout
 * @property {'inherit' | 'stderr' | 'capture'} [output] where its output goes: as ours (default),
 *   all on our standard error, or collected in the result
 * @property {AbortSignal} [signal] ends the program
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 128 + n for a signal, 127 if it could not be started
 * @property {string} output what it printed (only with `capture`)
 */

/**
 * Runs a program to its end, passing our termination signals on to it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { env = process.env, cwd = root, output = 'inherit', signal } = options;
  const stdio = {
    inherit: /** @type {const} */ (['inherit', 'inherit', 'inherit']),
    stderr: /** @type {const} */ (['ignore', process.stderr, 'inherit']),
    capture: /** @type {const} */ (['ignore', 'pipe', 'pipe']),
  }[output];
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: [...stdio], signal });
    const stopForwarding = forwardSignals(child);
    let text = '';
    child.stdout?.on('data', (chunk) => (text += chunk));
    child.stderr?.on('data', (chunk) => (text += chunk));
    const finish = (/** @type {number} */ code) => {
      stopForwarding();
      resolve({ code, output: text });
    };
    child.on('error', (error) => {
      text += error.message;
      finish(127);
    });
    child.on('close', (code, name) => finish(code ?? 128 + (name ? osConstants.signals[name] : 0)));
  });
}

/**
 * Sends our own SIGINT, SIGTERM and SIGHUP on to a child.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops doing so
 */
function forwardSignals(child) {
  const names = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const forward = (/** @type {NodeJS.Signals} */ name) => child.kill(name);
  for (const name of names) process.on(name, forward);
  return () => {
    for (const name of names) process.off(name, forward);
  };
}

/**
 * Finds a program on PATH (or in the folders where Debian keeps root's).
 * @param {string} name
 * @returns {string | null} its absolute path
 */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
