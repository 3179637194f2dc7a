import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { labIds } from '#lab/ca/first-certificates.ts';
import { isLabState } from '#lab/ca/read-lab-state.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type Option, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readOctets } from './input-files.ts';

/** The public CAs that came with the runtime. */
export const trustStoreOption: Option = valueOption(
  'trust-store',
  'mozilla',
  "Trusts the public CAs of Mozilla's list as well, in the edition that came with this Node.js.",
);

/** The CA of a lab. */
export const labTrustOption: Option = valueOption(
  'lab-dir',
  'DIR',
  'Trusts the root of the lab that `serve --lab --lab-dir` keeps in this folder as well.',
);

/** The CAs of `--trust-store`; none without it. */
export function readTrustStore(args: ParsedArguments): Result<readonly Certificate[], CliError> {
  const given = args.value('trust-store');
  if (given === null) return ok([]);
  if (given !== 'mozilla') {
    const hint = 'Give a store of your own with a file.';
    return err(usageError(args.command, `--trust-store is mozilla, not "${given}".`, hint));
  }
  return ok(rootCertificates.flatMap(certificateOfPem));
}

/** The root of the lab in `--lab-dir`; none without it. */
export async function readLabTrust(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<readonly Certificate[], CliError>> {
  const folder = args.value('lab-dir');
  if (folder === null) return ok([]);
  const file = join(folder, 'lab.json');
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const state = parse(octets.value);
  if (isLabState(state)) {
    const root = state.records.find(({ id }) => id === labIds.root);
    if (root !== undefined) return ok(certificateOfPem(root.pem));
  }
  const message = 'It is no lab of this version.';
  return err(unreadable(file, { message, offset: null, path: null }));
}

function parse(octets: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(octets));
  } catch {
    // No JSON: no lab either.
    return null;
  }
}

function certificateOfPem(pem: string): readonly Certificate[] {
  const decoded = decodeCertificate(new X509Certificate(pem).raw);
  return decoded.ok ? [decoded.value] : [];
}
