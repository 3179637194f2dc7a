import type { CertificateSummary, PresentedCertificate } from '#shared/model/certificate.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import type { Certificate } from './certificate.ts';
import { ocspUrisOf } from './extensions.ts';
import { isSelfIssued } from './issuance.ts';
import { commonNameOf } from './name.ts';
import { nameKeyPurpose } from './oid.ts';
import { serialNumberToText } from './serial-number.ts';

const summaries = new WeakMap<Certificate, CertificateSummary>();

/** Lower-case hex SHA-256 of the certificate's DER. */
export function fingerprintOf(certificate: Certificate): string {
  return certificate.facts.fingerprint;
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
  const { facts } = certificate;
  const { basicConstraints: constraints, extendedKeyUsage: purposes } = facts.extensions;
  return {
    fingerprint: facts.fingerprint,
    label: toSafeText(labelOf(certificate)),
    subject: facts.subjectText,
    issuer: facts.issuerText,
    serialNumber: serialNumberToText(certificate.serialNumber),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: facts.keySize.name,
    isCa: constraints.ok && (constraints.value?.isCa ?? false),
    isSelfIssued: isSelfIssued(certificate),
    ocspUris: ocspUrisOf(certificate),
    extendedKeyUsage: purposes.ok ? (purposes.value ?? []).map(nameKeyPurpose) : [],
  };
}

function labelOf(certificate: Certificate): string {
  const name = commonNameOf(certificate.subject) ?? certificate.facts.subjectText;
  return name === '' ? serialNumberToText(certificate.serialNumber) : name;
}
