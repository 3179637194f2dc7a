import { tag } from '#pki/der/tag.ts';
import { type Asn1Type, any, field, fields, listOf, optional } from './asn1-type.ts';
import { generalName } from './x509-names.ts';

const monetaryValue = fields(
  field('currency', [tag.printableString, tag.integer]),
  field('amount', tag.integer),
  field('exponent', tag.integer),
);

const pdsLocation = fields(field('url', tag.ia5String), field('language', tag.printableString));

/** RoleOfPSP of ETSI TS 119 495 §5.1. */
const paymentRole = fields(
  field('roleOfPspOid', tag.objectIdentifier),
  field('roleOfPspName', tag.utf8String),
);

const paymentServices = fields(
  field('rolesOfPSP', tag.sequence, listOf(field('RoleOfPSP', tag.sequence, paymentRole))),
  field('nCAName', tag.utf8String),
  field('nCAId', tag.utf8String),
);

const semantics = fields(
  optional(field('semanticsIdentifier', tag.objectIdentifier)),
  optional(
    field('nameRegistrationAuthorities', tag.sequence, listOf(field(null, [], generalName))),
  ),
);

/** What statementInfo holds, by statementId: ETSI EN 319 412-5 §4, ETSI TS 119 495 §5.1, RFC 3739 §3.2.6. */
const statementInfos: Readonly<Record<string, Asn1Type>> = {
  '0.4.0.1862.1.2': monetaryValue,
  '0.4.0.1862.1.5': listOf(field('PdsLocation', tag.sequence, pdsLocation)),
  '0.4.0.1862.1.6': listOf(field('QcType', tag.objectIdentifier)),
  '0.4.0.1862.1.7': listOf(field('Country', tag.printableString)),
  '0.4.0.19495.2': paymentServices,
  '1.3.6.1.5.5.7.11.1': semantics,
  '1.3.6.1.5.5.7.11.2': semantics,
};

/** QCStatement (RFC 3739 §3.2.6). */
export const qcStatement = fields(
  field('statementId', tag.objectIdentifier),
  optional(
    field('statementInfo', [], (oid) => (oid === null ? any : (statementInfos[oid] ?? any))),
  ),
);
