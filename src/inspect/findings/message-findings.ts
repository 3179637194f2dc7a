import { createHash } from 'node:crypto';
import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import type {
  BasicOcspResponse,
  CertId,
  OcspRequest,
  OcspResponse,
  SingleResponse,
} from '#pki/ocsp/types.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { serialNumberToText } from '#pki/x509/serial-number.ts';
import type { Finding } from '#shared/model/finding.ts';
import { type EpochMs, toRfc3339 } from '#shared/model/time.ts';
import { ocspExtensionContents } from '../asn1/ocsp-extension-schema.ts';
import { oidName } from '../asn1/oid-name.ts';
import { certificateFindings } from './certificate-findings.ts';
import { error, note, warning } from './finding.ts';
import { signatureFindings } from './signature-findings.ts';

/** Base64 characters of a request up to which RFC 5019 §5 wants GET. */
const maxGetCharacters = 255;

/** What a person should know of an OCSP request. */
export function requestFindings(request: OcspRequest): readonly Finding[] {
  const findings: Finding[] = [];
  const count = request.requestList.length;
  if (count > 1) {
    findings.push(note(`It asks about ${count} certificates at once.`, 'RFC 5019 §2.1.1'));
  }
  findings.push(...hashFindings(request.requestList.map(({ certId }) => certId)));
  if (request.nonce === null) {
    const message = 'No nonce: any answer that is still valid fits, an older one too.';
    findings.push(note(message, 'RFC 9654 §1'));
  } else if (request.nonce.length < 32) {
    const message = `The nonce has ${request.nonce.length} octets; 32 are advised.`;
    findings.push(note(message, 'RFC 9654 §2.1'));
  }
  if (request.isSigned) {
    findings.push(
      note('The request is signed; its signature is not judged here.', 'RFC 6960 §4.1.2'),
    );
  }
  if (Math.ceil(request.der.length / 3) * 4 > maxGetCharacters) {
    const message = 'Too long for GET: it has to be sent with POST.';
    findings.push(note(message, 'RFC 5019 §5'));
  }
  return [...criticalFindings('The request', request.extensions), ...findings];
}

/** What a person should know of an OCSP response; whether it is to be believed is for the checks. */
export function responseFindings(response: OcspResponse, now: EpochMs): readonly Finding[] {
  const { basic } = response;
  if (response.responseStatus !== 'successful') {
    const message = `The responder does not answer the question: ${response.responseStatus}. Such an answer is not signed.`;
    return [error(message, 'RFC 6960 §2.3')];
  }
  if (basic === null) {
    const type = response.responseType;
    const what = type === null ? 'there are no responseBytes' : `the response type is ${type}`;
    return [error(`Nothing to judge: ${what}.`, 'RFC 6960 §4.2.1')];
  }
  const singles = basic.responses;
  const many =
    singles.length > 1
      ? [note(`It answers for ${singles.length} certificates.`, 'RFC 5019 §2.2.1')]
      : [];
  return [
    ...signatureFindings('The response', basic.signatureAlgorithm),
    ...criticalFindings('The response', basic.extensions),
    ...singles.flatMap((single) => singleFindings(single, now, singles.length > 1)),
    ...many,
    ...hashFindings(singles.map(({ certId }) => certId)),
    ...signerFindings(basic, now),
  ];
}

