import { fileURLToPath } from 'node:url';
import { SetupError } from './report.mjs';
import { findRuntime } from './runtime.mjs';

/** Runs TypeScript files under Node: give it to `--import`. */
export const typescriptLoader = new URL('./typescript.mjs', import.meta.url).href;

/**
 * The Electron runtime that set-up brought.
 * @returns {import('./runtime.mjs').Runtime}
 */
export function installedRuntime() {
  const runtime = findRuntime();
  if (runtime === null) {
    throw new SetupError(
      'there is no Electron runtime yet.',
      'Run "npm start" or "npm test" once.',
    );
  }
  return runtime;
}

/**
 * How to run a JavaScript or TypeScript file on Electron's Node, with Electron's cryptography
 * (BoringSSL) and without a window.
 * @param {string | URL} file
 * @param {readonly string[]} [args]
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv }}
 */
export function electronNodeCommand(file, args = []) {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  return {
    command: installedRuntime().executable,
    args: ['--import', typescriptLoader, path, ...args],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  };
}
