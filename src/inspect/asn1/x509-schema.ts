import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import {
  type Asn1Type,
  type Field,
  field,
  fields,
  holding,
  implicit,
  listOf,
  optional,
  primitive,
} from './asn1-type.ts';
import { extensionContents } from './extension-schema.ts';
import { algorithmIdentifier, name } from './x509-names.ts';

const time = [tag.utcTime, tag.generalizedTime];

const extension = fields(
  field('extnID', tag.objectIdentifier),
  optional(field('critical', tag.boolean)),
  field('extnValue', tag.octetString, (oid) => holding(extensionContents(oid))),
);

/** Extensions (RFC 5280 §4.1). */
export const extensions: Asn1Type = listOf(field('Extension', tag.sequence, extension));

const rsaPublicKey = fields(field('modulus', tag.integer), field('publicExponent', tag.integer));

/** SubjectPublicKeyInfo (RFC 5280 §4.1); an RSA key (RFC 3279 §2.3.1) is opened, others are octets. */
export const subjectPublicKeyInfo = fields(
  field('algorithm', tag.sequence, algorithmIdentifier),
  field('subjectPublicKey', tag.bitString, (algorithm) =>
    algorithm !== null && rsaKeys.has(algorithm)
      ? holding(field('RSAPublicKey', tag.sequence, rsaPublicKey))
      : primitive,
  ),
);

const rsaKeys: ReadonlySet<string> = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10']);

const ecdsaSigValue = fields(field('r', tag.integer), field('s', tag.integer));

/** The BIT STRING of a signature: Ecdsa-Sig-Value (RFC 3279 §2.2.3) is opened, others are octets. */
export const signatureValue: Field['type'] = (algorithm) =>
  algorithm?.startsWith('1.2.840.10045.4.') === true
    ? holding(field('Ecdsa-Sig-Value', tag.sequence, ecdsaSigValue))
    : primitive;

const tbsCertificate = fields(
  optional(
    field(
      'version',
      contextConstructed(0),
      holding(
        field('version', tag.integer, {
          form: 'named-number',
          names: { 0: 'v1', 1: 'v2', 2: 'v3' },
        }),
      ),
    ),
  ),
  field('serialNumber', tag.integer, implicit(tag.octetString)),
  field('signature', tag.sequence, algorithmIdentifier),
  field('issuer', tag.sequence, name),
  field('validity', tag.sequence, fields(field('notBefore', time), field('notAfter', time))),
  field('subject', tag.sequence, name),
  field('subjectPublicKeyInfo', tag.sequence, subjectPublicKeyInfo),
  optional(field('issuerUniqueID', contextPrimitive(1), implicit(tag.bitString))),
  optional(field('subjectUniqueID', contextPrimitive(2), implicit(tag.bitString))),
  optional(
    field(
      'extensions',
      contextConstructed(3),
      holding(field('Extensions', tag.sequence, extensions)),
    ),
  ),
);

/** Certificate (RFC 5280 §4.1). */
export const certificate = field(
  'Certificate',
  tag.sequence,
  fields(
    field('tbsCertificate', tag.sequence, tbsCertificate),
    field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
    field('signatureValue', tag.bitString, signatureValue),
  ),
);
