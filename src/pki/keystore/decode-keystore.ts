import { createDecipheriv, createHash, hash, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { DerError } from '../der/error.ts';
import { decodeDer } from '../der/reader.ts';
import { readOctetString, readSmallInteger } from '../der/values.ts';
import {
  decodeEncryptedPrivateKey,
  type EncryptedPrivateKey,
} from '../keys/encrypted-private-key.ts';
import type { DecryptionError } from '../keys/password-decryption.ts';
import { isSameOctets } from '../octets.ts';

/** An entry of a Java key store. */
export type KeyStoreEntry =
  | {
      readonly kind: 'certificate';
      readonly alias: string;
      readonly createdAt: EpochMs;
      readonly certificate: Uint8Array;
    }
  | {
      readonly kind: 'key';
      readonly alias: string;
      readonly createdAt: EpochMs;
      readonly key: EncryptedPrivateKey;
      /** DER; the certificate of the key first. */
      readonly chain: readonly Uint8Array[];
    }
  | { readonly kind: 'secret'; readonly alias: string; readonly createdAt: EpochMs };

/** A key store of Java, JKS or JCEKS; its certificates are not encrypted. */
export interface KeyStore {
  readonly format: 'JKS' | 'JCEKS';
  readonly version: number;
  readonly entries: readonly KeyStoreEntry[];
  /** Why reading stopped before the end: a secret key in a JCEKS store is a Java object of any shape. */
  readonly stopped: string | null;
  /** The octets that the checksum is over, and the checksum; null where reading stopped before it. */
  readonly checksum: { readonly over: Uint8Array; readonly digest: Uint8Array } | null;
}

const maxEntries = 20_000;
const maxChain = 64;

/** Whether octets begin as such a file. */
export function isKeyStore(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== null;
}

function formatOf(bytes: Uint8Array): 'JKS' | 'JCEKS' | null {
  if (bytes.length < 4) return null;
  const magic = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return magic === 0xfeedfeed ? 'JKS' : magic === 0xcececece ? 'JCEKS' : null;
}

/** Reads the entries of a key store; no password is needed for that. */
export function decodeKeyStore(bytes: Uint8Array): Result<KeyStore, DerError> {
  const format = formatOf(bytes);
  if (format === null)
    return err({ code: 'value-not-allowed', offset: 0, path: '', message: 'no key store of Java' });
  const reader = new JavaReader(bytes);
  reader.number('magic');
  const version = reader.number('version');
  const count = reader.number('count');
  if (version !== 1 && version !== 2)
    reader.fail('version', `version ${version} is neither 1 nor 2`);
  if (count > maxEntries) reader.fail('count', `${count} entries are more than ${maxEntries}`);
  const entries: KeyStoreEntry[] = [];
  let stopped: string | null = null;
  for (let i = 0; i < count && reader.failure === null && stopped === null; i++) {
    const entry = readEntry(reader, version, `entries[${i}]`);
    if (entry === null) break;
    entries.push(entry);
    if (entry.kind === 'secret') {
      stopped = `The entry "${entry.alias}" is a secret key, a serialised Java object: it and what follows is not read.`;
    }
  }
  const end = reader.position;
  const digest = stopped === null ? reader.octets(20, 'checksum') : null;
  if (stopped === null && reader.position !== bytes.length)
    reader.fail('', 'octets are left over after the checksum');
  if (reader.failure !== null) return err(reader.failure);
  const checksum = digest === null ? null : { over: bytes.subarray(0, end), digest };
  return ok({ format, version, entries, stopped, checksum });
}

function readEntry(reader: JavaReader, version: number, path: string): KeyStoreEntry | null {
  const kind = reader.number(`${path}.tag`);
  const alias = reader.utf(`${path}.alias`);
  const createdAt = reader.time(`${path}.date`);
  switch (kind) {
    case 1: {
      const length = reader.number(`${path}.key`);
      const at = reader.position;
      const key = decodeEncryptedPrivateKey(reader.octets(length, `${path}.key`));
      if (!key.ok) {
        reader.fail(`${path}.key`, key.error.message, at + key.error.offset);
        return null;
      }
      const count = reader.number(`${path}.chain`);
      if (count > maxChain) {
        reader.fail(`${path}.chain`, `${count} certificates are more than ${maxChain}`);
      }
      const chain: Uint8Array[] = [];
      for (let i = 0; i < count && reader.failure === null; i++) {
        chain.push(readCertificate(reader, version, `${path}.chain[${i}]`));
      }
      return { kind: 'key', alias, createdAt, key: key.value, chain };
    }
    case 2:
      return {
        kind: 'certificate',
        alias,
        createdAt,
        certificate: readCertificate(reader, version, path),
      };
    case 3:
      return { kind: 'secret', alias, createdAt };
    default:
      reader.fail(`${path}.tag`, `${kind} is no kind of entry`);
      return null;
  }
}

function readCertificate(reader: JavaReader, version: number, path: string): Uint8Array {
  if (version === 2) reader.utf(`${path}.type`);
  const length = reader.number(`${path}.length`);
  return reader.octets(length, path);
}

/** Whether the password is that of the store: SHA-1 over the password, a fixed word and the entries. */
export function isKeyStorePassword({ checksum }: KeyStore, password: string): boolean {
  if (checksum === null) return false;
  const own = createHash('sha1')
    .update(utf16(password))
    .update('Mighty Aphrodite')
    .update(checksum.over)
    .digest();
  return timingSafeEqual(own, checksum.digest);
}

const jksProtection = '1.3.6.1.4.1.42.2.17.1.1';
const jceksProtection = '1.3.6.1.4.1.42.2.19.1';
const maxRounds = 300_000;

/** Opens a key of a store: DER of its PrivateKeyInfo. */
export function decryptKeyStoreKey(
  { algorithm, octets }: EncryptedPrivateKey,
  password: string,
): Result<Uint8Array, DecryptionError> {
  if (algorithm.oid === jksProtection) return decryptJks(octets, password);
  if (algorithm.oid !== jceksProtection) {
    return err({ code: 'unsupported-encryption', algorithm: algorithm.oid });
  }
  const facts = decodeDer(algorithm.parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBEParameter');
    const salt = readOctetString(fields, 'salt');
    const iterations = readSmallInteger(fields, 'iterationCount');
    return { salt, iterations };
  });
  if (!facts.ok || facts.value.salt.length !== 8) {
    return err({ code: 'parameters-malformed', algorithm: 'PBEWithMD5AndTripleDES' });
  }
  const { salt, iterations } = facts.value;
  if (iterations > maxRounds) return err({ code: 'too-costly', iterations, limit: maxRounds });
  return decryptJceks(octets, { salt, iterations, password });
}

