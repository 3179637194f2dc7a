import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import {
  type Asn1Type,
  any,
  type Field,
  field,
  fields,
  implicit,
  listOf,
  optional,
} from './asn1-type.ts';
import { crlExtensions } from './crl-extension-schema.ts';
import { distributionPoints } from './distribution-point-schema.ts';
import { microsoftExtensions } from './microsoft-schema.ts';
import { ocspExtensionContents } from './ocsp-extension-schema.ts';
import { qcStatement } from './qc-statement-schema.ts';
import { generalName, generalNames } from './x509-names.ts';

const nothingKnown = field(null, [], any);

/** What extnValue holds for an extension (RFC 5280 §4.2 and RFC 6960 §4.4); anything for an unknown one. */
export function extensionContents(oid: string | null): Field {
  if (oid === null) return nothingKnown;
  return (
    certificateExtensions[oid] ??
    ocspExtensionContents[oid] ??
    crlExtensions[oid] ??
    microsoftExtensions[oid] ??
    nothingKnown
  );
}

const keyUsage: Asn1Type = {
  form: 'named-bits',
  names: [
    'digitalSignature',
    'nonRepudiation',
    'keyEncipherment',
    'dataEncipherment',
    'keyAgreement',
    'keyCertSign',
    'cRLSign',
    'encipherOnly',
    'decipherOnly',
  ],
};

const netscapeCertType: Asn1Type = {
  form: 'named-bits',
  names: [
    'sslClient',
    'sslServer',
    'smime',
    'objectSigning',
    'reserved',
    'sslCA',
    'smimeCA',
    'objectSigningCA',
  ],
};

const octets = implicit(tag.octetString);
const number = implicit(tag.integer);

const authorityKeyIdentifier = fields(
  optional(field('keyIdentifier', contextPrimitive(0), octets)),
  optional(field('authorityCertIssuer', contextConstructed(1), generalNames)),
  optional(field('authorityCertSerialNumber', contextPrimitive(2), octets)),
);

const privateKeyUsagePeriod = fields(
  optional(field('notBefore', contextPrimitive(0), implicit(tag.generalizedTime))),
  optional(field('notAfter', contextPrimitive(1), implicit(tag.generalizedTime))),
);

const basicConstraints = fields(
  optional(field('cA', tag.boolean)),
  optional(field('pathLenConstraint', tag.integer)),
);

const generalSubtree = fields(
  field('base', [], generalName),
  optional(field('minimum', contextPrimitive(0), number)),
  optional(field('maximum', contextPrimitive(1), number)),
);

const generalSubtrees = listOf(field('GeneralSubtree', tag.sequence, generalSubtree));

const nameConstraints = fields(
  optional(field('permittedSubtrees', contextConstructed(0), generalSubtrees)),
  optional(field('excludedSubtrees', contextConstructed(1), generalSubtrees)),
);

const noticeReference = fields(
  field('organization', []),
  field('noticeNumbers', tag.sequence, listOf(field('INTEGER', tag.integer))),
);

const userNotice = fields(
  optional(field('noticeRef', tag.sequence, noticeReference)),
  optional(field('explicitText', [])),
);

const policyQualifier = fields(
  field('policyQualifierId', tag.objectIdentifier),
  field('qualifier', [], (oid) => (oid === '1.3.6.1.5.5.7.2.2' ? userNotice : any)),
);

const policyInformation = fields(
  field('policyIdentifier', tag.objectIdentifier),
  optional(
    field(
      'policyQualifiers',
      tag.sequence,
      listOf(field('PolicyQualifierInfo', tag.sequence, policyQualifier)),
    ),
  ),
);

const policyMapping = fields(
  field('issuerDomainPolicy', tag.objectIdentifier),
  field('subjectDomainPolicy', tag.objectIdentifier),
);

const policyConstraints = fields(
  optional(field('requireExplicitPolicy', contextPrimitive(0), number)),
  optional(field('inhibitPolicyMapping', contextPrimitive(1), number)),
);

const accessDescription = fields(
  field('accessMethod', tag.objectIdentifier),
  field('accessLocation', [], generalName),
);

const accessDescriptions = listOf(field('AccessDescription', tag.sequence, accessDescription));

const attribute = fields(
  field('type', tag.objectIdentifier),
  field('values', tag.set, listOf(field(null, [], any))),
);

const certificateExtensions: Readonly<Record<string, Field>> = {
  '2.5.29.9': field(
    'SubjectDirectoryAttributes',
    tag.sequence,
    listOf(field('Attribute', tag.sequence, attribute)),
  ),
  '2.5.29.14': field('SubjectKeyIdentifier', tag.octetString),
  '2.5.29.15': field('KeyUsage', tag.bitString, keyUsage),
  '2.5.29.16': field('PrivateKeyUsagePeriod', tag.sequence, privateKeyUsagePeriod),
  '2.5.29.17': field('SubjectAltName', tag.sequence, generalNames),
  '2.5.29.18': field('IssuerAltName', tag.sequence, generalNames),
  '2.5.29.19': field('BasicConstraints', tag.sequence, basicConstraints),
  '2.5.29.30': field('NameConstraints', tag.sequence, nameConstraints),
  '2.5.29.31': field('CRLDistributionPoints', tag.sequence, distributionPoints),
  '2.5.29.32': field(
    'CertificatePolicies',
    tag.sequence,
    listOf(field('PolicyInformation', tag.sequence, policyInformation)),
  ),
  '2.5.29.33': field(
    'PolicyMappings',
    tag.sequence,
    listOf(field('PolicyMapping', tag.sequence, policyMapping)),
  ),
  '2.5.29.35': field('AuthorityKeyIdentifier', tag.sequence, authorityKeyIdentifier),
  '2.5.29.36': field('PolicyConstraints', tag.sequence, policyConstraints),
  '2.5.29.37': field(
    'ExtKeyUsageSyntax',
    tag.sequence,
    listOf(field('KeyPurposeId', tag.objectIdentifier)),
  ),
  '2.5.29.46': field('FreshestCRL', tag.sequence, distributionPoints),
  '2.5.29.54': field('InhibitAnyPolicy', tag.integer),
  '1.3.6.1.5.5.7.1.1': field('AuthorityInfoAccessSyntax', tag.sequence, accessDescriptions),
  '1.3.6.1.5.5.7.1.3': field(
    'QCStatements',
    tag.sequence,
    listOf(field('QCStatement', tag.sequence, qcStatement)),
  ),
  '1.3.6.1.5.5.7.1.11': field('SubjectInfoAccessSyntax', tag.sequence, accessDescriptions),
  '1.3.6.1.5.5.7.1.24': field('Features', tag.sequence, listOf(field('INTEGER', tag.integer))),
  '1.3.6.1.4.1.11129.2.4.2': field('SignedCertificateTimestampList', tag.octetString),
  '1.3.6.1.4.1.11129.2.4.3': field('Poison', tag.null),
  '2.16.840.1.113730.1.1': field('NetscapeCertType', tag.bitString, netscapeCertType),
  '2.16.840.1.113730.1.13': field('NetscapeComment', tag.ia5String),
};
