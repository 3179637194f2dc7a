// What a package starts: the command line after `--cli` (the launcher `revoscope` beside it adds that), else the window.
import { app } from 'electron';

const mark = process.argv.indexOf('--cli');
if (mark === -1) await import('../out/main/index.js');
else await runCommandLine(process.argv.slice(mark + 1));

/**
 * Ends before a window, or a display, is asked for.
 * @param {readonly string[]} args
 */
async function runCommandLine(args) {
  process.argv = [process.execPath, 'revoscope', ...args];
  await import('../out/main/cli.js');
  app.exit(Number(process.exitCode ?? 0));
}
