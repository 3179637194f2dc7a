import { ASN1 } from '@lapo/asn1js';
import { tag } from '#pki/der/tag.ts';
import { parseGeneralizedTime, parseUtcTime } from '#pki/der/time.ts';
import { hexOf } from '#pki/octets.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import { remembering } from '#shared/remembered.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import type { TlvHeader } from './header.ts';
import { oidName } from './oid-name.ts';

/** Octets of a value that are shown; the rest is in the bytes. */
const maxHexOctets = 64;
/** Octets up to which the library decodes a value: its time grows faster than the length. */
const maxLibraryOctets = 4_096;
const maxCharacters = 512;

/** The contents of one primitive TLV, and the universal type to read them as. */
export interface PrimitiveValue {
  readonly contents: Uint8Array;
  /** Identifier octet of a universal type; an implicit tag is replaced by what it stands for. */
  readonly as: number;
}

/** The value of a primitive TLV as a person reads it; null where there is nothing to say. */
export function valueText({ contents, as }: PrimitiveValue): string | null {
  switch (as) {
    case tag.null:
      return contents.length === 0 ? null : hexText(contents);
    case tag.boolean:
      return contents.length === 1 ? booleanText(contents[0] ?? 0) : hexText(contents);
    case tag.integer:
    case tag.enumerated:
      return integerText(contents);
    case tag.bitString:
      return bitStringText(contents);
    case tag.octetString:
      return hexText(contents);
    case tag.utcTime:
    case tag.generalizedTime:
      return timeText({ contents, as });
    default:
      return libraryText({ contents, as }) ?? hexText(contents);
  }
}

/** The universal type that a header stands for: itself, or for another class octets. */
export function ownType(header: TlvHeader): number {
  return header.identifier < 0x40 ? header.identifier & 0x1f : tag.octetString;
}

function booleanText(octet: number): string {
  if (octet === 0xff) return 'TRUE';
  return octet === 0 ? 'FALSE' : `TRUE, as ${octet.toString(16).padStart(2, '0')}`;
}

/** Decimal while it is a number to read, hex once it is one to compare (serial numbers, moduli). */
function integerText(contents: Uint8Array): string {
  if (contents.length === 0) return 'empty';
  if (contents.length > 6) return hexText(contents);
  let value = (contents[0] ?? 0) >= 0x80 ? -1 : 0;
  for (const octet of contents) value = value * 256 + octet;
  return String(value);
}

function bitStringText(contents: Uint8Array): string {
  const unused = contents[0];
  if (unused === undefined || unused > 7) return hexText(contents);
  const octets = contents.subarray(1);
  if (octets.length === 0) return 'no bits';
  if (octets.length > 4) {
    const left = unused === 0 ? '' : `, ${unused} unused bits`;
    return `${hexText(octets)}${left}`;
  }
  const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
  return bits.slice(0, bits.length - unused);
}

/** Octets as lower-case hex, cut with a note of how many there are. */
export function hexText(octets: Uint8Array): string {
  if (octets.length === 0) return 'empty';
  const hex = hexOf(octets.subarray(0, maxHexOctets));
  return octets.length <= maxHexOctets ? hex : `${hex}… (${octets.length} octets)`;
}

/** A time as DER has it, in RFC 3339; any other form as it stands. */
function timeText({ contents, as }: PrimitiveValue): string {
  const at = as === tag.utcTime ? parseUtcTime(contents) : parseGeneralizedTime(contents);
  if (at !== null) return toRfc3339(at);
  const text = Buffer.from(contents.subarray(0, 32)).toString('latin1');
  return `not a time: ${toSafeText(text)}`;
}

/** Strings and object identifiers, which the library knows best; null where they are malformed. */
function libraryText({ contents, as }: PrimitiveValue): string | null {
  if (contents.length > maxLibraryOctets || contents.length === 0) return null;
  if (as === tag.objectIdentifier) return identifierText(latin1(contents)) || null;
  const text = isPlainString(contents, as) ? latin1(contents) : libraryContent(contents, as);
  if (text === null || text.startsWith('invalid length')) return null;
  const readable = toSafeText(text);
  return readable.length <= maxCharacters ? readable : `${readable.slice(0, maxCharacters)}…`;
}

function libraryContent(contents: Uint8Array, as: number): string | null {
  const tlv = new Uint8Array(4 + contents.length);
  tlv.set([as, 0x82, contents.length >> 8, contents.length & 0xff]);
  tlv.set(contents, 4);
  try {
    return ASN1.decode(tlv).content();
  } catch {
    // The library throws on contents that their type does not allow: they are shown as hex then.
    return null;
  }
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}

const asciiTypes: ReadonlySet<number> = new Set([
  tag.utf8String,
  tag.printableString,
  tag.ia5String,
  tag.visibleString,
]);

/** A string of printable ASCII: what the library would make of it is known. */
function isPlainString(contents: Uint8Array, as: number): boolean {
  if (!asciiTypes.has(as)) return false;
  for (let at = 0; at < contents.length; at++) {
    const octet = contents[at] ?? 0;
    if (octet < 0x20 || octet > 0x7e) return false;
  }
  return true;
}

/** The identifier whose contents are these octets, with its name; empty where they are malformed. */
const identifierText = remembering((octets) => {
  const text = libraryContent(Buffer.from(octets, 'latin1'), tag.objectIdentifier);
  if (text === null || text.startsWith('invalid length')) return '';
  const dotted = text.split('\n')[0] ?? '';
  if (dotted.endsWith('.incomplete')) return '';
  const name = oidName(dotted);
  return name === null ? dotted : `${dotted} ${name}`;
});
