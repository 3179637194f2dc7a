/** Identifier octets (X.690 §8.1.2) of the types that certificates and OCSP use. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const;

/** The identifier octet of a context-specific, constructed tag: `[n] EXPLICIT` or an implicit constructed type. */
export function contextConstructed(number: number): number {
  return 0xa0 | number;
}

/** The identifier octet of a context-specific, primitive tag: an `[n] IMPLICIT` primitive type. */
export function contextPrimitive(number: number): number {
  return 0x80 | number;
}

const names: Readonly<Record<number, string>> = {
  [tag.boolean]: 'BOOLEAN',
  [tag.integer]: 'INTEGER',
  [tag.bitString]: 'BIT STRING',
  [tag.octetString]: 'OCTET STRING',
  [tag.null]: 'NULL',
  [tag.objectIdentifier]: 'OBJECT IDENTIFIER',
  [tag.enumerated]: 'ENUMERATED',
  [tag.utf8String]: 'UTF8String',
  [tag.sequence]: 'SEQUENCE',
  [tag.set]: 'SET',
  [tag.numericString]: 'NumericString',
  [tag.printableString]: 'PrintableString',
  [tag.teletexString]: 'TeletexString',
  [tag.ia5String]: 'IA5String',
  [tag.utcTime]: 'UTCTime',
  [tag.generalizedTime]: 'GeneralizedTime',
  [tag.visibleString]: 'VisibleString',
  [tag.universalString]: 'UniversalString',
  [tag.bmpString]: 'BMPString',
};

/** Names an identifier octet for a person: `SEQUENCE`, `[0]`, `tag 0x7f`. */
export function describeTag(octet: number): string {
  const known = names[octet];
  if (known !== undefined) return known;
  const isContext = (octet & 0xc0) === 0x80;
  return isContext ? `[${octet & 0x1f}]` : `tag 0x${octet.toString(16).padStart(2, '0')}`;
}
