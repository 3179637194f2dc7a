import type { DerReader } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readBooleanDefaultFalse, readObjectIdentifier } from '../der/values.ts';
import type { Extension } from './certificate.ts';

/** The most extensions that one list may have; real ones have about ten. */
const maxExtensions = 100;

const none: readonly Extension[] = [];

/** Reads further into the contents of extnValue, for an extension whose value the decoder understands. */
export type ReadExtensionValue = (oid: string, value: DerReader) => void;

/**
 * `[number] EXPLICIT Extensions OPTIONAL` (RFC 5280 §4.1), as certificates, CRLs and OCSP messages have it:
 *
 *     Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 *
 * Absent is empty; empty is recorded as a deviation, as real responders send it. An extension that comes twice
 * is refused: RFC 5280 §4.2 allows one instance, and of two nonces neither could be compared.
 */
export function readOptionalExtensions(
  parent: DerReader,
  { number, name }: { readonly number: number; readonly name: string },
  readValue: ReadExtensionValue | null = null,
): readonly Extension[] {
  const wrapper = parent.optionalConstructed('', contextConstructed(number));
  if (wrapper === null) return none;
  const extensions = readExtensions(wrapper, name, readValue);
  wrapper.finish();
  return extensions;
}

/** `Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension` (RFC 5280 §4.1). */
export function readExtensions(
  parent: DerReader,
  name: string,
  readValue: ReadExtensionValue | null = null,
): readonly Extension[] {
  const offset = parent.position;
  const list = parent.constructed(name);
  if (list.atEnd) {
    const message = 'a list of extensions that is present has at least one';
    parent.deviate({ code: 'empty-list', name, offset, message, clause: 'RFC 5280 §4.1' });
    return none;
  }
  const extensions: Extension[] = [];
  while (!list.atEnd) {
    const path = `[${extensions.length}]`;
    const start = list.position;
    if (extensions.length === maxExtensions) {
      list.fail('too-many-elements', path, start, `more than ${maxExtensions} are refused`);
      break;
    }
    const extension = readExtension(list, path, readValue);
    if (extensions.some(({ oid }) => oid === extension.oid)) {
      list.fail('duplicate-element', path, start, `extension ${extension.oid} comes twice`);
    }
    extensions.push(extension);
  }
  return extensions;
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
