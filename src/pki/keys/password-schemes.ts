import type { AlgorithmIdentifier } from '../x509/certificate.ts';
import { readPbes2 } from './password-parameters.ts';

/** A password encryption by name, and whether it is weak by today's measure. */
export interface PasswordEncryption {
  readonly name: string;
  readonly strength: 'sound' | 'weak';
}

export const encryptionOid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  rc2Cbc: '1.2.840.113549.3.2',
} as const;

/** A scheme of PKCS#12. */
interface Pkcs12Scheme {
  readonly name: string;
  readonly cipher: '3des' | 'rc2' | 'rc4';
  readonly keyLength: number;
}

/** pbeWithSHAAnd… of PKCS#12 (RFC 7292 appendix C). */
export const pkcs12Schemes: Readonly<Record<string, Pkcs12Scheme>> = {
  '1.2.840.113549.1.12.1.1': { name: 'PBE-SHA1-RC4-128', cipher: 'rc4', keyLength: 16 },
  '1.2.840.113549.1.12.1.2': { name: 'PBE-SHA1-RC4-40', cipher: 'rc4', keyLength: 5 },
  '1.2.840.113549.1.12.1.3': { name: 'PBE-SHA1-3DES', cipher: '3des', keyLength: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'PBE-SHA1-2DES', cipher: '3des', keyLength: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'PBE-SHA1-RC2-128', cipher: 'rc2', keyLength: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'PBE-SHA1-RC2-40', cipher: 'rc2', keyLength: 5 },
};

/** PBES1 (RFC 8018 §A.3). */
export const pbes1Schemes: Readonly<
  Record<string, { name: string; hash: 'md5' | 'sha1'; cipher: 'des' | 'rc2' }>
> = {
  '1.2.840.113549.1.5.3': { name: 'PBE-MD5-DES', hash: 'md5', cipher: 'des' },
  '1.2.840.113549.1.5.6': { name: 'PBE-MD5-RC2-64', hash: 'md5', cipher: 'rc2' },
  '1.2.840.113549.1.5.10': { name: 'PBE-SHA1-DES', hash: 'sha1', cipher: 'des' },
  '1.2.840.113549.1.5.11': { name: 'PBE-SHA1-RC2-64', hash: 'sha1', cipher: 'rc2' },
};

export const ciphers: Readonly<Record<string, { name: string; keyLength: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

export const hmacs: Readonly<Record<string, string>> = {
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
  const scheme = algorithm.oid === encryptionOid.pbes2 ? readPbes2(algorithm.parameters) : null;
  if (scheme === null) return { name: algorithm.oid, strength: 'sound' };
  const cipher =
    ciphers[scheme.cipher.oid]?.name ?? (scheme.cipher.oid === encryptionOid.rc2Cbc ? 'RC2' : null);
  const derivation = scheme.derivation.oid === encryptionOid.scrypt ? 'scrypt' : 'PBKDF2';
  const shown = cipher?.replace('-cbc', '').replace('des-ede3', '3DES').toUpperCase();
  const isWeak = shown === 'RC2' || shown === '3DES';
  return {
    name: `PBES2 (${derivation}, ${shown ?? scheme.cipher.oid})`,
    strength: isWeak ? 'weak' : 'sound',
  };
}
