import { createHash } from 'node:crypto';
import type { BasicOcspResponse, OcspResponse, SingleResponse } from '#pki/ocsp/types.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import {
  identifySignatureAlgorithm,
  type SignatureAlgorithm,
} from '#pki/x509/signature-algorithm.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';

/** The signature algorithm of a response; null where nothing is signed. */
export function signatureOf({ basic }: OcspResponse): SignatureAlgorithm | null {
  return basic === null ? null : identifySignatureAlgorithm(basic.signatureAlgorithm);
}

/** The answers; `of` names the certificate where there are several. */
export function singlesOf({
  basic,
}: OcspResponse): readonly { readonly single: SingleResponse; readonly of: string }[] {
  const singles = basic?.responses ?? [];
  return singles.map((single) => ({
    single,
    of:
      singles.length > 1
        ? ` (serial number ${toReadableSerial(serialNumberToText(single.certId.serialNumber))})`
        : '',
  }));
}

/** Whether an answer says that the certificate was never issued (RFC 6960 §4.4.8). */
export function isNeverIssued({ certStatus }: SingleResponse): boolean {
  return (
    certStatus.status === 'revoked' &&
    certStatus.revocation.time === 0 &&
    certStatus.revocation.reason === 'certificateHold'
  );
}

/** The certificates in a response that its responderID names. */
export function signersOf({ basic }: OcspResponse): readonly Certificate[] {
  if (basic === null) return [];
  return basic.certificates.flatMap((der) => {
    const certificate = decodeCertificate(der);
    return certificate.ok && isNamed(certificate.value, basic) ? [certificate.value] : [];
  });
}

function isNamed(certificate: Certificate, { responderId }: BasicOcspResponse): boolean {
  if (responderId.by === 'name') return isSameOctets(certificate.subject, responderId.name);
  const keyHash = createHash('sha1').update(certificate.subjectPublicKey).digest();
  return keyHash.equals(responderId.keyHash);
}
