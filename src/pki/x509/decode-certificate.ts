import type { Result } from '#shared/model/result.ts';
import { writtenOutV1 } from '../der/deviation.ts';
import type { DerError } from '../der/error.ts';
import { type DerElement, type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '../der/tag.ts';
import {
  readBitStringOctets,
  readIntegerOctets,
  readSmallInteger,
  readTime,
} from '../der/values.ts';
import { isSameOctets } from '../octets.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import type { Certificate, CertificateFields } from './certificate.ts';
import { CertificateFacts } from './certificate-facts.ts';
import { readOptionalExtensions } from './extension-list.ts';

/**
 * Decodes one X.509 certificate (RFC 5280 §4.1) from DER that holds nothing else. Byte fields of the
 * result are views of `der`.
 *
 *     Certificate ::= SEQUENCE {
 *         tbsCertificate      TBSCertificate,
 *         signatureAlgorithm  AlgorithmIdentifier,
 *         signatureValue      BIT STRING }
 */
export function decodeCertificate(der: Uint8Array): Result<Certificate, DerError> {
  return decodeDer(der, readCertificate);
}

function readCertificate(outer: DerReader): Certificate {
  const fields = outer.constructed('Certificate');
  const element = fields.element(tag.sequence, 'tbsCertificate');
  const tbs = readTbsCertificate(fields.inside(element, 'tbsCertificate'));
  const at = fields.position;
  const signatureAlgorithm = readAlgorithmIdentifier(fields, 'signatureAlgorithm');
  const encodedAlgorithm = fields.bytes.subarray(at, fields.position);
  const signature = readBitStringOctets(fields, 'signatureValue');
  fields.finish();
  if (!fields.failed && !isSameOctets(encodedAlgorithm, tbs.encodedAlgorithm)) {
    const what = 'differs from tbsCertificate.signature (RFC 5280 §4.1.1.2)';
    fields.fail('value-not-allowed', 'signatureAlgorithm', at, what);
  }
  const decoded: CertificateFields = {
    der: outer.bytes,
    tbsCertificate: fields.raw(element),
    version: tbs.version,
    serialNumber: tbs.serialNumber,
    issuer: tbs.issuer,
    subject: tbs.subject,
    notBefore: tbs.validity.notBefore,
    notAfter: tbs.validity.notAfter,
    subjectPublicKeyInfo: tbs.publicKey.encoded,
    publicKeyAlgorithm: tbs.publicKey.algorithm,
    subjectPublicKey: tbs.publicKey.octets,
    extensions: tbs.extensions,
    signatureAlgorithm,
    signature,
    deviations: outer.deviations,
  };
  return { ...decoded, facts: new CertificateFacts(decoded) };
}

/**
 *     TBSCertificate ::= SEQUENCE {
 *         version          [0]  EXPLICIT Version DEFAULT v1,
 *         serialNumber          CertificateSerialNumber,
 *         signature             AlgorithmIdentifier,
 *         issuer                Name,
 *         validity              Validity,
 *         subject               Name,
 *         subjectPublicKeyInfo  SubjectPublicKeyInfo,
 *         issuerUniqueID   [1]  IMPLICIT UniqueIdentifier OPTIONAL,
 *         subjectUniqueID  [2]  IMPLICIT UniqueIdentifier OPTIONAL,
 *         extensions       [3]  EXPLICIT Extensions OPTIONAL }
 */
function readTbsCertificate(fields: DerReader) {
  const version = readVersion(fields);
  const serialNumber = readIntegerOctets(fields, 'serialNumber');
  const at = fields.position;
  readAlgorithmIdentifier(fields, 'signature');
  const encodedAlgorithm = fields.bytes.subarray(at, fields.position);
  const issuer = readName(fields, 'issuer');
  const validity = readValidity(fields);
  const subject = readName(fields, 'subject');
  const publicKey = readSubjectPublicKeyInfo(fields);
  readOptionalParts(fields, version);
  const extensionsAt = fields.position;
  const extensions = readOptionalExtensions(fields, { number: 3, name: 'extensions' });
  if (extensions.length > 0 && version !== 3) {
    const what = `extensions in a version ${version} certificate (RFC 5280 §4.1.2.9)`;
    fields.fail('value-not-allowed', 'extensions', extensionsAt, what);
  }
  fields.finish();
  return {
    version,
    serialNumber,
    encodedAlgorithm,
    issuer,
    validity,
    subject,
    publicKey,
    extensions,
  };
}

/** `Version ::= INTEGER { v1(0), v2(1), v3(2) }` */
function readVersion(fields: DerReader): 1 | 2 | 3 {
  const at = fields.position;
  const wrapper = fields.optionalConstructed('version', contextConstructed(0));
  if (wrapper === null) return 1;
  const number = readSmallInteger(wrapper, '');
  wrapper.finish();
  if (number === 0) {
    fields.deviate(writtenOutV1(at));
    return 1;
  }
  if (number === 1) return 2;
  if (number === 2) return 3;
  fields.fail('value-not-allowed', 'version', at, `version ${number} is none of v1, v2, v3`);
  return 1;
}

/** A Name stays encoded: an issuer is found by its octets, and few names are ever shown. */
function readName(fields: DerReader, name: string): Uint8Array {
  return fields.raw(fields.element(tag.sequence, name));
}

/** `Validity ::= SEQUENCE { notBefore Time, notAfter Time }` */
function readValidity(parent: DerReader) {
  const fields = parent.constructed('validity');
  const notBefore = readTime(fields, 'notBefore');
  const notAfter = readTime(fields, 'notAfter');
  fields.finish();
  return { notBefore, notAfter };
}

/** `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }` */
function readSubjectPublicKeyInfo(parent: DerReader) {
  const element: DerElement = parent.element(tag.sequence, 'subjectPublicKeyInfo');
  const fields = parent.inside(element, 'subjectPublicKeyInfo');
  const algorithm = readAlgorithmIdentifier(fields, 'algorithm');
  const octets = readBitStringOctets(fields, 'subjectPublicKey');
  fields.finish();
  return { encoded: parent.raw(element), algorithm, octets };
}

/** The unique identifiers, which nothing here rests on; they are for version 2 and 3 (RFC 5280 §4.1.2.8). */
function readOptionalParts(fields: DerReader, version: 1 | 2 | 3): void {
  for (const [number, name] of uniqueIdentifiers) {
    if (fields.peekTag() !== contextPrimitive(number)) continue;
    const at = fields.position;
    const bits = fields.contents(fields.any(name));
    if ((bits[0] ?? 8) > 7) fields.fail('invalid-bit-string', name, at, 'no BIT STRING');
    if (version === 1) fields.fail('value-not-allowed', name, at, 'version 1 has none');
  }
}

const uniqueIdentifiers = [
  [1, 'issuerUniqueID'],
  [2, 'subjectUniqueID'],
] as const;
