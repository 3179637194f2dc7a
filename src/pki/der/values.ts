import type { EpochMs } from '#shared/model/time.ts';
import { toDotted } from './object-identifier.ts';
import type { DerElement, DerReader } from './reader.ts';
import { describeTag, tag } from './tag.ts';
import { parseGeneralizedTime, parseUtcTime } from './time.ts';

const empty = new Uint8Array(0);
/** Octets; no list of named bits in use comes near it. */
const longestNamedBits = 16;

/** BOOLEAN; DER allows 0x00 and 0xff alone (X.690 §11.1). */
export function readBoolean(reader: DerReader, name: string): boolean {
  const element = reader.element(tag.boolean, name);
  if (reader.failed) return false;
  const value = reader.contents(element);
  if (value.length !== 1 || (value[0] !== 0x00 && value[0] !== 0xff)) {
    reader.fail('invalid-boolean', name, element.contentStart, 'a BOOLEAN is one octet, 00 or ff');
  }
  return value[0] === 0xff;
}

/** `BOOLEAN DEFAULT FALSE`: DER leaves FALSE out (X.690 §11.5); one that is written out is read, and recorded. */
export function readBooleanDefaultFalse(reader: DerReader, name: string): boolean {
  if (reader.peekTag() !== tag.boolean) return false;
  const at = reader.position;
  const value = readBoolean(reader, name);
  if (!reader.failed && !value) {
    const message = 'FALSE is the default and is left out in DER';
    reader.deviate({ code: 'default-encoded', name, offset: at, message, clause: 'X.690 §11.5' });
  }
  return value;
}

/** The content octets of an INTEGER in shortest two's complement form (X.690 §8.3.2); a view. */
export function readIntegerOctets(
  reader: DerReader,
  name: string,
  identifier: number = tag.integer,
): Uint8Array {
  const element = reader.element(identifier, name);
  if (reader.failed) return empty;
  const value = reader.contents(element);
  const first = value[0];
  const second = value[1];
  const isPadded =
    second !== undefined &&
    ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (first === undefined || isPadded) {
    reader.fail('invalid-integer', name, element.start, 'an INTEGER is not in its shortest form');
  }
  return value;
}

/** A small non-negative INTEGER or ENUMERATED, at most 2^31 − 1. */
export function readSmallInteger(
  reader: DerReader,
  name: string,
  identifier: number = tag.integer,
): number {
  const at = reader.position;
  const octets = readIntegerOctets(reader, name, identifier);
  if (reader.failed) return 0;
  if (octets.length > 4 || (octets[0] ?? 0) >= 0x80) {
    reader.fail('value-not-allowed', name, at, 'the number is negative or too large here');
    return 0;
  }
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

/** OCTET STRING contents; a view. */
export function readOctetString(reader: DerReader, name: string): Uint8Array {
  return reader.contents(reader.element(tag.octetString, name));
}

/** NULL, whose contents are empty. */
export function readNull(reader: DerReader, name: string, identifier: number = tag.null): void {
  const element = reader.element(identifier, name);
  if (!reader.failed && element.end !== element.contentStart) {
    reader.fail('invalid-null', name, element.start, 'a NULL has no contents');
  }
}

/** The octets of a BIT STRING that holds whole octets (a signature, a key): no unused bits; a view. */
export function readBitStringOctets(reader: DerReader, name: string): Uint8Array {
  const element = reader.element(tag.bitString, name);
  if (reader.failed) return empty;
  const value = reader.contents(element);
  if (value.length === 0 || value[0] !== 0) {
    reader.fail('invalid-bit-string', name, element.start, 'expected whole octets: no unused bits');
  }
  return value.subarray(1);
}

/**
 * A BIT STRING of named flags: the numbers of the bits that are set.
 *
 * Deviation: trailing zero bits, which DER leaves out (X.690 §11.2.2), are accepted, because CAs have
 * issued keyUsage extensions with them for years; they change no meaning.
 */
export function readNamedBits(
  reader: DerReader,
  name: string,
  identifier: number = tag.bitString,
): readonly number[] {
  const element = reader.element(identifier, name);
  if (reader.failed) return [];
  const value = reader.contents(element);
  const unused = value[0] ?? 8;
  const last = value.length > 1 ? (value[value.length - 1] ?? 0) : 0;
  const areUnusedBitsZero = value.length === 1 ? unused === 0 : (last & ((1 << unused) - 1)) === 0;
  if (unused > 7 || !areUnusedBitsZero || value.length > longestNamedBits) {
    const what = 'a list of named bits counts its unused bits, which are zero, in its first octet';
    reader.fail('invalid-bit-string', name, element.start, what);
    return [];
  }
  const set: number[] = [];
  for (let bit = 0; bit < (value.length - 1) * 8; bit++) {
    if (((value[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) set.push(bit);
  }
  return set;
}

/** OBJECT IDENTIFIER in dotted form. */
export function readObjectIdentifier(
  reader: DerReader,
  name: string,
  identifier: number = tag.objectIdentifier,
): string {
  const element = reader.element(identifier, name);
  if (reader.failed) return '';
  const dotted = toDotted(reader.contents(element));
  if (dotted === null) {
    const what = 'an arc is cut short, too large or not in its shortest form';
    reader.fail('invalid-object-identifier', name, element.start, what);
    return '';
  }
  return dotted;
}

/** GeneralizedTime as RFC 5280 §4.1.2.5.2 and RFC 6960 §4.2.2.1 allow it: seconds, `Z`, no fraction. */
export function readGeneralizedTime(reader: DerReader, name: string): EpochMs {
  return timeOf(reader, reader.element(tag.generalizedTime, name), name);
}

/** The CHOICE `Time` of certificates: UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function readTime(reader: DerReader, name: string): EpochMs {
  const next = reader.peekTag();
  if (next !== tag.utcTime && next !== tag.generalizedTime && next !== -1) {
    const what = `expected UTCTime or GeneralizedTime, found ${describeTag(next)}`;
    reader.fail('unexpected-tag', name, reader.position, what);
    return 0;
  }
  return timeOf(reader, reader.any(name), name);
}

function timeOf(reader: DerReader, element: DerElement, name: string): EpochMs {
  if (reader.failed) return 0;
  const octets = reader.contents(element);
  const isShort = element.tag === tag.utcTime;
  const at = isShort ? parseUtcTime(octets) : parseGeneralizedTime(octets);
  if (at === null) {
    const form = isShort ? 'a time YYMMDDHHMMSSZ' : 'a time YYYYMMDDHHMMSSZ';
    reader.fail(
      'invalid-time',
      name,
      element.start,
      `expected ${form}, found "${printable(octets)}"`,
    );
    return 0;
  }
  return at;
}

/** IA5String contents, or another string type of ASCII under an implicit tag. */
export function readIa5String(
  reader: DerReader,
  name: string,
  identifier: number = tag.ia5String,
): string {
  const element = reader.element(identifier, name);
  const octets = reader.contents(element);
  if (octets.some((octet) => octet > 0x7f)) {
    reader.fail('invalid-string', name, element.start, 'an IA5String holds ASCII alone');
    return '';
  }
  return latin1(octets);
}

function printable(octets: Uint8Array): string {
  return latin1(octets.subarray(0, 40)).replace(/[^\x20-\x7e]/g, '?');
}

function latin1(octets: Uint8Array): string {
  const view = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  return view.toString('latin1');
}
