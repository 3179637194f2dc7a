import {
  encodeBoolean,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
} from '../der/writer.ts';
import type { Extension } from '../x509/certificate.ts';

/** Writes Extensions without its context tag; the caller leaves an empty list out. */
export function encodeExtensions(extensions: readonly Extension[]): Uint8Array {
  return encodeSequence(...extensions.map(encodeExtension));
}

function encodeExtension({ oid, critical, value }: Extension): Uint8Array {
  const flag = critical ? [encodeBoolean(true)] : [];
  return encodeSequence(encodeObjectIdentifier(oid), ...flag, encodeOctetString(value));
}
