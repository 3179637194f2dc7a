import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { type Asn1Type, choice, field, fields, holding, listOf, optional } from './asn1-type.ts';
import { generalNames, relativeDistinguishedName } from './x509-names.ts';

/** ReasonFlags (RFC 5280 §4.2.1.13). */
export const reasonFlags: Asn1Type = {
  form: 'named-bits',
  names: [
    'unused',
    'keyCompromise',
    'cACompromise',
    'affiliationChanged',
    'superseded',
    'cessationOfOperation',
    'certificateHold',
    'privilegeWithdrawn',
    'aACompromise',
  ],
};

/** DistributionPointName (RFC 5280 §4.2.1.13). */
export const distributionPointName = choice(
  field('fullName', contextConstructed(0), generalNames),
  field('nameRelativeToCRLIssuer', contextConstructed(1), relativeDistinguishedName),
);

const distributionPoint = fields(
  optional(
    field(
      'distributionPoint',
      contextConstructed(0),
      holding(field(null, [], distributionPointName)),
    ),
  ),
  optional(field('reasons', contextPrimitive(1), reasonFlags)),
  optional(field('cRLIssuer', contextConstructed(2), generalNames)),
);

/** CRLDistributionPoints and FreshestCRL (RFC 5280 §4.2.1.13, §4.2.1.15). */
export const distributionPoints = listOf(
  field('DistributionPoint', tag.sequence, distributionPoint),
);
