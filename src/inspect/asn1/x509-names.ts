import { contextConstructed, contextPrimitive, tag } from '#pki/der/tag.ts';
import { any, choice, field, fields, holding, implicit, listOf, optional } from './asn1-type.ts';

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2); the parameters that matter are opened by their own shape. */
export const algorithmIdentifier = fields(
  field('algorithm', tag.objectIdentifier),
  optional(
    field('parameters', [], (oid) => (oid === '1.2.840.113549.1.1.10' ? rsassaPssParams : any)),
  ),
);

/** RSASSA-PSS-params (RFC 4055 §3.1). */
const rsassaPssParams = fields(
  optional(
    field(
      'hashAlgorithm',
      contextConstructed(0),
      holding(field(null, tag.sequence, fields(field('algorithm', tag.objectIdentifier)))),
    ),
  ),
  optional(
    field(
      'maskGenAlgorithm',
      contextConstructed(1),
      holding(
        field(
          null,
          tag.sequence,
          fields(
            field('algorithm', tag.objectIdentifier),
            field('parameters', tag.sequence, fields(field('algorithm', tag.objectIdentifier))),
          ),
        ),
      ),
    ),
  ),
  optional(field('saltLength', contextConstructed(2), holding(field('saltLength', tag.integer)))),
  optional(
    field('trailerField', contextConstructed(3), holding(field('trailerField', tag.integer))),
  ),
);

const attribute = fields(field('type', tag.objectIdentifier), field('value', [], any));

/** RelativeDistinguishedName (RFC 5280 §4.1.2.4). */
export const relativeDistinguishedName = listOf(
  field('AttributeTypeAndValue', tag.sequence, attribute),
);

/** Name (RFC 5280 §4.1.2.4). */
export const name = listOf(field('RelativeDistinguishedName', tag.set, relativeDistinguishedName));

const ia5 = implicit(tag.ia5String);

/** GeneralName (RFC 5280 §4.2.1.6). */
export const generalName = choice(
  field(
    'otherName',
    contextConstructed(0),
    fields(
      field('type-id', tag.objectIdentifier),
      field('value', contextConstructed(0), holding(field(null, [], any))),
    ),
  ),
  field('rfc822Name', contextPrimitive(1), ia5),
  field('dNSName', contextPrimitive(2), ia5),
  field('x400Address', contextConstructed(3), any),
  field('directoryName', contextConstructed(4), holding(field('rdnSequence', tag.sequence, name))),
  field('ediPartyName', contextConstructed(5), any),
  field('uniformResourceIdentifier', contextPrimitive(6), ia5),
  field('iPAddress', contextPrimitive(7), implicit(tag.octetString)),
  field('registeredID', contextPrimitive(8), implicit(tag.objectIdentifier)),
);

export const generalNames = listOf(field(null, [], generalName));
