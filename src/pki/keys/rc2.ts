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

const blockLength = 8;

/** The library joins its output piece by piece, which takes the square of the time for much at once. */
const chunkLength = 4_096;

/** Encrypts; `iv` has 8 octets. */
export function encryptRc2Cbc(key: Rc2Key, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = rc2.createEncryptionCipher(latin1(key.octets), key.effectiveBits);
  const parts: Uint8Array[] = [];
  let chain = iv;
  for (let at = 0; ; at += chunkLength) {
    const isLast = plain.length - at < chunkLength;
    cipher.start(latin1(chain));
    cipher.update(util.createBuffer(latin1(plain.subarray(at, at + chunkLength))));
    if (isLast) cipher.finish();
    const part = fromLatin1(cipher.output.getBytes());
    parts.push(part);
    if (isLast) return new Uint8Array(Buffer.concat(parts));
    chain = part.subarray(-blockLength);
  }
}

/** Decrypts; null where the padding is wrong, as with another key, or where the octets or the IV are of no right length. */
export function decryptRc2Cbc(key: Rc2Key, iv: Uint8Array, octets: Uint8Array): Uint8Array | null {
  if (octets.length === 0 || octets.length % blockLength !== 0) return null;
  if (iv.length !== blockLength) return null;
  const cipher = rc2.createDecryptionCipher(latin1(key.octets), key.effectiveBits);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += chunkLength) {
    const isLast = octets.length - at <= chunkLength;
    // In CBC mode what comes before a block is the IV for it.
    cipher.start(latin1(at === 0 ? iv : octets.subarray(at - blockLength, at)));
    cipher.update(util.createBuffer(latin1(octets.subarray(at, at + chunkLength))));
    if (isLast && !cipher.finish()) return null;
    parts.push(fromLatin1(cipher.output.getBytes()));
  }
  return new Uint8Array(Buffer.concat(parts));
}

function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
}

function fromLatin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}
