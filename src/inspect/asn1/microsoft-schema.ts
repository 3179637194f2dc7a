import { contextConstructed, tag } from '#pki/der/tag.ts';
import { any, type Field, field, fields, holding, listOf, optional } from './asn1-type.ts';

/** CertificateTemplateOID of [MS-WCCE] §2.2.2.7.7.2: the template of an enterprise CA since Windows Server 2003. */
const certificateTemplate = fields(
  field('templateID', tag.objectIdentifier),
  optional(field('templateMajorVersion', tag.integer)),
  optional(field('templateMinorVersion', tag.integer)),
);

const applicationPolicy = fields(
  field('policyIdentifier', tag.objectIdentifier),
  optional(field('policyQualifiers', tag.sequence, any)),
);

/** szOID_NTDS_CA_SECURITY_EXT of [MS-WCCE] §2.2.2.7.7.4: the security identifier of the account. */
const accountName = fields(
  field('type-id', tag.objectIdentifier),
  field('value', contextConstructed(0), holding(field('securityIdentifier', tag.octetString))),
);

/** What the certificate authority of Windows puts into certificates and CRLs ([MS-WCCE] §2.2.2.7.7). */
export const microsoftExtensions: Readonly<Record<string, Field>> = {
  '1.3.6.1.4.1.311.20.2': field('TemplateName', [tag.bmpString, tag.utf8String]),
  '1.3.6.1.4.1.311.21.1': field('CAVersion', tag.integer),
  '1.3.6.1.4.1.311.21.2': field('PreviousCertificateHash', tag.octetString),
  '1.3.6.1.4.1.311.21.4': field('NextPublish', [tag.utcTime, tag.generalizedTime]),
  '1.3.6.1.4.1.311.21.7': field('CertificateTemplate', tag.sequence, certificateTemplate),
  '1.3.6.1.4.1.311.21.10': field(
    'ApplicationPolicies',
    tag.sequence,
    listOf(field('ApplicationPolicy', tag.sequence, applicationPolicy)),
  ),
  '1.3.6.1.4.1.311.25.2': field(
    'AccountSecurity',
    tag.sequence,
    listOf(field('otherName', contextConstructed(0), accountName)),
  ),
};
