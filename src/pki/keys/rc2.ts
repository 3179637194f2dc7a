import rc2 from 'node-forge/lib/rc2.js';
import util from 'node-forge/lib/util.js';

/**
 * RC2 in CBC mode (RFC 2268) with PKCS#7 padding, for old PKCS#12 files and keys alone: neither OpenSSL 3 nor
 * BoringSSL offers it to Node, so it is node-forge's.
 */
export interface Rc2Key {
  readonly octets: Uint8Array;
  /** The key length that counts. */
  readonly effectiveBits: number;
}

/** Encrypts; `iv` has 8 octets. */
export function encryptRc2Cbc(key: Rc2Key, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = rc2.createEncryptionCipher(latin1(key.octets), key.effectiveBits);
  cipher.start(latin1(iv));
  cipher.update(util.createBuffer(latin1(plain)));
  cipher.finish();
  return fromLatin1(cipher.output.getBytes());
}

/** Decrypts; null where the padding is wrong, as with another key. */
export function decryptRc2Cbc(key: Rc2Key, iv: Uint8Array, octets: Uint8Array): Uint8Array | null {
  if (octets.length === 0 || octets.length % 8 !== 0) return null;
  const cipher = rc2.createDecryptionCipher(latin1(key.octets), key.effectiveBits);
  cipher.start(latin1(iv));
  cipher.update(util.createBuffer(latin1(octets)));
  return cipher.finish() ? fromLatin1(cipher.output.getBytes()) : null;
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}

function fromLatin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
