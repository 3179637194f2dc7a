import { createDecipheriv, createHash, hash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import { decodeDer } from '../der/reader.ts';
import { tag } from '../der/tag.ts';
import { readOctetString, readSmallInteger } from '../der/values.ts';
import { derivePkcs12Key } from '../pkcs12/key-derivation.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { decryptRc2Cbc } from './rc2.ts';

/** Why octets under a password stay closed. */
export type DecryptionError =
  | { readonly code: 'wrong-password' }
  | { readonly code: 'unsupported-encryption'; readonly algorithm: string }
  /** The file asks for more work than is done for a file that anyone may have made. */
  | { readonly code: 'too-costly'; readonly iterations: number; readonly limit: number }
  | { readonly code: 'parameters-malformed'; readonly algorithm: string };

type Decrypted = Result<Uint8Array, DecryptionError>;

/** Rounds of each derivation that stay below a second. */
const limits = { pbkdf2: 2_000_000, pkcs12: 300_000, scryptMemory: 128 * 1_048_576 } as const;

/** A password encryption by name, and whether it is weak by today's measure. */
export interface PasswordEncryption {
  readonly name: string;
  readonly strength: 'sound' | 'weak';
}

const oid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  rc2Cbc: '1.2.840.113549.3.2',
} as const;

/** pbeWithSHAAnd… of PKCS#12 (RFC 7292 appendix C). */
const pkcs12Schemes: Readonly<
  Record<string, { name: string; keyLength: number; rc2Bits: number | null }>
> = {
  '1.2.840.113549.1.12.1.3': { name: 'PBE-SHA1-3DES', keyLength: 24, rc2Bits: null },
  '1.2.840.113549.1.12.1.4': { name: 'PBE-SHA1-2DES', keyLength: 16, rc2Bits: null },
  '1.2.840.113549.1.12.1.5': { name: 'PBE-SHA1-RC2-128', keyLength: 16, rc2Bits: 128 },
  '1.2.840.113549.1.12.1.6': { name: 'PBE-SHA1-RC2-40', keyLength: 5, rc2Bits: 40 },
};

/** PBES1 (RFC 8018 §A.3). */
const pbes1Schemes: Readonly<
  Record<string, { name: string; hash: 'md5' | 'sha1'; cipher: 'des' | 'rc2' }>
> = {
  '1.2.840.113549.1.5.3': { name: 'PBE-MD5-DES', hash: 'md5', cipher: 'des' },
  '1.2.840.113549.1.5.6': { name: 'PBE-MD5-RC2-64', hash: 'md5', cipher: 'rc2' },
  '1.2.840.113549.1.5.10': { name: 'PBE-SHA1-DES', hash: 'sha1', cipher: 'des' },
  '1.2.840.113549.1.5.11': { name: 'PBE-SHA1-RC2-64', hash: 'sha1', cipher: 'rc2' },
};

