import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type RunOptions, run } from '../../support/process.ts';

/** The built command line: what `npx revoscope` runs; REVOSCOPE_CLI names another build of it. */
export const cliPath =
  process.env.REVOSCOPE_CLI ?? fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a process of its own. */
export async function revoscope(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Printed> {
  if (!existsSync(cliPath)) throw new Error('The command line is not built: npm run build');
  const { code, stdout, stderr } = await run(process.execPath, [cliPath, ...args], options);
  return { code, stdout: Buffer.from(stdout).toString('utf8'), stderr };
}

/** Runs it with `--json`; nothing but one document may be on standard output, and nothing on standard error. */
export async function revoscopeJson(args: readonly string[], options: RunOptions = {}) {
  const { code, stdout, stderr } = await revoscope([...args, '--json'], options);
  if (stderr !== '') throw new Error(`Standard error is not empty:\n${stderr}`);
  return { code, document: JSON.parse(stdout) };
}
