import { describeCommand, type RunOptions, run } from './process.ts';

/** What one `openssl` command printed. */
export interface OpensslResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `openssl` command line and returns what it printed, whatever its exit code. */
export async function openssl(
  args: readonly string[],
  options: RunOptions = {},
): Promise<OpensslResult> {
  const { code, stdout, stderr } = await run('openssl', args, options);
  return { code, stdout: Buffer.from(stdout).toString('utf8'), stderr };
}

/** As `openssl`, and throws with the command and its own words when it does not exit with 0. */
export async function mustOpenssl(
  args: readonly string[],
  options: RunOptions = {},
): Promise<OpensslResult> {
  const result = await openssl(args, options);
  if (result.code !== 0) {
    const command = describeCommand('openssl', args);
    throw new Error(`${command} exited with ${result.code}\n${result.stderr}${result.stdout}`);
  }
  return result;
}

/** The version line, such as `OpenSSL 3.0.19 27 Jan 2026`. */
export async function opensslVersion(): Promise<string> {
  const { stdout } = await mustOpenssl(['version']);
  return stdout.trim().replace(/ \(Library:.*$/, '');
}
