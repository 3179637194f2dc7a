import type { EpochMs } from '#shared/model/time.ts';
import { contextConstructed, tag } from './tag.ts';

/** Writes one TLV in DER: identifier octet, shortest definite length, the contents one after the other. */
export function encodeElement(identifier: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const lengthOctets = encodeLength(length);
  const bytes = new Uint8Array(1 + lengthOctets.length + length);
  bytes[0] = identifier;
  bytes.set(lengthOctets, 1);
  let at = 1 + lengthOctets.length;
  for (const part of contents) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

export function encodeSequence(...elements: readonly Uint8Array[]): Uint8Array {
  return encodeElement(tag.sequence, ...elements);
}

/** `[number] EXPLICIT` around one element. */
export function encodeExplicit(number: number, element: Uint8Array): Uint8Array {
  return encodeElement(contextConstructed(number), element);
}

export function encodeOctetString(octets: Uint8Array): Uint8Array {
  return encodeElement(tag.octetString, octets);
}

/** BIT STRING of whole octets. */
export function encodeBitString(octets: Uint8Array): Uint8Array {
  return encodeElement(tag.bitString, Uint8Array.of(0), octets);
}

export function encodeNull(): Uint8Array {
  return encodeElement(tag.null);
}

export function encodeBoolean(value: boolean): Uint8Array {
  return encodeElement(tag.boolean, Uint8Array.of(value ? 0xff : 0x00));
}

/** INTEGER from content octets that are already in shortest two's complement form, as a decoder gives them. */
export function encodeIntegerOctets(octets: Uint8Array): Uint8Array {
  return encodeElement(tag.integer, octets);
}

/** A small non-negative INTEGER or ENUMERATED. */
export function encodeSmallInteger(value: number, identifier: number = tag.integer): Uint8Array {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  if ((octets[0] ?? 0x80) >= 0x80) octets.unshift(0);
  return encodeElement(identifier, Uint8Array.from(octets));
}

/** Those that were written before: the same few are written again and again. */
const written = new Map<string, Uint8Array>();
const mostWritten = 500;

/** OBJECT IDENTIFIER from dotted form; the caller gives a valid one. Arcs may be of any size. */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const earlier = written.get(dotted);
  if (earlier !== undefined) return earlier;
  const encoded = encodeArcs(dotted);
  if (written.size < mostWritten) written.set(dotted, encoded);
  return encoded;
}

function encodeArcs(dotted: string): Uint8Array {
  const [root = 0n, second = 0n, ...arcs] = dotted.split('.').map(BigInt);
  const octets = [root * 40n + second, ...arcs].flatMap(encodeArc);
  return encodeElement(tag.objectIdentifier, Uint8Array.from(octets));
}

function encodeArc(arc: bigint): readonly number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(0x80 | Number(rest & 0x7fn));
  return octets;
}

/** GeneralizedTime in whole seconds: `YYYYMMDDHHMMSSZ`. */
export function encodeGeneralizedTime(at: EpochMs): Uint8Array {
  const text = new Date(at)
    .toISOString()
    .replace(/[-:T]/g, '')
    .replace(/\.\d{3}/, '');
  return encodeElement(tag.generalizedTime, new TextEncoder().encode(text));
}
