import { rootsAmong } from '#inspect/chain-graph/all-chains.ts';
import { chainGraph } from '#inspect/chain-graph/chain-graph.ts';
import { loadOcspResponse } from '#inspect/load-objects.ts';
import { openMaterial } from '#inspect/open-material.ts';
import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import type { DerError } from '#pki/der/error.ts';
import { decodeResponse } from '#pki/ocsp/response.ts';
import type { OcspResponse } from '#pki/ocsp/types.ts';
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
import {
  labTrustOption,
  readLabTrust,
  readTrustStore,
  trustStoreOption,
} from '../inputs/trust-stores.ts';
import { chainReport } from '../report/chain-report.ts';
import { gatherEvidence } from '../report/loaded-evidence.ts';

const purposes = ['client', 'server', 'any'] as const;
const maxBytes = 64 * 1_048_576;

/** `revoscope chain`: all chains that can be built, and what CRLs say of their certificates. */
export const chain: Command = {
  name: 'chain',
  summary: 'Builds every chain from the certificates at hand and says why each link holds or not.',
  synopsis: 'FILE… [options]',
  operands: 'files',
  about: [
    'Takes the certificates, CRLs and OCSP responses of all files, containers opened, and builds every chain from each certificate that issued no other one, cross-signed CAs and loops included: each link with what it was examined for (name, key identifier, signature, path length, name constraints, purpose, validity). Without a trust store the self-signed CAs among them count as trusted. A CRL is judged (issuer, signature, times, scope), and each certificate is looked up in it; a response is judged at its own time and at the time asked about; where both are at hand, it is told for which serial numbers they differ. Nothing is sent.',
  ],
  options: [
    valueOption('trust', 'FILE', 'CA certificates that are trusted.', 'many'),
    trustStoreOption,
    labTrustOption,
    valueOption('purpose', 'client|server|any', 'What the certificate is to be good for (any).'),
    valueOption('at', 'TIME', 'The time to judge at, in RFC 3339 (now).'),
    valueOption('ocsp', 'FILE', 'An OCSP response, as one of the files.', 'many'),
    ...passwordOptions,
  ],
  json: 'document',
  exitCodes: [
    [0, 'each end certificate has a chain that holds, and nothing revokes it'],
    [1, 'a CRL or a response that can be relied on revokes a certificate'],
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
  readonly responses: readonly OcspResponse[];
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
  const loaded = await load([...files, ...args.values('ocsp')], args, environment);
  if (!loaded.ok) return loaded;
  const own = await load(trustFiles, args, environment);
  if (!own.ok) return own;
  const system = readTrustStore(args);
  if (!system.ok) return system;
  const lab = await readLabTrust(args, environment);
  if (!lab.ok) return lab;

  const { certificates, responses } = loaded.value;
  const stores = [
    { store: 'own', certificates: own.value.certificates },
    { store: 'system', certificates: system.value },
    { store: 'lab', certificates: lab.value },
  ] as const;
  const given = stores.filter((one) => one.certificates.length > 0);
  const trust =
    given.length > 0 ? given : [{ store: 'own' as const, certificates: rootsAmong(certificates) }];
  const now = at.value ?? environment.clock.now();
  const graph = chainGraph({ certificates, ends: [], trust, at: now, purpose: purpose.value });
  const evidence = gatherEvidence(
    { certificates, responses, crls: [...loaded.value.crls, ...own.value.crls] },
    { trusted: trust.flatMap((one) => one.certificates), at: now },
  );
  return ok(chainReport(graph, evidence));
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
  const responses: OcspResponse[] = [];
  for (const file of files) {
    const read = await environment.readInput(file, maxBytes);
    if (!read.ok) {
      if (read.error.code === 'cancelled') return err({ code: 'cancelled' });
      return err(
        unreadable(nameOf(file), { message: read.error.message, offset: null, path: null }),
      );
    }
    const response = responseIn(read.value);
    if (response !== null) {
      if (!response.ok) return err(unreadable(nameOf(file), response.error));
      responses.push(response.value);
      continue;
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
      const message = 'It holds no certificate, no CRL and no OCSP response, or stays encrypted.';
      return err(unreadable(nameOf(file), { message, offset: null, path: null }));
    }
  }
  return ok({ certificates: [...byFingerprint.values()], crls, responses });
}

/** The OCSP response that an input is; null where it is something else. */
function responseIn(bytes: Uint8Array): Result<OcspResponse, DerError> | null {
  const octets = loadOcspResponse(bytes);
  return octets.ok ? decodeResponse(octets.value) : null;
}
