import { loadCertificates, maxInputBytes } from '#inspect/load-objects.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { LoadProblem } from '#shared/model/certificate.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';

/** Certificates of one file, and remarks on what else was in it. */
export interface CertificateFile {
  readonly certificates: readonly Certificate[];
  readonly remarks: readonly string[];
}

/** Reads the octets of an input of `check` and `verify`; `-` is standard input. */
export async function readOctets(
  file: string,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<Uint8Array, CliError>> {
  const read = await environment.readInput(file, maxInputBytes);
  if (read.ok) return read;
  if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
  return err(unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }));
}

/** Reads a file that has to hold at least one certificate. Objects of other kinds beside it are remarked on. */
export async function readCertificates(
  file: string,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<CertificateFile, CliError>> {
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const { certificates, problems } = loadCertificates(octets.value, file);
  const grave = problems.find(
    (problem) => problem.code === 'malformed' || problem.code === 'too-large',
  );
  const problem = grave ?? (certificates.length === 0 ? problems[0] : undefined);
  if (problem !== undefined) return err(unreadable(nameOf(file), problem));
  return ok({ certificates, remarks: problems.map((one) => remark(file, one)) });
}

/** Reads several such files; the certificates are in the order of the files. */
export async function readAllCertificates(
  files: readonly string[],
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<CertificateFile, CliError>> {
  const certificates: Certificate[] = [];
  const remarks: string[] = [];
  for (const file of files) {
    const read = await readCertificates(file, environment);
    if (!read.ok) return read;
    certificates.push(...read.value.certificates);
    remarks.push(...read.value.remarks);
  }
  return ok({ certificates, remarks });
}

/** Refuses `-` where it stands more than once: standard input can be read once. */
export function refuseSecondStdin(command: string, files: readonly string[]): CliError | null {
  const count = files.filter((file) => file === '-').length;
  return count < 2
    ? null
    : usageError(command, 'Standard input ("-") can stand for one file only.');
}

/** What a message calls an input. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function remark(file: string, { message }: LoadProblem): string {
  return `${nameOf(file)}: ${message}`;
}
