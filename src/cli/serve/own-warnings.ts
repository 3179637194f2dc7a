import { statSync } from 'node:fs';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeBasicConstraints, decodeExtension, findExtension } from '#pki/x509/extensions.ts';
import { extensionOid } from '#pki/x509/oid.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';

/** What is wrong with a server's certificate in the eyes of its clients, in sentences. */
export function warningsOnServer(certificate: Certificate, now: EpochMs): readonly string[] {
  const warnings: string[] = [];
  const { notBefore, notAfter } = certificate;
  if (now > notAfter) {
    warnings.push(
      `The server certificate expired at ${toRfc3339(notAfter)}: every client refuses it.`,
    );
  }
  if (now < notBefore) {
    warnings.push(
      `The server certificate is not valid before ${toRfc3339(notBefore)}: every client refuses it.`,
    );
  }
  if (findExtension(certificate, extensionOid.subjectAltName) === null) {
    warnings.push(
      'The server certificate has no subject alternative name: browsers, curl and Go look for its name nowhere else and refuse it.',
    );
  }
  const { extendedKeyUsage: purposes } = summarizeCertificate(certificate);
  const isForServers =
    purposes.length === 0 || purposes.some((one) => /serverAuth|anyExtendedKeyUsage/.test(one));
  if (!isForServers) {
    warnings.push(
      `The server certificate is for ${purposes.join(', ')} alone and not for serverAuth: clients refuse it.`,
    );
  }
  return warnings;
}

/** What keeps a certificate from vouching for clients, in sentences. */
export function warningsOnClientCa(certificate: Certificate, now: EpochMs): readonly string[] {
  const { subject } = summarizeCertificate(certificate);
  const warnings: string[] = [];
  const constraints = decodeExtension(
    certificate,
    extensionOid.basicConstraints,
    decodeBasicConstraints,
  );
  // Version 1 has no extensions: what such a certificate may do, it does not say.
  const isCa = constraints.ok && (constraints.value?.isCa ?? certificate.version === 1);
  if (!isCa) {
    warnings.push(
      `${subject} (--client-ca) is no CA (basicConstraints): no client is admitted by it.`,
    );
  }
  if (now > certificate.notAfter) {
    warnings.push(
      `${subject} (--client-ca) expired at ${toRfc3339(certificate.notAfter)}: no client is admitted by it.`,
    );
  }
  return warnings;
}

/** A private key that others on this machine can read, in a sentence; null where none can. */
export function warningOnKeyFile(file: string): string | null {
  if (file === '-' || process.platform === 'win32') return null;
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & 0o077) === 0
    ? null
    : `Others can read or change the private key ${file} (mode ${(mode & 0o777).toString(8)}): chmod 600 ends that.`;
}
