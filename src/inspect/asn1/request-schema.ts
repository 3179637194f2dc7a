import { contextConstructed, tag } from '#pki/der/tag.ts';
import { type Asn1Type, any, field, fields, listOf, optional } from './asn1-type.ts';
import { algorithmIdentifier, name } from './x509-names.ts';
import { extensions, signatureValue, subjectPublicKeyInfo } from './x509-schema.ts';

const extensionRequests: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.9.14',
  '1.3.6.1.4.1.311.2.1.14',
]);

const attribute = fields(
  field('type', tag.objectIdentifier),
  field(
    'values',
    tag.set,
    (oid): Asn1Type =>
      oid !== null && extensionRequests.has(oid)
        ? listOf(field('Extensions', tag.sequence, extensions))
        : listOf(field(null, [], any)),
  ),
);

const requestInfo = fields(
  field('version', tag.integer, { form: 'named-number', names: { 0: 'v1' } }),
  field('subject', tag.sequence, name),
  field('subjectPublicKeyInfo', tag.sequence, subjectPublicKeyInfo),
  optional(
    field('attributes', contextConstructed(0), listOf(field('Attribute', tag.sequence, attribute))),
  ),
);

/** CertificationRequest (RFC 2986 §4.2). */
export const certificationRequest = field(
  'CertificationRequest',
  tag.sequence,
  fields(
    field('certificationRequestInfo', tag.sequence, requestInfo),
    field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
    field('signatureValue', tag.bitString, signatureValue),
  ),
);

/** SubjectPublicKeyInfo as an object of its own. */
export const publicKeyInfo = field('SubjectPublicKeyInfo', tag.sequence, subjectPublicKeyInfo);
