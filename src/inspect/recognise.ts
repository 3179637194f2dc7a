import { toDotted } from '#pki/der/object-identifier.ts';
import { tag } from '#pki/der/tag.ts';
import { isOpensshKey } from '#pki/keys/openssh.ts';
import { isKeyStore } from '#pki/keystore/decode-keystore.ts';
import { readHeader } from './asn1/header.ts';

/** What an input is, by its shape alone: whether it is well-formed is for its decoder to say. */
export type ObjectShape =
  | 'certificate'
  | 'ocsp-request'
  | 'ocsp-response'
  | 'certificate-request'
  | 'crl'
  | 'pkcs7'
  | 'pkcs12'
  | 'timestamp-token'
  | 'timestamp-response'
  | 'attribute-certificate'
  | 'java-key-store'
  | 'private-key'
  | 'openssh-key'
  | 'public-key'
  | 'openssh-public-key'
  | 'html'
  | 'xml'
  | 'json'
  | 'text'
  | 'empty'
  | 'asn1'
  | 'unknown';

const descriptions: Readonly<Record<ObjectShape, string>> = {
  certificate: 'a certificate',
  'ocsp-request': 'an OCSP request',
  'ocsp-response': 'an OCSP response',
  'certificate-request': 'a certificate request (CSR)',
  crl: 'a certificate revocation list (CRL)',
  pkcs7: 'a PKCS#7 file',
  pkcs12: 'a PKCS#12 file',
  'timestamp-token': 'a timestamp token',
  'timestamp-response': 'a timestamp response',
  'attribute-certificate': 'an attribute certificate',
  'java-key-store': 'a Java key store',
  'private-key': 'a private key',
  'openssh-key': 'a private key of OpenSSH',
  'public-key': 'a public key',
  'openssh-public-key': 'a public key of OpenSSH',
  html: 'an HTML page',
  xml: 'an XML document',
  json: 'a JSON document',
  text: 'a text',
  empty: 'empty',
  asn1: 'ASN.1 of a kind that is not recognised',
  unknown: 'neither PEM, base64 nor DER',
};

/** Names a shape as it stands in a sentence: "an OCSP response". */
export function describeShape(shape: ObjectShape): string {
  return descriptions[shape];
}

/** Tells what an object is from its first elements; it may be cut short. */
export function recognise(bytes: Uint8Array): ObjectShape {
  if (bytes.length === 0) return 'empty';
  if (isKeyStore(bytes)) return 'java-key-store';
  if (isOpensshKey(bytes)) return 'openssh-key';
  const outer = readHeader(bytes, 0, bytes.length);
  if (bytes[0] !== tag.sequence || !outer.ok) return recogniseText(bytes) ?? 'unknown';
  const contents = childrenOf(bytes, outer.value);
  return recogniseSequence(bytes, contents) ?? recogniseText(bytes) ?? 'asn1';
}

/** A TLV as far as it is there. */
interface Part {
  readonly identifier: number;
  readonly contentStart: number;
  readonly end: number;
}

const maxParts = 10;

/** The first elements of a constructed element; the last of them may be cut short. */
function childrenOf(
  bytes: Uint8Array,
  parent: { readonly contentStart: number; readonly length: number | null },
): readonly Part[] {
  const { contentStart, length } = parent;
  const end = Math.min(length === null ? bytes.length : contentStart + length, bytes.length);
  const parts: Part[] = [];
  for (let at = contentStart; at < end && parts.length < maxParts; ) {
    const header = readHeader(bytes, at, end);
    if (!header.ok) break;
    const { identifier, contentStart: start } = header.value;
    at = header.value.length === null ? end : Math.min(start + header.value.length, end);
    parts.push({ identifier, contentStart: start, end: at });
  }
  return parts;
}

function inside(bytes: Uint8Array, part: Part | undefined): readonly Part[] {
  if (part === undefined || (part.identifier & 0x20) === 0) return [];
  return childrenOf(bytes, {
    contentStart: part.contentStart,
    length: part.end - part.contentStart,
  });
}

function recogniseSequence(bytes: Uint8Array, parts: readonly Part[]): ObjectShape | null {
  const [first, second] = parts;
  switch (first?.identifier) {
    case tag.enumerated:
      return 'ocsp-response';
    case tag.objectIdentifier:
      return recogniseContent(bytes, parts);
    case tag.integer:
      return recogniseNumbered(bytes, parts);
    case tag.sequence:
      return recogniseSigned(bytes, inside(bytes, first), second);
    default:
      return null;
  }
}

const pkcs7 = '1.2.840.113549.1.7.';
const timestampInfo = '1.2.840.113549.1.9.16.1.4';

/** A ContentInfo; a timestamp token is told by what it signs. */
function recogniseContent(bytes: Uint8Array, parts: readonly Part[]): ObjectShape | null {
  const [type, content] = parts;
  if (type === undefined || !oidOf(bytes, type).startsWith(pkcs7)) return null;
  const [, , encapsulated] = inside(bytes, inside(bytes, content)[0]);
  const [contentType] = inside(bytes, encapsulated);
  const isTimestamp = contentType !== undefined && oidOf(bytes, contentType) === timestampInfo;
  return isTimestamp ? 'timestamp-token' : 'pkcs7';
}

