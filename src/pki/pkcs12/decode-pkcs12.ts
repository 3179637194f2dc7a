import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import { berToDer } from '../cms/ber-to-der.ts';
import { contentTypeOid } from '../cms/decode-signed-data.ts';
import type { DerError } from '../der/error.ts';
import { type DerReader, decodeDer } from '../der/reader.ts';
import { contextConstructed, contextPrimitive, tag } from '../der/tag.ts';
import { readObjectIdentifier, readOctetString, readSmallInteger } from '../der/values.ts';
import { readEncryptedPrivateKey } from '../keys/encrypted-private-key.ts';
import {
  type DecryptionError,
  decryptWithPassword,
  derivationCost,
  describeEncryption,
  type PasswordEncryption,
} from '../keys/password-decryption.ts';
import { hexOf } from '../octets.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { derivePkcs12Key, type Pkcs12Hash } from './key-derivation.ts';

/** What stands in a bag of a PKCS#12 file. */
export interface Pkcs12Bag {
  readonly kind: 'certificate' | 'crl' | 'key' | 'other';
  readonly friendlyName: string | null;
  /** localKeyId, by which a key and its certificate belong together; lower-case hex. */
  readonly keyId: string | null;
  /** DER of the certificate, the CRL or the PrivateKeyInfo; of another bag its value. */
  readonly der: Uint8Array;
  /** How the key was encrypted in its bag; null where it was not. */
  readonly encryption: PasswordEncryption | null;
}

/** A PKCS#12 file that was opened. */
export interface Pkcs12 {
  readonly bags: readonly Pkcs12Bag[];
  /** How its parts are encrypted, each once. */
  readonly encryptions: readonly PasswordEncryption[];
  /** `SHA-256, 2048 rounds`; null where the file has none. */
  readonly mac: string | null;
}

/** Why a PKCS#12 file stays closed. */
export type Pkcs12Error =
  | { readonly code: 'malformed'; readonly error: DerError }
  | DecryptionError
  /** Encrypted, and no password was given. */
  | { readonly code: 'password-needed' };

const macHashes: Readonly<Record<string, Pkcs12Hash>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const maxMacRounds = 300_000;

/** Rounds of derivation for all that is encrypted in one file, in those of PBKDF2: a few seconds. */
const maxRounds = 6_000_000;
const maxBags = 20_000;

/** A password to open a file with, and the rounds that may still be spent on the file. */
interface Attempt {
  readonly password: string;
  readonly work: { left: number };
}

function decrypt(
  algorithm: AlgorithmIdentifier,
  octets: Uint8Array,
  { password, work }: Attempt,
): Result<Uint8Array, DecryptionError> {
  const cost = derivationCost(algorithm);
  if (cost > work.left) {
    return err({ code: 'too-costly', iterations: maxRounds - work.left + cost, limit: maxRounds });
  }
  work.left -= cost;
  return decryptWithPassword(algorithm, octets, password);
}

/** Opens a PKCS#12 file (RFC 7292 §4), DER or BER, with the first of the passwords that fits. */
export function decodePkcs12(
  bytes: Uint8Array,
  passwords: readonly string[],
): Result<Pkcs12, Pkcs12Error> {
  const der = berToDer(bytes);
  if (!der.ok) return malformed(der.error);
  const outer = decodeDer(der.value, readPfx);
  if (!outer.ok) return malformed(outer.error);
  const { authSafe, mac } = outer.value;
  if (mac !== null && mac.iterations > maxMacRounds) {
    return err({ code: 'too-costly', iterations: mac.iterations, limit: maxMacRounds });
  }
  // A file without a password has the empty one.
  const fitting = [...passwords, ''].find(
    (password) => mac === null || fits(mac, authSafe, password),
  );
  if (fitting === undefined) {
    return err({ code: passwords.length === 0 ? 'password-needed' : 'wrong-password' });
  }
  const isTold = mac !== null && mac.hash !== null;
  const tried = isTold ? [fitting] : [...passwords, ''];
  const work = { left: maxRounds };
  let last: Pkcs12Error = { code: 'wrong-password' };
  for (const password of tried) {
    const opened = openSafe(authSafe, { password, work });
    if (opened.ok) return ok({ ...opened.value, mac: mac === null ? null : mac.text });
    last = opened.error;
  }
  const isClosed = last.code === 'wrong-password' && passwords.length === 0;
  return err(isClosed ? { code: 'password-needed' } : last);
}

