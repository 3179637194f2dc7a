import { type DerReader, decodeDer } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readObjectIdentifier } from '../der/values.ts';

/** One attribute of a Name: its type, and its value as it is encoded. */
export interface Attribute {
  readonly type: string;
  /** Identifier octet of the value. */
  readonly valueTag: number;
  readonly contents: Uint8Array;
  /** The whole TLV of the value. */
  readonly encoded: Uint8Array;
}

/** A Name: relative distinguished names from the root downwards, each a set of one or more attributes. */
export type RdnSequence = readonly (readonly Attribute[])[];

/** The most attributes that one Name may have. */
const maxAttributes = 256;

/**
 * Decodes a Name (RFC 5280 §4.1.2.4); null where it is none. The order of a SET of several attributes is
 * not judged: CAs get it wrong, and names are compared as sets.
 *
 *     Name ::= CHOICE { rdnSequence  RDNSequence }
 *     RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
 *     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 *     AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 */
export function decodeRdnSequence(der: Uint8Array): RdnSequence | null {
  const decoded = decodeDer(der, (outer) => {
    const names = outer.constructed('Name');
    const rdns: (readonly Attribute[])[] = [];
    let left = maxAttributes;
    while (!names.atEnd) {
      const set = names.constructed('rdn', tag.set);
      const attributes: Attribute[] = [];
      do {
        attributes.push(readAttribute(set));
        left -= 1;
        if (left < 0) set.fail('too-many-elements', '', set.position, 'too many attributes');
      } while (!set.atEnd);
      rdns.push(attributes);
    }
    return rdns;
  });
  return decoded.ok ? decoded.value : null;
}

function readAttribute(set: DerReader): Attribute {
  const fields = set.constructed('attribute');
  const type = readObjectIdentifier(fields, 'type');
  const value = fields.any('value');
  fields.finish();
  return {
    type,
    valueTag: value.tag,
    contents: fields.contents(value),
    encoded: fields.raw(value),
  };
}
