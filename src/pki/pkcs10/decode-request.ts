import type { Result } from '#shared/model/result.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readBitStringOctets, readObjectIdentifier, readSmallInteger } from '../der/values.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier, Extension } from '../x509/certificate.ts';
import { readExtensions } from '../x509/extension-list.ts';

/** A request for a certificate (RFC 2986 §4). Byte fields are views of `der`. */
export interface CertificationRequest {
  readonly der: Uint8Array;
  /** The octets that are signed. */
  readonly requestInfo: Uint8Array;
  readonly version: number;
  /** DER of the subject Name. */
  readonly subject: Uint8Array;
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly publicKeyAlgorithm: AlgorithmIdentifier;
  readonly subjectPublicKey: Uint8Array;
  /** Identifiers of the attributes, in their order. */
  readonly attributes: readonly string[];
  /** Values of the attributes but for extensionRequest, in their order. */
  readonly attributeValues: readonly RequestAttributeValue[];
  /** Those of the attribute extensionRequest; none where it is absent. */
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** One value of an attribute, as it is encoded. */
export interface RequestAttributeValue {
  readonly type: string;
  /** Identifier octet of the value. */
  readonly valueTag: number;
  readonly contents: Uint8Array;
  /** The whole TLV of the value. */
  readonly encoded: Uint8Array;
}

/** extensionRequest (RFC 2985 §5.4.2), and the identifier that Microsoft gave it before. */
const extensionRequests: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.9.14',
  '1.3.6.1.4.1.311.2.1.14',
]);

/**
 *     CertificationRequest ::= SEQUENCE {
 *         certificationRequestInfo  CertificationRequestInfo,
 *         signatureAlgorithm        AlgorithmIdentifier,
 *         signature                 BIT STRING }
 */
export function decodeCertificationRequest(
  der: Uint8Array,
): Result<CertificationRequest, DerError> {
  return decodeDer(der, (outer) => {
    const fields = outer.constructed('CertificationRequest');
    const element = fields.element(tag.sequence, 'certificationRequestInfo');
    const info = readInfo(fields.inside(element, 'certificationRequestInfo'));
    const signatureAlgorithm = readAlgorithmIdentifier(fields, 'signatureAlgorithm');
    const signature = readBitStringOctets(fields, 'signature');
    fields.finish();
    return { der, requestInfo: fields.raw(element), ...info, signatureAlgorithm, signature };
  });
}

/**
 *     CertificationRequestInfo ::= SEQUENCE {
 *         version        INTEGER { v1(0) },
 *         subject        Name,
 *         subjectPKInfo  SubjectPublicKeyInfo,
 *         attributes     [0] IMPLICIT SET OF Attribute }
 */
function readInfo(fields: DerReader) {
  const version = readSmallInteger(fields, 'version');
  const subject = fields.raw(fields.element(tag.sequence, 'subject'));
  const key = fields.element(tag.sequence, 'subjectPKInfo');
  const inKey = fields.inside(key, 'subjectPKInfo');
  const publicKeyAlgorithm = readAlgorithmIdentifier(inKey, 'algorithm');
  const subjectPublicKey = readBitStringOctets(inKey, 'subjectPublicKey');
  inKey.finish();
  const set = fields.optionalConstructed('attributes', contextConstructed(0));
  const attributes: string[] = [];
  const attributeValues: RequestAttributeValue[] = [];
  const extensions: Extension[] = [];
  while (set !== null && !set.atEnd) {
    const attribute = set.constructed(`[${attributes.length}]`);
    const type = readObjectIdentifier(attribute, 'type');
    const values = attribute.constructed('values', tag.set);
    attributes.push(type);
    if (extensionRequests.has(type)) extensions.push(...readExtensions(values, 'extensions'));
    else while (!values.atEnd) attributeValues.push(readValue(values, type));
  }
  fields.finish();
  return {
    version,
    subject,
    subjectPublicKeyInfo: fields.raw(key),
    publicKeyAlgorithm,
    subjectPublicKey,
    attributes,
    attributeValues,
    extensions,
  };
}

function readValue(values: DerReader, type: string): RequestAttributeValue {
  const value = values.any('value');
  const [contents, encoded] = [values.contents(value), values.raw(value)];
  return { type, valueTag: value.tag, contents, encoded };
}
