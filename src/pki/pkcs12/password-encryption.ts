import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import type { RandomBytes } from '#shared/model/ports.ts';
import {
  encodeNull,
  encodeObjectIdentifier,
  encodeOctetString,
  encodeSequence,
  encodeSmallInteger,
} from '../der/writer.ts';
import { encryptRc2Cbc } from '../keys/rc2.ts';
import { derivePkcs12Key } from './key-derivation.ts';

/** Octets under a password, and the AlgorithmIdentifier (DER) that says how. */
export interface Sealed {
  readonly algorithm: Uint8Array;
  readonly octets: Uint8Array;
}

/** Encrypts octets under a password with a fresh salt. */
export type Seal = (plain: Uint8Array) => Sealed;

/** What each password encryption needs besides the plain text. */
export interface SealOptions {
  readonly password: string;
  readonly iterations: number;
  readonly random: RandomBytes;
}

const oid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacWithSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  pbeWithSha1And3KeyTripleDesCbc: '1.2.840.113549.1.12.1.3',
  pbeWithSha1And40BitRc2Cbc: '1.2.840.113549.1.12.1.6',
} as const;

/** PBES2 (RFC 8018 §6.2) with PBKDF2, HMAC-SHA-256 and AES-256-CBC. */
export function sealWithAes256({ password, iterations, random }: SealOptions): Seal {
  return (plain) => {
    const salt = random(16);
    const iv = random(16);
    const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, 32, 'sha256');
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const prf = encodeSequence(encodeObjectIdentifier(oid.hmacWithSha256), encodeNull());
    const parameters = encodeSequence(
      algorithm(
        oid.pbkdf2,
        encodeSequence(encodeOctetString(salt), encodeSmallInteger(iterations), prf),
      ),
      algorithm(oid.aes256Cbc, encodeOctetString(iv)),
    );
    return {
      algorithm: algorithm(oid.pbes2, parameters),
      octets: Buffer.concat([cipher.update(plain), cipher.final()]),
    };
  };
}

/** pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 appendix C). */
export function sealWithTripleDes(options: SealOptions): Seal {
  return (plain) => {
    const { key, iv, parameters } = deriveLegacy(options, 24);
    const cipher = createCipheriv('des-ede3-cbc', key, iv);
    return {
      algorithm: algorithm(oid.pbeWithSha1And3KeyTripleDesCbc, parameters),
      octets: Buffer.concat([cipher.update(plain), cipher.final()]),
    };
  };
}

/** pbeWithSHAAnd40BitRC2-CBC (RFC 7292 appendix C). */
export function sealWithRc2(options: SealOptions): Seal {
  return (plain) => {
    const { key, iv, parameters } = deriveLegacy(options, 5);
    return {
      algorithm: algorithm(oid.pbeWithSha1And40BitRc2Cbc, parameters),
      octets: encryptRc2Cbc({ octets: key, effectiveBits: 40 }, iv, plain),
    };
  };
}

function deriveLegacy({ password, iterations, random }: SealOptions, keyLength: number) {
  const salt = random(8);
  const derive = (purpose: 'key' | 'iv', length: number) =>
    derivePkcs12Key({ hash: 'sha1', password, salt, iterations, purpose, length });
  return {
    key: derive('key', keyLength),
    iv: derive('iv', 8),
    parameters: encodeSequence(encodeOctetString(salt), encodeSmallInteger(iterations)),
  };
}

function algorithm(identifier: string, parameters: Uint8Array): Uint8Array {
  return encodeSequence(encodeObjectIdentifier(identifier), parameters);
}
