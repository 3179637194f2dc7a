import type { DerReader } from '../der/reader.ts';
import { contextConstructed, tag } from '../der/tag.ts';
import { readBoolean, readObjectIdentifier, readOctetString } from '../der/values.ts';
import type { Extension } from './certificate.ts';

/** The most extensions that one certificate may have; real ones have about ten. */
const maxExtensions = 100;

const none: readonly Extension[] = [];

/**
 * `[3] EXPLICIT Extensions OPTIONAL` of a certificate (RFC 5280 §4.1):
 *
 *     Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 *
 * Absent is empty. An extension that comes twice is refused (RFC 5280 §4.2).
 */
export function readCertificateExtensions(parent: DerReader): readonly Extension[] {
  const wrapper = parent.optionalConstructed('', contextConstructed(3));
  if (wrapper === null) return none;
  const at = wrapper.position;
  const list = wrapper.constructed('extensions');
  wrapper.finish();
  if (list.atEnd) list.fail('missing-element', '', at, 'a list of extensions is not empty');
  const extensions: Extension[] = [];
  while (!list.atEnd) {
    const path = `[${extensions.length}]`;
    const start = list.position;
    if (extensions.length === maxExtensions) {
      list.fail('too-many-elements', path, start, `more than ${maxExtensions} are refused`);
      break;
    }
    const extension = readExtension(list, path);
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
 *
 * Deviation: an encoded FALSE, which DER leaves out (X.690 §11.5), is accepted, because certificates
 * with it are in use and TLS libraries take them; it changes no meaning.
 */
function readExtension(parent: DerReader, path: string): Extension {
  const fields = parent.constructed(path);
  const oid = readObjectIdentifier(fields, 'extnID');
  const critical = fields.peekTag() === tag.boolean && readBoolean(fields, 'critical');
  const value = readOctetString(fields, 'extnValue');
  fields.finish();
  return { oid, critical, value };
}
