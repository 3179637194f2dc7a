import type { DerReader } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readBooleanDefaultFalse, readObjectIdentifier } from '../der/values.ts';
import {
  encodeBoolean,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
} from '../der/writer.ts';
import type { Extension } from '../x509/certificate.ts';
import { maxExtensions } from './limits.ts';
import { readSequenceOf } from './sequence-of.ts';

/** Reads further into the contents of extnValue, for an extension whose value the decoder understands. */
export type ReadExtensionValue = (oid: string, value: DerReader) => void;

/**
 * `[number] EXPLICIT Extensions OPTIONAL` (RFC 5280 §4.1, imported by RFC 6960 §4.1.1 and §4.2.1):
 *
 *     Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 *
 * An absent list is an empty one. The same extension twice is refused: RFC 5280 §4.2 allows one instance,
 * and of two nonces neither could be compared.
 */
export function readOptionalExtensions(
  parent: DerReader,
  identifier: number,
  name: string,
  readValue: ReadExtensionValue | null = null,
): readonly Extension[] {
  if (parent.peekTag() !== identifier) return none;
  const wrapper = parent.constructed('', identifier);
  const at = wrapper.position;
  const list = wrapper.constructed(name);
  if (list.atEnd) wrapper.fail('missing-element', name, at, 'a list of extensions is not empty');
  const extensions = readSequenceOf(list, maxExtensions, (items, path) =>
    readExtension(items, path, readValue),
  );
  const repeated = firstRepeated(extensions);
  if (repeated !== null) {
    wrapper.fail('duplicate-element', name, at, `extension ${repeated} comes more than once`);
  }
  wrapper.finish();
  return extensions;
}

const none: readonly Extension[] = [];

function firstRepeated(extensions: readonly Extension[]): string | null {
  for (const [index, { oid }] of extensions.entries()) {
    for (let i = 0; i < index; i++) if (extensions[i]?.oid === oid) return oid;
  }
  return null;
}

/**
 *     Extension ::= SEQUENCE {
 *         extnID     OBJECT IDENTIFIER,
 *         critical   BOOLEAN DEFAULT FALSE,
 *         extnValue  OCTET STRING }
 */
function readExtension(
  parent: DerReader,
  path: string,
  readValue: ReadExtensionValue | null,
): Extension {
  const fields = parent.constructed(path);
  const oid = readObjectIdentifier(fields, 'extnID');
  const critical = readBooleanDefaultFalse(fields, 'critical');
  const value = fields.element(tag.octetString, 'extnValue');
  fields.finish();
  if (readValue !== null && !fields.failed) readValue(oid, fields.inside(value, 'extnValue'));
  return { oid, critical, value: fields.contents(value) };
}

/** Writes Extensions without its context tag; the caller leaves an empty list out. */
export function encodeExtensions(extensions: readonly Extension[]): Uint8Array {
  return encodeSequence(...extensions.map(encodeExtension));
}

function encodeExtension({ oid, critical, value }: Extension): Uint8Array {
  const flag = critical ? [encodeBoolean(true)] : [];
  return encodeSequence(encodeObjectIdentifier(oid), ...flag, encodeOctetString(value));
}