interface Mac {
  readonly hash: Pkcs12Hash | null;
  readonly text: string;
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** `PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }` */
function readPfx(outer: DerReader) {
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

/** `MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }` */
function readMac(parent: DerReader): Mac {
  const fields = parent.constructed('macData');
  const info = fields.constructed('mac');
  const { oid } = readAlgorithmIdentifier(info, 'digestAlgorithm');
  const digest = readOctetString(info, 'digest');
  const salt = readOctetString(fields, 'macSalt');
  const iterations = fields.atEnd ? 1 : readSmallInteger(fields, 'iterations');
  fields.finish();
  const hash = macHashes[oid] ?? null;
  const name = hash === null ? oid : hash.toUpperCase().replace('SHA', 'SHA-');
  return { hash, text: `${name}, ${iterations} rounds`, digest, salt, iterations };
}

function fits(
  { hash, digest, salt, iterations }: Mac,
  data: Uint8Array,
  password: string,
): boolean {
  // A MAC that is not known here tells nothing: decryption will.
  if (hash === null) return true;
  const length = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 }[hash];
  const key = derivePkcs12Key({ hash, password, salt, iterations, purpose: 'mac', length });
  const own = createHmac(hash, key).update(data).digest();
  return own.length === digest.length && timingSafeEqual(own, digest);
}

type Opened = Result<Omit<Pkcs12, 'mac'>, Pkcs12Error>;

/** `AuthenticatedSafe ::= SEQUENCE OF ContentInfo` */
function openSafe(authSafe: Uint8Array, attempt: Attempt): Opened {
  const contents = decodeInner(authSafe, (outer) => {
    const list = outer.constructed('AuthenticatedSafe');
    const infos: ReturnType<typeof readContentInfo>[] = [];
    while (!list.atEnd && infos.length <= maxBags) {
      infos.push(readContentInfo(list, `[${infos.length}]`));
    }
    if (infos.length > maxBags) refuseMore(list);
    return infos;
  });
  if (!contents.ok) return contents;
  const bags: Pkcs12Bag[] = [];
  const encryptions: PasswordEncryption[] = [];
  for (const info of contents.value) {
    if (info.kind === 'other') return err({ code: 'unsupported-encryption', algorithm: info.type });
    if (info.kind === 'encrypted') encryptions.push(describeEncryption(info.algorithm));
    const plain =
      info.kind === 'plain' ? ok(info.octets) : decrypt(info.algorithm, info.octets, attempt);
    if (!plain.ok) return plain;
    const read = openBags(plain.value, attempt);
    if (!read.ok) {
      const isGarbled = info.kind === 'encrypted' && read.error.code === 'malformed';
      return isGarbled ? err({ code: 'wrong-password' }) : read;
    }
    for (const bag of read.value) {
      bags.push(bag);
      if (bag.encryption !== null) encryptions.push(bag.encryption);
    }
    if (bags.length > maxBags) return malformed(tooMany(0));
  }
  const unique = new Map(encryptions.map((encryption) => [encryption.name, encryption]));
  return ok({ bags, encryptions: [...unique.values()] });
}

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

const bagOid = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  crl: '1.2.840.113549.1.12.10.1.4',
  nested: '1.2.840.113549.1.12.10.1.6',
} as const;

interface RawBag {
  readonly type: string;
  readonly value: Uint8Array;
  readonly friendlyName: string | null;
  readonly keyId: string | null;
}

function openBags(
  safeContents: Uint8Array,
  attempt: Attempt,
): Result<readonly Pkcs12Bag[], Pkcs12Error> {
  const raw = decodeInner(safeContents, readSafeContents);
  if (!raw.ok) return raw;
  const bags: Pkcs12Bag[] = [];
  for (const bag of raw.value) {
    const opened = openBag(bag, attempt);
    if (!opened.ok) return opened;
    bags.push(opened.value);
  }
  return ok(bags);
}

function openBag(
  { type, value, friendlyName, keyId }: RawBag,
  attempt: Attempt,
): Result<Pkcs12Bag, Pkcs12Error> {
  const common = { friendlyName, keyId, encryption: null };
  switch (type) {
    case bagOid.key:
      return ok({ ...common, kind: 'key', der: value });
    case bagOid.shroudedKey: {
      const key = decodeInner(value, readEncryptedPrivateKey);
      if (!key.ok) return key;
      const encryption = describeEncryption(key.value.algorithm);
      const plain = decrypt(key.value.algorithm, key.value.octets, attempt);
      return plain.ok ? ok({ ...common, kind: 'key', der: plain.value, encryption }) : plain;
    }
    case bagOid.certificate:
    case bagOid.crl: {
      const inner = decodeInner(value, readTypedOctets);
      if (!inner.ok) return inner;
      return ok({ ...common, kind: type === bagOid.crl ? 'crl' : 'certificate', der: inner.value });
    }
    default:
      return ok({ ...common, kind: 'other', der: value });
  }
}

/** `SafeContents ::= SEQUENCE OF SafeBag` */
function readSafeContents(outer: DerReader): readonly RawBag[] {
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
function readTypedOctets(outer: DerReader): Uint8Array {
  const fields = outer.constructed('CertBag');
  readObjectIdentifier(fields, 'certId');
  const wrapper = fields.constructed('certValue', contextConstructed(0));
  return readOctetString(wrapper, 'value');
}

function tooMany(offset: number): DerError {
  const message = `more than ${maxBags} are refused`;
  return { code: 'too-many-elements', offset, path: 'SafeContents', message };
}

function refuseMore(list: DerReader): void {
  const { code, message, offset } = tooMany(list.position);
  list.fail(code, '', offset, message);
}

function bmpText(octets: Uint8Array): string {
  const even = Buffer.from(octets.subarray(0, octets.length - (octets.length % 2)));
  return even.swap16().toString('utf16le');
}

function decodeInner<T>(
  bytes: Uint8Array,
  decode: (reader: DerReader) => T,
): Result<T, Pkcs12Error> {
  const der = berToDer(bytes);
  if (!der.ok) return malformed(der.error);
  const decoded = decodeDer(der.value, decode);
  return decoded.ok ? decoded : malformed(decoded.error);
}

function malformed(error: DerError): Result<never, Pkcs12Error> {
  return err({ code: 'malformed', error });
}
