import { allChains, endCertificates, rootsAmong } from '#inspect/chain-graph/all-chains.ts';
import { compareWithOcsp } from '#inspect/crl-evidence/compare-with-ocsp.ts';
import { reportCrl } from '#inspect/crl-evidence/crl-report.ts';
import { loadOcspResponse } from '#inspect/load-objects.ts';
import { openMaterial } from '#inspect/open-material.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readChoice, readTime } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { nameOf, refuseSecondStdin } from '../inputs/input-files.ts';
import { passwordOptions, readPasswords } from '../inputs/passwords.ts';
import { chainReport } from '../report/chain-report.ts';

const purposes = ['client', 'server', 'any'] as const;
const maxBytes = 64 * 1_048_576;

/** `revoscope chain`: all chains that can be built, and what CRLs say of their certificates. */
export const chain: Command = {
  name: 'chain',
  summary: 'Builds every chain from the certificates at hand and says why each link holds or not.',
  synopsis: 'FILE… [options]',
  operands: 'files',
  about: [
    'Takes the certificates and CRLs of all files, containers opened, and builds every chain from each certificate that issued no other one, cross-signed CAs and loops included. Without --trust the self-signed CAs among them count as trusted. A CRL is judged (issuer, signature, times, scope), and each certificate is looked up in it; with --ocsp the two are compared. Nothing is sent.',
  ],
  options: [
    valueOption('trust', 'FILE', 'CA certificates that are trusted.', 'many'),
    valueOption('purpose', 'client|server|any', 'What the certificate is to be good for (any).'),
    valueOption('at', 'TIME', 'The time to judge at, in RFC 3339 (now).'),
    valueOption('ocsp', 'FILE', 'An OCSP response to compare the CRLs with.'),
    ...passwordOptions,
  ],
  json: 'document',
  exitCodes: [
    [0, 'each end certificate has a chain that holds, and no CRL revokes it'],
    [1, 'a CRL that can be relied on revokes a certificate'],
    [3, 'an end certificate has no chain that holds'],
    [64, 'wrong usage'],
    [65, 'an input that cannot be read'],
  ],
  examples: [
    { command: 'revoscope chain server.pem bundle.p7b --trust roots.pem', about: 'Every way up.' },
    { command: 'revoscope chain client.pem ca.pem ca.crl', about: 'Is it on the list?' },
  ],
  run,
};

interface Loaded {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly CertificateList[];
}

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const files = args.positionals;
  if (files.length === 0)
    return err(usageError('chain', 'Which files?', 'Give one or more files.'));
  const trustFiles = args.values('trust');
  const refused = refuseSecondStdin('chain', [...files, ...trustFiles]);
  if (refused !== null) return err(refused);
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const purpose = readChoice(args, 'purpose', { words: purposes, fallback: 'any' });
  if (!purpose.ok) return purpose;
  const loaded = await load(files, args, environment);
  if (!loaded.ok) return loaded;
  const trusted = await load(trustFiles, args, environment);
  if (!trusted.ok) return trusted;
  const response = await readResponse(args.value('ocsp'), environment);
  if (!response.ok) return response;

  const { certificates } = loaded.value;
  const crls = [...loaded.value.crls, ...trusted.value.crls];
  const trustAnchors =
    trustFiles.length > 0 ? trusted.value.certificates : rootsAmong(certificates);
  const now = at.value ?? environment.clock.now();
  const known = [...certificates, ...trusted.value.certificates];
  const ends = endCertificates(certificates).map((certificate) => ({
    certificate,
    chains: allChains({
      certificate,
      loaded: certificates,
      trustAnchors,
      at: now,
      purpose: purpose.value,
    }),
  }));
  const lists = crls.map((crl) => reportCrl(crl, { known, certificates, at: now }));
  const compared =
    response.value === null ? [] : crls.map((crl) => compareWithOcsp(crl, response.value));
  return ok(chainReport(ends, lists, compared));
}

async function load(
  files: readonly string[],
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Loaded, CliError>> {
  const passwords = await readPasswords(args, environment);
  if (!passwords.ok) return passwords;
  const byFingerprint = new Map<string, Certificate>();
  const crls: CertificateList[] = [];
  for (const file of files) {
    const read = await environment.readInput(file, maxBytes);
    if (!read.ok) {
      if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
      return err(
        unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }),
      );
    }
    const material = openMaterial(read.value, passwords.value);
    for (const der of material.certificates) {
      const certificate = decodeCertificate(der);
      if (!certificate.ok) return err(unreadable(nameOf(file), certificate.error));
      byFingerprint.set(certificate.value.facts.fingerprint, certificate.value);
    }
    for (const der of material.crls) {
      const crl = decodeCrl(der);
      if (!crl.ok) return err(unreadable(nameOf(file), crl.error));
      crls.push(crl.value);
    }
    if (material.certificates.length + material.crls.length === 0) {
      const message = 'It holds no certificate and no CRL, or stays encrypted.';
      return err(unreadable(nameOf(file), { message, offset: null, path: null }));
    }
  }
  return ok({ certificates: [...byFingerprint.values()], crls });
}

async function readResponse(file: string | null, environment: CliEnvironment) {
  if (file === null) return ok(null);
  const read = await environment.readInput(file, maxBytes);
  if (!read.ok) {
    return err(unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }));
  }
  const octets = loadOcspResponse(read.value);
  if (!octets.ok) return err(unreadable(nameOf(file), octets.error));
  const response = decodeResponse(octets.value);
  return response.ok ? response : err(unreadable(nameOf(file), response.error));
}
