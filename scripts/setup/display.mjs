import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError, say } from './report.mjs';
import { findProgram } from './run.mjs';

/** @returns {boolean} whether a window opened here would be seen by nobody */
export function needsVirtualDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY;
}

/** Set in the environment of programs that run under our virtual display. */
const VIRTUAL = 'REVOSCOPE_VIRTUAL_DISPLAY';

/**
 * The switches that Electron needs on this machine and for this user.
 * @param {NodeJS.ProcessEnv} [env] of the program that is to run
 * @returns {string[]}
 */
export function electronSwitches(env = process.env) {
  const switches = [];
  // Chromium refuses to run as root with its sandbox.
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  const { DISPLAY, WAYLAND_DISPLAY } = env;
  if (process.platform === 'linux' && !DISPLAY && WAYLAND_DISPLAY) {
    switches.push('--ozone-platform-hint=auto');
  }
  // On a virtual display there is neither a GPU nor a desktop bus, and Chromium would say so at length.
  if (env[VIRTUAL]) switches.push('--disable-gpu', '--log-level=3');
  return switches;
}

/**
 * Runs work that opens windows; where there is no display, under a virtual one that ends with it.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work receives the environment for its programs
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (!needsVirtualDisplay()) return await work(process.env);
  const program = findProgram('Xvfb');
  if (program === null) {
    throw new SetupError(
      'there is no display, and no Xvfb to stand in for one.',
      'Install it with "apt-get install xvfb" as root, or run this in a desktop session.',
    );
  }
  const server = await startServer(program);
  say(`no display here: the window opens on a virtual one (Xvfb ${server.display})`);
  try {
    return await work({ ...process.env, DISPLAY: server.display, [VIRTUAL]: '1' });
  } finally {
    await server.stop();
  }
}

/** Ends Xvfb when our end of its standard input closes, which happens however we end. */
const GUARD = '"$0" "$@" & exec 3>&-; read -r _; kill $!; wait';

/**
 * Starts Xvfb on a free display, whose number it chooses and tells by itself.
 * @param {string} program
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>}
 */
async function startServer(program) {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
  const child = spawn('sh', ['-c', GUARD, program, ...args], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    // A Ctrl-C in the terminal must reach the app first, not its display.
    detached: true,
  });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += chunk));
  const number = await firstLine(child.stdio[3]);
  if (number === '') {
    throw new SetupError(`Xvfb did not start (${errors.trim()}).`, 'Run "Xvfb :99" to see why.');
  }
  return {
    display: `:${number}`,
    stop: async () => {
      child.stdin?.end();
      await exited;
    },
  };
}

/**
 * @param {unknown} stream
 * @returns {Promise<string>}
 */
async function firstLine(stream) {
  let text = '';
  for await (const chunk of /** @type {AsyncIterable<Buffer>} */ (stream)) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.trim();
}