const ciphers: Readonly<Record<string, { name: string; keyLength: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

const hmacs: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Names how something is encrypted: `PBES2 (PBKDF2, AES-256)`. */
export function describeEncryption(algorithm: AlgorithmIdentifier): PasswordEncryption {
  const legacy = pkcs12Schemes[algorithm.oid] ?? pbes1Schemes[algorithm.oid];
  if (legacy !== undefined) return { name: legacy.name, strength: 'weak' };
  const scheme = algorithm.oid === oid.pbes2 ? readPbes2(algorithm.parameters) : null;
  if (scheme === null) return { name: algorithm.oid, strength: 'sound' };
  const cipher =
    ciphers[scheme.cipher.oid]?.name ?? (scheme.cipher.oid === oid.rc2Cbc ? 'RC2' : null);
  const derivation = scheme.derivation.oid === oid.scrypt ? 'scrypt' : 'PBKDF2';
  const shown = cipher?.replace('-cbc', '').replace('des-ede3', '3DES').toUpperCase();
  const isWeak = shown === 'RC2' || shown === '3DES';
  return {
    name: `PBES2 (${derivation}, ${shown ?? scheme.cipher.oid})`,
    strength: isWeak ? 'weak' : 'sound',
  };
}

/**
 * The work of a derivation, in rounds of PBKDF2; 0 where nothing is derived. A round of PKCS#12 or PBES1 takes
 * about as long as six of them, for both its keys, and scrypt one for each 128 octets.
 */
export function derivationCost({ oid: scheme, parameters }: AlgorithmIdentifier): number {
  if (scheme !== oid.pbes2) return (readSaltAndCount(parameters)?.iterations ?? 0) * 6;
  const derivation = readPbes2(parameters)?.derivation;
  if (derivation?.oid === oid.pbkdf2) return readPbkdf2(derivation.parameters)?.iterations ?? 0;
  const facts = derivation?.oid === oid.scrypt ? readScrypt(derivation.parameters) : null;
  return facts === null ? 0 : facts.cost * facts.blockSize * facts.parallelization;
}

/** Opens octets under a password, by the AlgorithmIdentifier that goes with them (RFC 8018, RFC 7292). */
export function decryptWithPassword(
  algorithm: AlgorithmIdentifier,
  octets: Uint8Array,
  password: string,
): Decrypted {
  if (algorithm.oid === oid.pbes2) return decryptPbes2(algorithm.parameters, octets, password);
  const pkcs12 = pkcs12Schemes[algorithm.oid];
  const pbes1 = pbes1Schemes[algorithm.oid];
  const name = pkcs12?.name ?? pbes1?.name;
  if (name === undefined) return err({ code: 'unsupported-encryption', algorithm: algorithm.oid });
  const facts = readSaltAndCount(algorithm.parameters);
  if (facts === null) return err({ code: 'parameters-malformed', algorithm: name });
  const { salt, iterations } = facts;
  if (iterations > limits.pkcs12) return tooCostly(iterations, limits.pkcs12);
  if (pkcs12 !== undefined) {
    const derive = (purpose: 'key' | 'iv', length: number) =>
      derivePkcs12Key({ hash: 'sha1', password, salt, iterations, purpose, length });
    const key = derive('key', pkcs12.keyLength);
    const iv = derive('iv', 8);
    return pkcs12.rc2Bits === null
      ? decipher('des-ede3-cbc', tripleDesKey(key), iv, octets)
      : opened(decryptRc2Cbc({ octets: key, effectiveBits: pkcs12.rc2Bits }, iv, octets));
  }
  let digest = createHash(pbes1?.hash ?? 'sha1')
    .update(password, 'utf8')
    .update(salt)
    .digest();
  for (let i = 1; i < iterations; i++) {
    digest = hash(pbes1?.hash ?? 'sha1', digest, 'buffer');
  }
  const key = digest.subarray(0, 8);
  const iv = digest.subarray(8, 16);
  return pbes1?.cipher === 'rc2'
    ? opened(decryptRc2Cbc({ octets: key, effectiveBits: 64 }, iv, octets))
    : decipher('des-ede3-cbc', Buffer.concat([key, key, key]), iv, octets);
}

/** Two-key 3DES uses its first key again as the third. */
function tripleDesKey(key: Uint8Array): Uint8Array {
  return key.length === 24 ? key : Buffer.concat([key, key.subarray(0, 8)]);
}

function decryptPbes2(
  parameters: Uint8Array | null,
  octets: Uint8Array,
  password: string,
): Decrypted {
  const scheme = readPbes2(parameters);
  if (scheme === null) return err({ code: 'parameters-malformed', algorithm: 'PBES2' });
  const cipher = ciphers[scheme.cipher.oid];
  const rc2 = scheme.cipher.oid === oid.rc2Cbc ? readRc2(scheme.cipher.parameters) : null;
  const iv = rc2?.iv ?? readIv(scheme.cipher.parameters);
  const keyLength = cipher?.keyLength ?? (rc2 === null ? null : 16);
  if (keyLength === null) {
    return err({ code: 'unsupported-encryption', algorithm: scheme.cipher.oid });
  }
  if (iv === null) return err({ code: 'parameters-malformed', algorithm: 'PBES2' });
  const key = deriveKey(scheme.derivation, password, keyLength);
  if (!key.ok) return key;
  return cipher === undefined
    ? opened(decryptRc2Cbc({ octets: key.value, effectiveBits: rc2?.bits ?? 128 }, iv, octets))
    : decipher(cipher.name, key.value, iv, octets);
}

function deriveKey(derivation: AlgorithmIdentifier, password: string, length: number): Decrypted {
  if (derivation.oid === oid.pbkdf2) {
    const facts = readPbkdf2(derivation.parameters);
    if (facts === null) return err({ code: 'parameters-malformed', algorithm: 'PBKDF2' });
    const { salt, iterations, hash } = facts;
    if (hash === undefined) return err({ code: 'unsupported-encryption', algorithm: 'PBKDF2' });
    if (iterations > limits.pbkdf2) return tooCostly(iterations, limits.pbkdf2);
    if (iterations < 1) return err({ code: 'parameters-malformed', algorithm: 'PBKDF2' });
    return ok(pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, length, hash));
  }
  if (derivation.oid !== oid.scrypt) {
    return err({ code: 'unsupported-encryption', algorithm: derivation.oid });
  }
  const facts = readScrypt(derivation.parameters);
  if (facts === null) return err({ code: 'parameters-malformed', algorithm: 'scrypt' });
  const { salt, cost, blockSize, parallelization } = facts;
  const memory = 128 * cost * blockSize * parallelization;
  if (memory > limits.scryptMemory) return tooCostly(cost, limits.scryptMemory);
  try {
    const options = { N: cost, r: blockSize, p: parallelization, maxmem: limits.scryptMemory * 2 };
    return ok(scryptSync(password, salt, length, options));
  } catch {
    // The runtime refuses numbers that are no powers of two.
    return err({ code: 'parameters-malformed', algorithm: 'scrypt' });
  }
}

