import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { any, choice, field, fields, holding, implicit, listOf, optional } from './asn1-type.ts';
import { certificateList } from './crl-schema.ts';
import { algorithmIdentifier, generalName, generalNames, name } from './x509-names.ts';
import { certificate, extensions } from './x509-schema.ts';

const attribute = fields(
  field('type', tag.objectIdentifier),
  field('values', tag.set, listOf(field(null, [], any))),
);

const attributes = listOf(field('Attribute', tag.sequence, attribute));

const signerInfo = fields(
  field('version', tag.integer),
  field(
    'sid',
    [],
    choice(
      field(
        'issuerAndSerialNumber',
        tag.sequence,
        fields(field('issuer', tag.sequence, name), field('serialNumber', tag.integer)),
      ),
      field('subjectKeyIdentifier', contextPrimitive(0), implicit(tag.octetString)),
    ),
  ),
  field('digestAlgorithm', tag.sequence, algorithmIdentifier),
  optional(field('signedAttrs', contextConstructed(0), attributes)),
  field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
  field('signature', tag.octetString),
  optional(field('unsignedAttrs', contextConstructed(1), attributes)),
);

const encapsulated = fields(
  field('eContentType', tag.objectIdentifier),
  optional(field('eContent', contextConstructed(0), holding(field(null, [], any)))),
);

const signedData = fields(
  field('version', tag.integer),
  field(
    'digestAlgorithms',
    tag.set,
    listOf(field('DigestAlgorithmIdentifier', tag.sequence, algorithmIdentifier)),
  ),
  field('encapContentInfo', tag.sequence, encapsulated),
  optional(field('certificates', contextConstructed(0), listOf(certificate))),
  optional(field('crls', contextConstructed(1), listOf(certificateList))),
  field('signerInfos', tag.set, listOf(field('SignerInfo', tag.sequence, signerInfo))),
);

/** ContentInfo (RFC 5652 §3); SignedData is opened. */
export const contentInfo = field(
  'ContentInfo',
  tag.sequence,
  fields(
    field('contentType', tag.objectIdentifier),
    optional(
      field('content', contextConstructed(0), (oid) =>
        oid === '1.2.840.113549.1.7.2'
          ? holding(field('SignedData', tag.sequence, signedData))
          : any,
      ),
    ),
  ),
);

const statusInfo = fields(
  field('status', tag.integer, {
    form: 'named-number',
    names: {
      0: 'granted',
      1: 'grantedWithMods',
      2: 'rejection',
      3: 'waiting',
      4: 'revocationWarning',
      5: 'revocationNotification',
    },
  }),
  optional(field('statusString', tag.sequence, listOf(field('text', [])))),
  optional(field('failInfo', tag.bitString)),
);

/** TimeStampResp (RFC 3161 §2.4.2). */
export const timestampResponse = field(
  'TimeStampResp',
  tag.sequence,
  fields(
    field('status', tag.sequence, statusInfo),
    optional({ ...contentInfo, name: 'timeStampToken' }),
  ),
);

/** TSTInfo (RFC 3161 §2.4.2). */
export const timestampInfo = field(
  'TSTInfo',
  tag.sequence,
  fields(
    field('version', tag.integer, { form: 'named-number', names: { 1: 'v1' } }),
    field('policy', tag.objectIdentifier),
    field(
      'messageImprint',
      tag.sequence,
      fields(
        field('hashAlgorithm', tag.sequence, algorithmIdentifier),
        field('hashedMessage', tag.octetString),
      ),
    ),
    field('serialNumber', tag.integer),
    field('genTime', tag.generalizedTime),
    optional(field('accuracy', tag.sequence, any)),
    optional(field('ordering', tag.boolean)),
    optional(field('nonce', tag.integer)),
    optional(field('tsa', contextConstructed(0), holding(field(null, [], generalName)))),
    optional(field('extensions', contextConstructed(1), extensions)),
  ),
);

const issuerSerial = fields(
  field('issuer', tag.sequence, generalNames),
  field('serial', tag.integer),
  optional(field('issuerUID', tag.bitString)),
);

const attributeCertificateInfo = fields(
  field('version', tag.integer, { form: 'named-number', names: { 1: 'v2' } }),
  field(
    'holder',
    tag.sequence,
    fields(
      optional(field('baseCertificateID', contextConstructed(0), issuerSerial)),
      optional(field('entityName', contextConstructed(1), generalNames)),
      optional(field('objectDigestInfo', contextConstructed(2), any)),
    ),
  ),
  field(
    'issuer',
    [],
    choice(
      field('v1Form', tag.sequence, generalNames),
      field(
        'v2Form',
        contextConstructed(0),
        fields(
          optional(field('issuerName', tag.sequence, generalNames)),
          optional(field('baseCertificateID', contextConstructed(0), issuerSerial)),
          optional(field('objectDigestInfo', contextConstructed(1), any)),
        ),
      ),
    ),
  ),
  field('signature', tag.sequence, algorithmIdentifier),
  field('serialNumber', tag.integer),
  field(
    'validity',
    tag.sequence,
    fields(field('notBeforeTime', tag.generalizedTime), field('notAfterTime', tag.generalizedTime)),
  ),
  field('attributes', tag.sequence, attributes),
  optional(field('issuerUniqueID', tag.bitString)),
  optional(field('extensions', tag.sequence, extensions)),
);

/** AttributeCertificate (RFC 5755 §4.1). */
export const attributeCertificate = field(
  'AttributeCertificate',
  tag.sequence,
  fields(
    field('acinfo', tag.sequence, attributeCertificateInfo),
    field('signatureAlgorithm', tag.sequence, algorithmIdentifier),
    field('signatureValue', tag.bitString),
  ),
);
