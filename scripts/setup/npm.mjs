import { run } from './run.mjs';

/** A registry that cannot be reached is known in seconds; npm's own pauses add up to more than one minute. */
const PATIENCE = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];

/**
 * Runs npm: the one that runs us, or the one on PATH.
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  return startNpm([...args, ...PATIENCE, '--loglevel=error'], options);
}

/**
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
function startNpm(args, options) {
  const self = process.env.npm_execpath;
  if (self?.endsWith('npm-cli.js')) return run(process.execPath, [self, ...args], options);
  return process.platform === 'win32'
    ? run(process.env.ComSpec ?? 'cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/**
 * Picks from npm's many lines the one that says why.
 * @param {string} output
 * @returns {string}
 */
export function npmReason(output) {
  const lines = [...output.matchAll(/^npm (?:error|ERR!) (?!code |errno |syscall )(.+)$/gm)];
  return lines[0]?.[1]?.trim() ?? (output.trim() || 'no answer in time');
}
