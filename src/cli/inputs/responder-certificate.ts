import { err, ok, type Result } from '#shared/model/result.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readCertificates } from './input-files.ts';

/** The DER of `--responder-cert`; null if it was not given. */
export async function readResponderCertificate(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<Uint8Array | null, CliError>> {
  const file = args.value('responder-cert');
  if (file === null) return ok(null);
  const read = await readCertificates(file, environment);
  if (!read.ok) return read;
  const [certificate, ...more] = read.value.certificates;
  if (certificate === undefined) throw new Error('a certificate file without a certificate');
  if (more.length === 0) return ok(certificate.der);
  const message = `--responder-cert is one certificate; ${file} holds ${more.length + 1}.`;
  return err(usageError(args.command, message));
}