/** A key stream of SHA-1 blocks, and a SHA-1 over password and key. */
function decryptJks(octets: Uint8Array, password: string): Result<Uint8Array, DecryptionError> {
  if (octets.length < 40) return err({ code: 'parameters-malformed', algorithm: 'JKS' });
  const secret = utf16(password);
  const sealed = octets.subarray(20, octets.length - 20);
  const plain = new Uint8Array(sealed.length);
  let block: Uint8Array = octets.subarray(0, 20);
  for (let at = 0; at < sealed.length; at++) {
    if (at % 20 === 0) block = createHash('sha1').update(secret).update(block).digest();
    plain[at] = (sealed[at] ?? 0) ^ (block[at % 20] ?? 0);
  }
  const own = createHash('sha1').update(secret).update(plain).digest();
  const isOpen = timingSafeEqual(own, octets.subarray(octets.length - 20));
  return isOpen ? ok(plain) : err({ code: 'wrong-password' });
}

/** PBEWithMD5AndTripleDES of SunJCE: each half of the salt with the password through MD5 makes half of key and IV. */
function decryptJceks(
  octets: Uint8Array,
  facts: { readonly salt: Uint8Array; readonly iterations: number; readonly password: string },
): Result<Uint8Array, DecryptionError> {
  const halves = [facts.salt.slice(0, 4), facts.salt.slice(4)];
  const [first = new Uint8Array(), second = new Uint8Array()] = halves;
  // The first half is turned round where both are the same, by a slip of its maker that everybody keeps.
  if (isSameOctets(first, second)) {
    const [a = 0, b = 0, , d = 0] = first;
    first.set([d, a, b, d]);
  }
  const derived = halves.map((half) => {
    let digest: Uint8Array = half;
    const password = Buffer.from(facts.password, 'utf8');
    for (let i = 0; i < facts.iterations; i++) {
      digest = hash('md5', Buffer.concat([digest, password]), 'buffer');
    }
    return digest;
  });
  const material = Buffer.concat(derived);
  try {
    const cipher = createDecipheriv(
      'des-ede3-cbc',
      material.subarray(0, 24),
      material.subarray(24),
    );
    return ok(new Uint8Array(Buffer.concat([cipher.update(octets), cipher.final()])));
  } catch {
    // Wrong padding is what a wrong password looks like.
    return err({ code: 'wrong-password' });
  }
}

function utf16(password: string): Buffer {
  return Buffer.from(password, 'utf16le').swap16();
}

/** Reads what a Java DataOutputStream wrote; after the first failure everything is empty. */
class JavaReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position = 0;
  failure: DerError | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fail(path: string, message: string, offset = this.position): void {
    this.failure ??= { code: 'truncated', offset, path, message };
  }

  octets(count: number, path: string): Uint8Array {
    if (this.failure === null && this.position + count > this.#bytes.length) {
      this.fail(path, `${count} octets run past the end`);
    }
    if (this.failure !== null) return new Uint8Array();
    this.position += count;
    return this.#bytes.subarray(this.position - count, this.position);
  }

  number(path: string): number {
    const at = this.position;
    return this.octets(4, path).length === 4 ? this.#view.getUint32(at) : 0;
  }

  time(path: string): EpochMs {
    const at = this.position;
    if (this.octets(8, path).length !== 8) return 0;
    const value = Number(this.#view.getBigInt64(at));
    if (Math.abs(value) <= 8.64e15) return value;
    this.fail(path, 'no time', at);
    return 0;
  }

  utf(path: string): string {
    const at = this.position;
    const length = this.octets(2, path).length === 2 ? this.#view.getUint16(at) : 0;
    return new TextDecoder().decode(this.octets(length, path));
  }
}
