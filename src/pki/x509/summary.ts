import { createHash } from 'node:crypto';
import type { CertificateSummary, PresentedCertificate } from '#shared/model/certificate.ts';
import type { Certificate } from './certificate.ts';
import {
  decodeBasicConstraints,
  decodeExtendedKeyUsage,
  decodeExtension,
  ocspUrisOf,
} from './extensions.ts';
import { commonNameOf, isSameName, nameToText } from './name.ts';
import { extensionOid, nameKeyPurpose } from './oid.ts';
import { publicKeyToText } from './public-key.ts';
import { serialNumberToText } from './serial-number.ts';

const fingerprints = new WeakMap<Certificate, string>();
const summaries = new WeakMap<Certificate, CertificateSummary>();

/** Lower-case hex SHA-256 of the certificate's DER. */
export function fingerprintOf(certificate: Certificate): string {
  const known = fingerprints.get(certificate);
  if (known !== undefined) return known;
  const fingerprint = createHash('sha256').update(certificate.der).digest('hex');
  fingerprints.set(certificate, fingerprint);
  return fingerprint;
}

/** What a person needs to tell a certificate from others. An extension that cannot be read counts as absent. */
export function summarizeCertificate(certificate: Certificate): CertificateSummary {
  const known = summaries.get(certificate);
  if (known !== undefined) return known;
  const summary = summarize(certificate);
  summaries.set(certificate, summary);
  return summary;
}

/** A certificate as a flow keeps it. */
export function presentCertificate(certificate: Certificate): PresentedCertificate {
  return { summary: summarizeCertificate(certificate), der: certificate.der };
}

function summarize(certificate: Certificate): CertificateSummary {
  const { basicConstraints, extendedKeyUsage } = extensionOid;
  const constraints = decodeExtension(certificate, basicConstraints, decodeBasicConstraints);
  const purposes = decodeExtension(certificate, extendedKeyUsage, decodeExtendedKeyUsage);
  return {
    fingerprint: fingerprintOf(certificate),
    label: labelOf(certificate),
    subject: nameToText(certificate.subject),
    issuer: nameToText(certificate.issuer),
    serialNumber: serialNumberToText(certificate.serialNumber),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: publicKeyToText(certificate),
    isCa: constraints.ok && (constraints.value?.isCa ?? false),
    isSelfIssued: isSameName(certificate.subject, certificate.issuer),
    ocspUris: ocspUrisOf(certificate),
    extendedKeyUsage: purposes.ok ? (purposes.value ?? []).map(nameKeyPurpose) : [],
  };
}

function labelOf(certificate: Certificate): string {
  const name = commonNameOf(certificate.subject) ?? nameToText(certificate.subject);
  return name === '' ? serialNumberToText(certificate.serialNumber) : name;
}
