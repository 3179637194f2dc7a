import { contextConstructed, tag } from '#pki/der/tag.ts';
import { field, fields, holding, listOf, optional } from './asn1-type.ts';
import { algorithmIdentifier, name } from './x509-names.ts';
import { extensions, signatureValue } from './x509-schema.ts';

const time = [tag.utcTime, tag.generalizedTime];

const revokedCertificate = fields(
  field('userCertificate', tag.integer),
  field('revocationDate', time),
  optional(field('crlEntryExtensions', tag.sequence, extensions)),
);

const tbsCertList = fields(
  optional(field('version', tag.integer, { form: 'named-number', names: { 0: 'v1', 1: 'v2' } })),
  field('signature', tag.sequence, algorithmIdentifier),
  field('issuer', tag.sequence, name),
  field('thisUpdate', time),
  optional(field('nextUpdate', time)),
  optional(
    field(
      'revokedCertificates',
      tag.sequence,
      listOf(field('RevokedCertificate', tag.sequence, revokedCertificate)),
    ),
  ),
  optional(
    field(
      'crlExtensions',
      contextConstructed(0),
      holding(field('Extensions', tag.sequence, extensions)),
    ),
  ),
);

/** CertificateList (RFC 5280 §5.1). */
export const certificateList = field(
  'CertificateList',
  tag.sequence,
  fields(
    field('tbsCertList', tag.sequence, tbsCertList),
    field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
    field('signatureValue', tag.bitString, signatureValue),
  ),
);
