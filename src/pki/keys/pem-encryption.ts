import { createHash } from 'node:crypto';
import { err, type Result } from '#shared/model/result.ts';
import type { PemHeader } from '../x509/pem.ts';
import { type DecryptionError, decipher } from './password-decryption.ts';

const ciphers: Readonly<Record<string, { name: string; keyLength: number; ivLength: number }>> = {
  'AES-128-CBC': { name: 'aes-128-cbc', keyLength: 16, ivLength: 16 },
  'AES-192-CBC': { name: 'aes-192-cbc', keyLength: 24, ivLength: 16 },
  'AES-256-CBC': { name: 'aes-256-cbc', keyLength: 32, ivLength: 16 },
  'DES-EDE3-CBC': { name: 'des-ede3-cbc', keyLength: 24, ivLength: 8 },
  'DES-CBC': { name: 'des-ede3-cbc', keyLength: 8, ivLength: 8 },
};

/** The cipher of a key that PEM itself encrypts (RFC 1421 §4.6.1.1, with the derivation of OpenSSL); null for none. */
export function pemEncryptionOf(headers: readonly PemHeader[]): string | null {
  const isEncrypted = headers.some(
    ({ name, value }) => name === 'Proc-Type' && /ENCRYPTED/.test(value),
  );
  const info = headers.find(({ name }) => name === 'DEK-Info')?.value ?? null;
  return isEncrypted ? (info ?? 'a cipher that is not named') : null;
}

/** Opens the octets of such a key. */
export function decryptPem(
  dekInfo: string,
  octets: Uint8Array,
  password: string,
): Result<Uint8Array, DecryptionError> {
  const [name = '', hex = ''] = dekInfo.split(',').map((part) => part.trim());
  const cipher = ciphers[name.toUpperCase()];
  if (cipher === undefined) return err({ code: 'unsupported-encryption', algorithm: name });
  const iv = Buffer.from(hex, 'hex');
  if (iv.length !== cipher.ivLength) return err({ code: 'parameters-malformed', algorithm: name });
  const salt = iv.subarray(0, 8);
  let key = Buffer.alloc(0);
  for (let last = Buffer.alloc(0); key.length < cipher.keyLength; ) {
    last = createHash('md5').update(last).update(password, 'utf8').update(salt).digest();
    key = Buffer.concat([key, last]);
  }
  const short = key.subarray(0, cipher.keyLength);
  const whole = cipher.keyLength === 8 ? Buffer.concat([short, short, short]) : short;
  return decipher(cipher.name, whole, iv, octets);
}
