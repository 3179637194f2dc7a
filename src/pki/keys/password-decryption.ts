import { createDecipheriv, createHash, hash, pbkdf2Sync, scryptSync } from 'node:crypto';
import { err, ok, type Result } from '#shared/model/result.ts';
import { derivePkcs12Key } from '../pkcs12/key-derivation.ts';
import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { type DerivationWork, derivationCost, type TooCostly } from './derivation-work.ts';
import {
  readIv,
  readPbes2,
  readPbkdf2,
  readRc2,
  readSaltAndCount,
  readScrypt,
} from './password-parameters.ts';
import {
  ciphers,
  hmacs,
  encryptionOid as oid,
  pbes1Schemes,
  pkcs12Schemes,
} from './password-schemes.ts';
import { decryptRc2Cbc } from './rc2.ts';
import { applyRc4 } from './rc4.ts';

/** Why octets under a password stay closed. */
export type DecryptionError =
  | { readonly code: 'wrong-password' }
  | { readonly code: 'unsupported-encryption'; readonly algorithm: string }
  | TooCostly
  | { readonly code: 'parameters-malformed'; readonly algorithm: string };

type Decrypted = Result<Uint8Array, DecryptionError>;

/** Rounds of each derivation that stay below a second. */
const limits = { pbkdf2: 2_000_000, pkcs12: 300_000, scryptMemory: 128 * 1_048_576 } as const;

/** A password to try, and the work that may still be done for the input. */
export interface Attempt {
  readonly password: string;
  readonly work: DerivationWork;
}

/** Opens octets under a password, by the AlgorithmIdentifier that goes with them (RFC 8018, RFC 7292). */
export function decryptWithPassword(
  algorithm: AlgorithmIdentifier,
  octets: Uint8Array,
  { password, work }: Attempt,
): Decrypted {
  const spent = work.spend(derivationCost(algorithm));
  if (!spent.ok) return spent;
  if (algorithm.oid === oid.pbes2) return decryptPbes2(algorithm.parameters, octets, password);
  const pkcs12 = pkcs12Schemes[algorithm.oid];
  const pbes1 = pbes1Schemes[algorithm.oid];
  const name = pkcs12?.name ?? pbes1?.name;
  if (name === undefined) return err({ code: 'unsupported-encryption', algorithm: algorithm.oid });
  const facts = readSaltAndCount(algorithm.parameters);
  if (facts === null) return err({ code: 'parameters-malformed', algorithm: name });
  const { salt, iterations } = facts;
  if (iterations > limits.pkcs12) return tooCostly(iterations, limits.pkcs12);
  if (pkcs12 !== undefined) return decryptPkcs12(pkcs12, { password, salt, iterations }, octets);
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

function decryptPkcs12(
  { cipher, keyLength }: (typeof pkcs12Schemes)[string],
  facts: { readonly password: string; readonly salt: Uint8Array; readonly iterations: number },
  octets: Uint8Array,
): Decrypted {
  const derive = (purpose: 'key' | 'iv', length: number) =>
    derivePkcs12Key({ hash: 'sha1', ...facts, purpose, length });
  const key = derive('key', keyLength);
  switch (cipher) {
    case 'rc4':
      return ok(applyRc4(key, octets));
    case 'rc2':
      return opened(
        decryptRc2Cbc({ octets: key, effectiveBits: 8 * keyLength }, derive('iv', 8), octets),
      );
    case '3des':
      return decipher('des-ede3-cbc', tripleDesKey(key), derive('iv', 8), octets);
  }
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
    const { salt, iterations, prf } = facts;
    const hash = prf === null ? 'sha1' : hmacs[prf];
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
