import { evaluateChain, findIssuer } from '#engine/judge/chain/chain.ts';
import { chainFailure } from '#engine/judge/reasons.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import type { Purpose } from '#shared/model/chain.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type Option, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { CliEnvironment } from '../environment.ts';
import { readAllCertificates, readCertificates, refuseSecondStdin } from './input-files.ts';
import { readTrustStore, trustStoreOption } from './trust-stores.ts';

/** Where the certificate and those above it come from: for `check` and `verify`. */
export const presentationOptions: readonly Option[] = [
  valueOption(
    'issuer',
    'FILE',
    'The CA that issued CERT, or several. These are trusted and no others; without any, the chain leads to no trusted CA.',
    'many',
  ),
  valueOption(
    'chain',
    'FILE',
    'Intermediate CAs, as a client would send them: not trusted by themselves.',
    'many',
  ),
  trustStoreOption,
  valueOption(
    'purpose',
    'client|server|any',
    'What CERT has to be good for (any; with --gate client).',
  ),
];

/** The certificate in question and what stands above it. */
export interface PresentedFiles {
  readonly certificate: Certificate;
  /** Certificates that came along, the trusted ones not among them. */
  readonly chain: readonly Certificate[];
  /** What `--issuer` names, and nothing else (RFC 5280 §6.1.1 (d)). */
  readonly trustAnchors: readonly Certificate[];
  readonly purpose: Purpose;
  /** Who issued the certificate; where nobody at hand did, the first of `--issuer` that is not the certificate. */
  readonly issuer: Certificate | null;
  readonly remarks: readonly string[];
}

/** What `--issuer` and `--chain` bring, for however many certificates. */
export interface TrustFiles {
  readonly issuers: readonly Certificate[];
  readonly chain: readonly Certificate[];
  readonly purpose: Purpose;
  /** What a certificate that a TLS server sends has to be good for. */
  readonly purposeOfServers: Purpose;
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
  const purpose = readChoice<Purpose>(args, 'purpose', {
    words: ['client', 'server', 'any'],
    fallback: args.has('gate') ? 'client' : 'any',
  });
  if (!purpose.ok) return purpose;
  const store = readTrustStore(args);
  if (!store.ok) return store;
  const remarks = [...issuers.value.remarks, ...chain.value.remarks];
  const trusted = [...issuers.value.certificates, ...store.value];
  return ok({
    issuers: trusted,
    chain: chain.value.certificates,
    purpose: purpose.value,
    purposeOfServers: args.has('purpose') ? purpose.value : 'server',
    remarks: trusted.length > 0 ? remarks : [...remarks, nobodyTrusted],
  });
}

const nobodyTrusted =
  'No CA is trusted: the chain is not evaluated to a trusted CA. Name one with --issuer FILE.';

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
  const { issuers: trustAnchors, purpose } = trust;
  const chain = [...beside, ...trust.chain];
  const issuer =
    findIssuer(certificate, [...trustAnchors, ...chain, certificate]) ??
    trustAnchors.find(({ der }) => !isSameOctets(der, certificate.der)) ??
    null;
  if (issuer === null && trustAnchors.length === 0) return err(issuerMissing(command, certificate));
  return ok({ certificate, chain, trustAnchors, purpose, issuer, remarks: [] });
}

/** What is said where a certificate is good for anything but a TLS client, and nobody asked for that. */
export function purposeRemarks(
  { certificate, chain, trustAnchors, purpose }: PresentedFiles,
  at: EpochMs,
): readonly string[] {
  if (purpose !== 'any') return [];
  const material = { certificate, intermediates: chain, trustAnchors, at };
  const { evaluation } = evaluateChain({ ...material, purpose: 'client' });
  return evaluation.outcome === 'not-trusted' && evaluation.failure.code === 'wrong-purpose'
    ? [`A TLS client could not use this certificate: ${chainFailure(evaluation.failure).message}`]
    : [];
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
