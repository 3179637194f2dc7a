import { createDecipheriv, createHash, hash, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import { decodeDer } from '../der/reader.ts';
import { readOctetString, readSmallInteger } from '../der/values.ts';
import type { EncryptedPrivateKey } from '../keys/encrypted-private-key.ts';
import type { Attempt, DecryptionError } from '../keys/password-decryption.ts';
import { isSameOctets } from '../octets.ts';
import type { KeyStore, KeyStoreEntry } from './decode-keystore.ts';
import { readJavaObject } from './java-object.ts';
import { JavaReader } from './java-reader.ts';

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
const secretProtection = 'PBEWithMD5AndTripleDES';
const maxRounds = 300_000;

/** Opens a key of a store: DER of its PrivateKeyInfo. */
export function decryptKeyStoreKey(
  { algorithm, octets }: EncryptedPrivateKey,
  attempt: Attempt,
): Result<Uint8Array, DecryptionError> {
  if (algorithm.oid === jksProtection) return decryptJks(octets, attempt.password);
  if (algorithm.oid !== jceksProtection) {
    return err({ code: 'unsupported-encryption', algorithm: algorithm.oid });
  }
  return decryptByJceks(algorithm.parameters, octets, attempt);
}

/** Opens a secret key of a JCEKS store: what kind of key it is, and how long. */
export function openSecretKey(
  { sealed }: KeyStoreEntry & { kind: 'secret' },
  attempt: Attempt,
): Result<SecretKeyFacts, DecryptionError> {
  if (sealed.protection !== secretProtection) {
    return err({ code: 'unsupported-encryption', algorithm: sealed.protection ?? 'not named' });
  }
  const plain = decryptByJceks(sealed.parameters, sealed.octets, attempt);
  if (!plain.ok) return plain;
  const object = readJavaObject(new JavaReader(plain.value));
  if (object === null) return err({ code: 'wrong-password' });
  // SecretKeySpec holds its octets as `key`, the others are replaced by a KeyRep, which has `encoded`.
  const octets = object.fields.get('key') ?? object.fields.get('encoded');
  const algorithm = object.fields.get('algorithm');
  return ok({
    algorithm: typeof algorithm === 'string' ? algorithm : null,
    bits: octets instanceof Uint8Array ? 8 * octets.length : null,
  });
}

/** What may be told of a secret key. */
export interface SecretKeyFacts {
  readonly algorithm: string | null;
  readonly bits: number | null;
}

/** A round takes about as long as three of PBKDF2, for each half of the salt. */
const roundsOfMd5 = 6;

function decryptByJceks(
  parameters: Uint8Array | null,
  sealed: Uint8Array,
  { password, work }: Attempt,
): Result<Uint8Array, DecryptionError> {
  const facts = decodeDer(parameters ?? new Uint8Array(), (outer) => {
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
  const spent = work.spend(iterations * roundsOfMd5);
  return spent.ok ? decryptJceks(sealed, { salt, iterations, password }) : spent;
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
