import { contentTypeOid } from '../cms/decode-signed-data.ts';
import type { DerError } from '../der/error.ts';
import type { DerReader } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '../der/tag.ts';
import { readObjectIdentifier, readOctetString, readSmallInteger } from '../der/values.ts';
import { hexOf } from '../octets.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { type Mac, readMac } from './mac.ts';

/** The most parts, and the most bags, that are read. */
export const maxBags = 20_000;

/** `PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }` */
export function readPfx(outer: DerReader): {
  readonly authSafe: Uint8Array;
  readonly mac: Mac | null;
} {
  const fields = outer.constructed('PFX');
  readSmallInteger(fields, 'version');
  const info = fields.constructed('authSafe');
  readObjectIdentifier(info, 'contentType');
  const content = info.constructed('content', contextConstructed(0));
  const authSafe = readOctetString(content, 'data');
  const mac = fields.atEnd ? null : readMac(fields);
  fields.finish();
  return { authSafe, mac };
}

/** `AuthenticatedSafe ::= SEQUENCE OF ContentInfo` */
export function readAuthenticatedSafe(outer: DerReader): readonly SafePart[] {
  const list = outer.constructed('AuthenticatedSafe');
  const parts: SafePart[] = [];
  while (!list.atEnd && parts.length <= maxBags) {
    parts.push(readContentInfo(list, `[${parts.length}]`));
  }
  if (parts.length > maxBags) refuseMore(list);
  return parts;
}

/** A part of the file: bags that lie open, bags that are encrypted, or what is not read here. */
export type SafePart = ReturnType<typeof readContentInfo>;

/** `data`, or `EncryptedData ::= SEQUENCE { version, EncryptedContentInfo }` (RFC 5652 §8). */
function readContentInfo(list: DerReader, path: string) {
  const fields = list.constructed(path);
  const type = readObjectIdentifier(fields, 'contentType');
  const content = fields.constructed('content', contextConstructed(0));
  if (type === contentTypeOid.data) {
    return { kind: 'plain' as const, octets: readOctetString(content, 'data') };
  }
  if (type !== contentTypeOid.encryptedData) return { kind: 'other' as const, type };
  const data = content.constructed('EncryptedData');
  readSmallInteger(data, 'version');
  const inner = data.constructed('encryptedContentInfo');
  readObjectIdentifier(inner, 'contentType');
  const algorithm = readAlgorithmIdentifier(inner, 'contentEncryptionAlgorithm');
  const octets = inner.contents(inner.element(contextPrimitive(0), 'encryptedContent'));
  return { kind: 'encrypted' as const, algorithm, octets };
}

/** The kinds of bag (RFC 7292 appendix D). */
export const bagOid = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  crl: '1.2.840.113549.1.12.10.1.4',
} as const;

/** A bag as it stands in the file. */
export interface RawBag {
  readonly type: string;
  readonly value: Uint8Array;
  readonly friendlyName: string | null;
  readonly keyId: string | null;
}

/** `SafeContents ::= SEQUENCE OF SafeBag` */
export function readSafeContents(outer: DerReader): readonly RawBag[] {
  const list = outer.constructed('SafeContents');
  const bags: RawBag[] = [];
  while (!list.atEnd && bags.length <= maxBags) {
    bags.push(readSafeBag(list, `[${bags.length}]`));
  }
  if (bags.length > maxBags) refuseMore(list);
  return bags;
}

/** `SafeBag ::= SEQUENCE { bagId OBJECT IDENTIFIER, bagValue [0] EXPLICIT ANY, bagAttributes SET OF Attribute OPTIONAL }` */
function readSafeBag(list: DerReader, path: string): RawBag {
  const fields = list.constructed(path);
  const type = readObjectIdentifier(fields, 'bagId');
  const wrapper = fields.constructed('bagValue', contextConstructed(0));
  const value = wrapper.raw(wrapper.any('value'));
  const attributes = fields.optionalConstructed('bagAttributes', tag.set);
  let friendlyName: string | null = null;
  let keyId: string | null = null;
  while (attributes !== null && !attributes.atEnd) {
    const attribute = attributes.constructed('attribute');
    const id = readObjectIdentifier(attribute, 'attrId');
    const values = attribute.constructed('attrValues', tag.set);
    const contents = values.atEnd ? new Uint8Array() : values.contents(values.any('value'));
    if (id === '1.2.840.113549.1.9.20') friendlyName = bmpText(contents);
    if (id === '1.2.840.113549.1.9.21') keyId = hexOf(contents);
  }
  fields.finish();
  return { type, value, friendlyName, keyId };
}

/** `CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT OCTET STRING }`; CRLBag alike. */
export function readTypedOctets(outer: DerReader): Uint8Array {
  const fields = outer.constructed('CertBag');
  readObjectIdentifier(fields, 'certId');
  const wrapper = fields.constructed('certValue', contextConstructed(0));
  return readOctetString(wrapper, 'value');
}

/** What is said of a file with very many bags. */
export function tooManyBags(offset: number): DerError {
  const message = `more than ${maxBags} are refused`;
  return { code: 'too-many-elements', offset, path: 'SafeContents', message };
}

function refuseMore(list: DerReader): void {
  const { code, message, offset } = tooManyBags(list.position);
  list.fail(code, '', offset, message);
}

function bmpText(octets: Uint8Array): string {
  const even = Buffer.from(octets.subarray(0, octets.length - (octets.length % 2)));
  return even.swap16().toString('utf16le');
}