/** Decrypts in CBC mode with PKCS#7 padding; wrong padding is what a wrong password looks like. */
export function decipher(
  name: string,
  key: Uint8Array,
  iv: Uint8Array,
  octets: Uint8Array,
): Decrypted {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return ok(new Uint8Array(Buffer.concat([cipher.update(octets), cipher.final()])));
  } catch {
    // Wrong padding, a length that is no multiple of the block, or an IV of another length.
    return err({ code: 'wrong-password' });
  }
}

function opened(plain: Uint8Array | null): Decrypted {
  return plain === null ? err({ code: 'wrong-password' }) : ok(plain);
}

function tooCostly(iterations: number, limit: number): Decrypted {
  return err({ code: 'too-costly', iterations, limit });
}

/** `PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }` */
function readPbes2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBES2-params');
    const derivation = readAlgorithmIdentifier(fields, 'keyDerivationFunc');
    const cipher = readAlgorithmIdentifier(fields, 'encryptionScheme');
    fields.finish();
    return { derivation, cipher };
  });
  return decoded.ok ? decoded.value : null;
}

/** `PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }` */
function readSaltAndCount(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBEParameter');
    const salt = readOctetString(fields, 'salt');
    const iterations = readSmallInteger(fields, 'iterationCount');
    fields.finish();
    return { salt, iterations };
  });
  return decoded.ok ? decoded.value : null;
}

/** `PBKDF2-params ::= SEQUENCE { salt, iterationCount INTEGER, keyLength INTEGER OPTIONAL, prf DEFAULT hmacWithSHA1 }` */
function readPbkdf2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('PBKDF2-params');
    const salt = readOctetString(fields, 'salt');
    const iterations = readSmallInteger(fields, 'iterationCount');
    if (fields.peekTag() === tag.integer) readSmallInteger(fields, 'keyLength');
    const hash = fields.atEnd ? 'sha1' : hmacs[readAlgorithmIdentifier(fields, 'prf').oid];
    fields.finish();
    return { salt, iterations, hash };
  });
  return decoded.ok ? decoded.value : null;
}

/** `scrypt-params ::= SEQUENCE { salt, costParameter, blockSize, parallelizationParameter, keyLength OPTIONAL }` (RFC 7914 §7.1) */
function readScrypt(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('scrypt-params');
    const salt = readOctetString(fields, 'salt');
    const cost = readSmallInteger(fields, 'costParameter');
    const blockSize = readSmallInteger(fields, 'blockSize');
    const parallelization = readSmallInteger(fields, 'parallelizationParameter');
    if (!fields.atEnd) readSmallInteger(fields, 'keyLength');
    fields.finish();
    return { salt, cost, blockSize, parallelization };
  });
  return decoded.ok ? decoded.value : null;
}

function readIv(parameters: Uint8Array | null): Uint8Array | null {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) =>
    readOctetString(outer, 'iv'),
  );
  return decoded.ok ? decoded.value : null;
}

/** `RC2-CBC-Parameter ::= SEQUENCE { rc2ParameterVersion INTEGER OPTIONAL, iv OCTET STRING }` (RFC 8018 §B.2.3) */
function readRc2(parameters: Uint8Array | null) {
  const decoded = decodeDer(parameters ?? new Uint8Array(), (outer) => {
    const fields = outer.constructed('RC2-CBC-Parameter');
    const version = fields.peekTag() === tag.integer ? readSmallInteger(fields, 'version') : null;
    return { bits: rc2Bits(version), iv: readOctetString(fields, 'iv') };
  });
  return decoded.ok ? decoded.value : null;
}

function rc2Bits(version: number | null): number {
  if (version === null) return 32;
  if (version >= 256) return version;
  return version === 160 ? 40 : version === 120 ? 64 : 128;
}
