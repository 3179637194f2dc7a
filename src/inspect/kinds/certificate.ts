import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { certificate as certificateType } from '../asn1/x509-schema.ts';
import { certificateFields } from '../fields/certificate-fields.ts';
import { certificateFindings } from '../findings/object-findings.ts';
import { type InspectContext, keyPinOf } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** A certificate (RFC 5280 §4). */
export function inspectCertificate(bytes: Uint8Array, context: InspectContext): InspectedObject {
  const { now, findIssuers } = context;
  return inspectWith<Certificate>(bytes, {
    kind: 'certificate',
    pemLabel: 'CERTIFICATE',
    type: certificateType,
    decode: decodeCertificate,
    fields: (root, octets, certificate) =>
      certificateFields(root, octets, { certificate, findIssuers: findIssuers ?? null }),
    findings: (certificate) => certificateFindings(certificate, now),
    title: (certificate) =>
      certificate === null
        ? 'Certificate, not well-formed'
        : `Certificate of ${summarizeCertificate(certificate).label}`,
    keyPin: ({ subjectPublicKeyInfo }) => keyPinOf(subjectPublicKeyInfo),
  });
}