/** What begins with a version number: keys and PKCS#12. */
function recogniseNumbered(bytes: Uint8Array, parts: readonly Part[]): ObjectShape | null {
  const [, second, third] = parts;
  if (second?.identifier === tag.octetString) return 'private-key';
  if (second?.identifier === tag.integer) {
    return third?.identifier === tag.integer ? 'private-key' : 'public-key';
  }
  const [inner] = inside(bytes, second);
  if (inner?.identifier !== tag.objectIdentifier) return null;
  if (oidOf(bytes, inner).startsWith(pkcs7)) return 'pkcs12';
  return third?.identifier === tag.octetString ? 'private-key' : null;
}

/** What begins with a SEQUENCE: something that is signed, or a key with its algorithm. */
function recogniseSigned(
  bytes: Uint8Array,
  tbs: readonly Part[],
  second: Part | undefined,
): ObjectShape | null {
  if (tbs[0]?.identifier === tag.objectIdentifier) {
    if (second?.identifier === tag.bitString) return 'public-key';
    return second?.identifier === tag.octetString ? 'private-key' : null;
  }
  const fields = tbs.filter(({ identifier }) => (identifier & 0xc0) === 0);
  const [content] = inside(bytes, second);
  const isStatus = isSmallNumber(tbs[0]) && tbs.length <= 3;
  if (isStatus && content !== undefined && oidOf(bytes, content).startsWith(pkcs7)) {
    return 'timestamp-response';
  }
  if (isStatus && second === undefined) return 'timestamp-response';
  if (fields[0]?.identifier !== tag.integer) {
    if (isAlgorithm(bytes, fields[0])) return isTime(fields[2]) ? 'crl' : null;
    return isRequestList(bytes, fields[0]) ? 'ocsp-request' : null;
  }
  if (!isAlgorithm(bytes, fields[1])) {
    if (isHolder(bytes, fields[1])) return 'attribute-certificate';
    return isName(bytes, fields[1]) ? 'certificate-request' : null;
  }
  return isTime(fields[3]) ? 'crl' : 'certificate';
}

function isAlgorithm(bytes: Uint8Array, part: Part | undefined): boolean {
  return inside(bytes, part)[0]?.identifier === tag.objectIdentifier;
}

function isName(bytes: Uint8Array, part: Part | undefined): boolean {
  const [first] = inside(bytes, part);
  return part?.identifier === tag.sequence && (first === undefined || first.identifier === tag.set);
}

function isSmallNumber(part: Part | undefined): boolean {
  return part?.identifier === tag.integer && part.end - part.contentStart === 1;
}

/** The holder of an attribute certificate, whose fields all have tags of the context. */
function isHolder(bytes: Uint8Array, part: Part | undefined): boolean {
  const [first] = inside(bytes, part);
  return first !== undefined && (first.identifier & 0xe0) === 0xa0;
}

function isTime(part: Part | undefined): boolean {
  return part?.identifier === tag.utcTime || part?.identifier === tag.generalizedTime;
}

/** `SEQUENCE OF SEQUENCE { CertID … }`, where a CertID begins with an algorithm and two hashes. */
function isRequestList(bytes: Uint8Array, part: Part | undefined): boolean {
  const [certId] = inside(bytes, inside(bytes, part)[0]);
  const [algorithm, nameHash] = inside(bytes, certId);
  return isAlgorithm(bytes, algorithm) && nameHash?.identifier === tag.octetString;
}

function oidOf(bytes: Uint8Array, part: Part): string {
  return toDotted(bytes.subarray(part.contentStart, part.end)) ?? '';
}

/** Enough to tell a page from a message; a whole file is not read for that. */
const maxSniffed = 1_024;

function recogniseText(bytes: Uint8Array): ObjectShape | null {
  const text = textOf(bytes.subarray(0, maxSniffed))?.trimStart() ?? null;
  if (text === null) return null;
  if (/^(<!--[^>]*-->\s*)?<(!doctype html|html|head|body)/i.test(text)) return 'html';
  if (/^(ssh-(rsa|ed25519)|ecdsa-sha2-\S+) AAAA/.test(text)) return 'openssh-public-key';
  if (text.startsWith('<')) return /<html/i.test(text) ? 'html' : 'xml';
  if (/^[{[]/.test(text)) return 'json';
  return 'text';
}

/** Text in UTF-8 without control characters; null for anything else. */
function textOf(head: Uint8Array): string | null {
  if (head.some((octet) => octet < 0x20 && !isWhiteSpace(octet))) return null;
  try {
    // As a stream: a character may be cut where the head ends.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    // What is no UTF-8 is no text.
    return null;
  }
}

function isWhiteSpace(octet: number): boolean {
  return octet === 0x09 || octet === 0x0a || octet === 0x0c || octet === 0x0d;
}
