import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { type Field, field, fields, holding, implicit, optional } from './asn1-type.ts';
import { distributionPointName, reasonFlags } from './distribution-point-schema.ts';

const flag = implicit(tag.boolean);

/** IssuingDistributionPoint (RFC 5280 §5.2.5). */
const issuingDistributionPoint = fields(
  optional(
    field(
      'distributionPoint',
      contextConstructed(0),
      holding(field(null, [], distributionPointName)),
    ),
  ),
  optional(field('onlyContainsUserCerts', contextPrimitive(1), flag)),
  optional(field('onlyContainsCACerts', contextPrimitive(2), flag)),
  optional(field('onlySomeReasons', contextPrimitive(3), reasonFlags)),
  optional(field('indirectCRL', contextPrimitive(4), flag)),
  optional(field('onlyContainsAttributeCerts', contextPrimitive(5), flag)),
);

/** What extnValue holds for the extensions of a CRL and of its entries (RFC 5280 §5.2 and §5.3). */
export const crlExtensions: Readonly<Record<string, Field>> = {
  '2.5.29.20': field('CRLNumber', tag.integer),
  '2.5.29.23': field('HoldInstructionCode', tag.objectIdentifier),
  '2.5.29.27': field('BaseCRLNumber', tag.integer),
  '2.5.29.28': field('IssuingDistributionPoint', tag.sequence, issuingDistributionPoint),
};
