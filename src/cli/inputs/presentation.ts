import { findIssuer } from '#engine/judge/chain/chain.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { type Option, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readAllCertificates, readCertificates, refuseSecondStdin } from './input-files.ts';

/** Where the certificate and those above it come from: for `check` and `verify`. */
export const presentationOptions: readonly Option[] = [
  valueOption(
    'issuer',
    'FILE',
    'The CA that issued CERT, or several: they are trusted. Without it, the issuer is looked for in CERT and --chain.',
    'many',
  ),
  valueOption('chain', 'FILE', 'Intermediate CAs, as a client would send them.', 'many'),
];

/** The certificate in question and what stands above it. */
export interface PresentedFiles {
  readonly certificate: Certificate;
  /** Certificates that came along, the trusted ones not among them. */
  readonly chain: readonly Certificate[];
  readonly trustAnchors: readonly Certificate[];
  /** Who issued the certificate; where nobody at hand did, the first of `--issuer`. */
  readonly issuer: Certificate;
  readonly remarks: readonly string[];
}

/** What `--issuer` and `--chain` bring, for however many certificates. */
export interface TrustFiles {
  readonly issuers: readonly Certificate[];
  readonly chain: readonly Certificate[];
  readonly remarks: readonly string[];
}

/** Reads CERT, `--issuer` and `--chain`; `others` are the files that the command reads besides. */
export async function readPresentation(
  args: ParsedArguments,
  others: readonly string[],
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<PresentedFiles, CliError>> {
  const [file, ...more] = args.positionals;
  if (file === undefined) {
    return err(usageError(args.command, 'Which certificate?', 'Give the file that holds it.'));
  }
  if (more.length > 0) {
    const message = `One certificate at a time: ${more.map((one) => `"${one}"`).join(', ')} is left over.`;
    return err(usageError(args.command, message));
  }
  const refused = refuseSecondStdin(args.command, [file, ...trustFileNames(args), ...others]);
  if (refused !== null) return err(refused);
  const trust = await readTrust(args, environment);
  if (!trust.ok) return trust;
  const presented = await presentFile(
    file,
    { command: args.command, trust: trust.value },
    environment,
  );
  if (!presented.ok) return presented;
  const remarks = [...presented.value.remarks, ...trust.value.remarks];
  return ok({ ...presented.value, remarks });
}

/** The files that `readTrust` reads. */
export function trustFileNames(args: ParsedArguments): readonly string[] {
  return [...args.values('issuer'), ...args.values('chain')];
}

/** Reads `--issuer` and `--chain`. */
export async function readTrust(
  args: ParsedArguments,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<TrustFiles, CliError>> {
  const issuers = await readAllCertificates(args.values('issuer'), environment);
  if (!issuers.ok) return issuers;
  const chain = await readAllCertificates(args.values('chain'), environment);
  if (!chain.ok) return chain;
  return ok({
    issuers: issuers.value.certificates,
    chain: chain.value.certificates,
    remarks: [...issuers.value.remarks, ...chain.value.remarks],
  });
}

/** Where a certificate is presented: the command to name in an error, and what stands above. */
export interface PresentationContext {
  readonly command: string;
  readonly trust: TrustFiles;
}

/** Reads a file with a certificate, and perhaps others beside it. */
export async function presentFile(
  file: string,
  context: PresentationContext,
  environment: Pick<CliEnvironment, 'readInput'>,
): Promise<Result<PresentedFiles, CliError>> {
  const own = await readCertificates(file, environment);
  if (!own.ok) return own;
  const { certificates, remarks } = own.value;
  const certificate = leafOf(certificates);
  const beside = certificates.filter((one) => one !== certificate);
  const presented = presentCertificate(certificate, beside, context);
  return presented.ok ? ok({ ...presented.value, remarks }) : presented;
}

/** Puts a certificate and what came beside it below those of `--issuer` and `--chain`. */
export function presentCertificate(
  certificate: Certificate,
  beside: readonly Certificate[],
  { command, trust }: PresentationContext,
): Result<PresentedFiles, CliError> {
  const sent = [...beside, ...trust.chain];
  const found = findIssuer(certificate, [...trust.issuers, ...sent, certificate]);
  const issuer = found ?? trust.issuers[0];
  if (issuer === undefined) return err(issuerMissing(command, certificate));
  const trustAnchors = trust.issuers.length > 0 ? trust.issuers : [issuer];
  return ok({ certificate, chain: sent, trustAnchors, issuer, remarks: [] });
}

/** The first certificate of a file that did not issue another one in it. */
function leafOf(certificates: readonly Certificate[]): Certificate {
  const leaf = certificates.find((candidate) =>
    certificates.every(
      (other) => other === candidate || !isSameName(other.issuer, candidate.subject),
    ),
  );
  const first = leaf ?? certificates[0];
  // A file without a certificate was refused when it was read.
  if (first === undefined) throw new Error('a certificate file without a certificate');
  return first;
}

function issuerMissing(command: string, certificate: Certificate): CliError {
  const name = nameToText(certificate.issuer);
  return usageError(
    command,
    `The certificate of the issuer is needed, ${name}.`,
    'Give it with --issuer FILE, or put it into the file of the certificate.',
  );
}
