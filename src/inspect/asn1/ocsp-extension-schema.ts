import { contextConstructed, tag } from '#pki/der/tag.ts';
import {
  type Asn1Type,
  any,
  type Field,
  field,
  fields,
  holding,
  listOf,
  optional,
} from './asn1-type.ts';
import { algorithmIdentifier, generalNames, name } from './x509-names.ts';

const crlId = fields(
  optional(field('crlUrl', contextConstructed(0), holding(field('crlUrl', tag.ia5String)))),
  optional(field('crlNum', contextConstructed(1), holding(field('crlNum', tag.integer)))),
  optional(field('crlTime', contextConstructed(2), holding(field('crlTime', tag.generalizedTime)))),
);

const serviceLocator = fields(
  field('issuer', tag.sequence, name),
  optional(field('locator', tag.sequence, any)),
);

const preferredSignatureAlgorithm = fields(
  field('sigIdentifier', tag.sequence, algorithmIdentifier),
  optional(field('pubKeyAlgIdentifier', tag.sequence, algorithmIdentifier)),
);

/** RFC 5280 §5.3.1. */
export const crlReason: Asn1Type = {
  form: 'named-number',
  names: {
    0: 'unspecified',
    1: 'keyCompromise',
    2: 'cACompromise',
    3: 'affiliationChanged',
    4: 'superseded',
    5: 'cessationOfOperation',
    6: 'certificateHold',
    8: 'removeFromCRL',
    9: 'privilegeWithdrawn',
    10: 'aACompromise',
  },
};

/** What extnValue holds for the extensions of OCSP (RFC 6960 §4.4) and of CRL entries (RFC 5280 §5.3). */
export const ocspExtensionContents: Readonly<Record<string, Field>> = {
  '1.3.6.1.5.5.7.48.1.2': field('Nonce', tag.octetString),
  '1.3.6.1.5.5.7.48.1.3': field('CrlID', tag.sequence, crlId),
  '1.3.6.1.5.5.7.48.1.4': field(
    'AcceptableResponses',
    tag.sequence,
    listOf(field('OBJECT IDENTIFIER', tag.objectIdentifier)),
  ),
  '1.3.6.1.5.5.7.48.1.5': field('OcspNoCheck', tag.null),
  '1.3.6.1.5.5.7.48.1.6': field('ArchiveCutoff', tag.generalizedTime),
  '1.3.6.1.5.5.7.48.1.7': field('ServiceLocator', tag.sequence, serviceLocator),
  '1.3.6.1.5.5.7.48.1.8': field(
    'PreferredSignatureAlgorithms',
    tag.sequence,
    listOf(field('PreferredSignatureAlgorithm', tag.sequence, preferredSignatureAlgorithm)),
  ),
  '1.3.6.1.5.5.7.48.1.9': field('ExtendedRevoke', tag.null),
  '2.5.29.21': field('CRLReason', tag.enumerated, crlReason),
  '2.5.29.24': field('InvalidityDate', tag.generalizedTime),
  '2.5.29.29': field('CertificateIssuer', tag.sequence, generalNames),
  '1.3.6.1.4.1.11129.2.4.5': field('SignedCertificateTimestampList', tag.octetString),
};
