import { type CertificateList, decodeCrl } from '#pki/crl/decode-crl.ts';
import { commonNameOf, nameToText } from '#pki/x509/name.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import { certificateList } from '../asn1/crl-schema.ts';
import { crlFields } from '../fields/crl-fields.ts';
import { crlFindings } from '../findings/object-findings.ts';
import { counted, type InspectContext } from './inspected.ts';
import { inspectWith } from './recipe.ts';

/** A certificate revocation list (RFC 5280 §5). */
export function inspectCrl(bytes: Uint8Array, { now }: InspectContext): InspectedObject {
  return inspectWith<CertificateList>(bytes, {
    kind: 'crl',
    pemLabel: 'X509 CRL',
    type: certificateList,
    decode: decodeCrl,
    fields: (root, octets, crl) => crlFields(root, octets, crl),
    findings: (crl) => crlFindings(crl, now),
    title: (crl) => (crl === null ? 'CRL, not well-formed' : titleOf(crl)),
  });
}

function titleOf({ issuer, revoked }: CertificateList): string {
  const name = commonNameOf(issuer) ?? nameToText(issuer);
  return `CRL of ${name}: ${counted(revoked.length, 'certificate')} revoked`;
}
