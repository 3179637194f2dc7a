import { err, ok, type Result } from '#shared/model/result.ts';

/** Identifier and length octets of one TLV, read as leniently as BER allows (X.690 §8.1). */
export interface TlvHeader {
  readonly start: number;
  readonly contentStart: number;
  /** Octets of contents as announced; null for the indefinite form. */
  readonly length: number | null;
  /** The first identifier octet: class, constructed bit and, below 31, the tag number. */
  readonly identifier: number;
  readonly tagNumber: number;
}

/** Why no header can be read at `offset`. */
export interface HeaderFault {
  readonly offset: number;
  readonly message: string;
}

const maxTagOctets = 4;
const maxLengthOctets = 6;

/** Reads the header of the TLV that starts at `start`, of which nothing may lie at `end` or behind. */
export function readHeader(
  bytes: Uint8Array,
  start: number,
  end: number,
): Result<TlvHeader, HeaderFault> {
  const identifier = bytes[start];
  if (identifier === undefined || start >= end) return fault(start, 'the element is missing');
  let at = start + 1;
  let tagNumber = identifier & 0x1f;
  if (tagNumber === 0x1f) {
    tagNumber = 0;
    for (let octet = 0x80; (octet & 0x80) !== 0; at++) {
      if (at >= end) return fault(at, 'the tag is cut short');
      if (at - start > maxTagOctets) return fault(start, 'the tag number is too large');
      octet = bytes[at] ?? 0;
      tagNumber = tagNumber * 128 + (octet & 0x7f);
    }
  }
  if (at >= end) return fault(at, 'the length is missing');
  const first = bytes[at] ?? 0;
  at += 1;
  if (first < 0x80) return ok({ start, contentStart: at, length: first, identifier, tagNumber });
  if (first === 0x80) return ok({ start, contentStart: at, length: null, identifier, tagNumber });
  const count = first & 0x7f;
  if (count > maxLengthOctets) return fault(at - 1, `a length of ${count} octets is refused`);
  if (at + count > end) return fault(at - 1, 'the length is cut short');
  let length = 0;
  for (const stop = at + count; at < stop; at++) length = length * 256 + (bytes[at] ?? 0);
  return ok({ start, contentStart: at, length, identifier, tagNumber });
}

function fault(offset: number, message: string): Result<never, HeaderFault> {
  return err({ offset, message });
}

/** True for a TLV whose contents are TLVs themselves. */
export function isConstructed(header: TlvHeader): boolean {
  return (header.identifier & 0x20) !== 0;
}

/** True for a TLV of the universal class. */
export function isUniversal(header: TlvHeader): boolean {
  return header.identifier < 0x40;
}

const universalNames: readonly (string | undefined)[] = [
  'end-of-contents',
  'BOOLEAN',
  'INTEGER',
  'BIT STRING',
  'OCTET STRING',
  'NULL',
  'OBJECT IDENTIFIER',
  'ObjectDescriptor',
  'EXTERNAL',
  'REAL',
  'ENUMERATED',
  'EMBEDDED PDV',
  'UTF8String',
  'RELATIVE-OID',
  'TIME',
  undefined,
  'SEQUENCE',
  'SET',
  'NumericString',
  'PrintableString',
  'TeletexString',
  'VideotexString',
  'IA5String',
  'UTCTime',
  'GeneralizedTime',
  'GraphicString',
  'VisibleString',
  'GeneralString',
  'UniversalString',
  'CHARACTER STRING',
  'BMPString',
];

const classPrefixes = ['UNIVERSAL ', 'APPLICATION ', '', 'PRIVATE '] as const;

/** Names the type of a TLV as ASN.1 writes it: `SEQUENCE`, `[0]`, `[APPLICATION 1]`. */
export function typeName(header: TlvHeader): string {
  const known = isUniversal(header) ? universalNames[header.tagNumber] : undefined;
  return known ?? `[${classPrefixes[header.identifier >> 6] ?? ''}${header.tagNumber}]`;
}