function singleFindings(
  single: SingleResponse,
  now: EpochMs,
  isOneOfMany: boolean,
): readonly Finding[] {
  const { thisUpdate, nextUpdate, certStatus } = single;
  const serial = serialNumberToText(single.certId.serialNumber);
  const of = isOneOfMany ? ` (serial number ${serial})` : '';
  const citation = 'RFC 6960 §4.2.2.1';
  const findings: Finding[] = [...criticalFindings(`The answer${of}`, single.extensions)];
  if (thisUpdate > now) {
    findings.push(warning(`thisUpdate is in the future: ${toRfc3339(thisUpdate)}${of}.`, citation));
  }
  if (nextUpdate === null) {
    const message = `No nextUpdate${of}: newer information is there at any time, so no age makes the answer stale.`;
    findings.push(note(message, citation));
  } else if (nextUpdate < thisUpdate) {
    findings.push(error(`nextUpdate is before thisUpdate${of}.`, citation));
  } else if (nextUpdate < now) {
    findings.push(warning(`Stale: nextUpdate was ${toRfc3339(nextUpdate)}${of}.`, citation));
  }
  if (certStatus.status === 'revoked') findings.push(revokedFinding(certStatus.revocation, of));
  return findings;
}

function revokedFinding(
  { time, reason }: { readonly time: EpochMs; readonly reason: string | null },
  of: string,
): Finding {
  if (time === 0 && reason === 'certificateHold') {
    const message = `Revoked as "never issued" (certificateHold at 1970-01-01)${of}.`;
    return note(message, 'RFC 6960 §4.4.8');
  }
  const why = reason === null ? 'no reason is given' : `reason ${reason}`;
  return note(`Revoked at ${toRfc3339(time)}, ${why}${of}.`, 'RFC 6960 §2.2');
}

function hashFindings(certIds: readonly CertId[]): readonly Finding[] {
  const hashes = new Set(
    certIds.map(({ hashAlgorithm }) => certIdHashOf(hashAlgorithm) ?? hashAlgorithm.oid),
  );
  return [...hashes].flatMap((hash) => {
    if (hash === 'sha1') {
      const message = 'CertID is made with SHA-1: it is an index here and protects nothing.';
      return [note(message, 'RFC 5019 §2.1.1')];
    }
    const named = /^sha\d+$/.test(hash) ? hash.replace('sha', 'SHA-') : hash;
    return [
      note(`CertID is made with ${named}: many responders know SHA-1 alone.`, 'RFC 5019 §2.1.1'),
    ];
  });
}

function criticalFindings(what: string, extensions: readonly Extension[]): readonly Finding[] {
  return extensions
    .filter(({ critical, oid }) => critical && ocspExtensionContents[oid] === undefined)
    .map(({ oid }) => {
      const message = `${what} has a critical extension that is not understood: ${oidName(oid) ?? oid}.`;
      return error(message, 'RFC 5280 §4.2');
    });
}

function signerFindings(basic: BasicOcspResponse, now: EpochMs): readonly Finding[] {
  const decoded = basic.certificates.map(decodeCertificate);
  const findings = decoded.flatMap((certificate, at) => {
    if (certificate.ok) return [];
    const { message, offset } = certificate.error;
    const what = `Certificate ${at + 1} in the response is not well-formed: ${message} (octet ${offset}).`;
    return [warning(what, 'RFC 6960 §4.2.1')];
  });
  const named = decoded.flatMap((certificate) =>
    certificate.ok && isNamed(certificate.value, basic) ? [certificate.value] : [],
  );
  if (named.length === 0) {
    const message =
      basic.certificates.length === 0
        ? 'No certificate comes with the response: its signer must be known already.'
        : 'None of the certificates in the response is the one that responderID names.';
    return [...findings, note(message, 'RFC 6960 §4.2.2.3')];
  }
  const ofSigner = named.flatMap((certificate) => certificateFindings(certificate, now));
  const told = ofSigner
    .filter(({ severity, message }) => severity !== 'note' && !message.startsWith('No OCSP URI'))
    .map((finding) => ({ ...finding, message: `Signer: ${finding.message}` }));
  return [...findings, ...told];
}

function isNamed(certificate: Certificate, { responderId }: BasicOcspResponse): boolean {
  if (responderId.by === 'name') return Buffer.compare(certificate.subject, responderId.name) === 0;
  const keyHash = createHash('sha1').update(certificate.subjectPublicKey).digest();
  return keyHash.equals(responderId.keyHash);
}
