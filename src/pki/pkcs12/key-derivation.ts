import { createHash, hash as hashOnce } from 'node:crypto';

/** The hashes that PKCS#12 keys are derived with. */
export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What a PKCS#12 key is derived from. */
export interface Pkcs12KeyFacts {
  readonly hash: Pkcs12Hash;
  readonly password: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly purpose: 'key' | 'iv' | 'mac';
  /** Octets of key wanted. */
  readonly length: number;
}

const diversifiers = { key: 1, iv: 2, mac: 3 } as const;

/** The octets that the hashes take in at a time. */
const blockLengths = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 } as const;

/** The key derivation of PKCS#12 (RFC 7292 appendix B.2), named by its letters there. */
export function derivePkcs12Key(facts: Pkcs12KeyFacts): Uint8Array {
  const { hash, salt, iterations, purpose, length } = facts;
  const blockLength = blockLengths[hash];
  const diversifier = Buffer.alloc(blockLength, diversifiers[purpose]);
  const input = Buffer.concat([
    fillBlocks(salt, blockLength),
    fillBlocks(toBmpString(facts.password), blockLength),
  ]);
  const chunks: Buffer[] = [];
  for (let have = 0; have < length; ) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) digest = hashOnce(hash, digest, 'buffer');
    chunks.push(digest);
    have += digest.length;
    addToBlocks(input, fillBlocks(digest, blockLength).subarray(0, blockLength));
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** Repeats octets to a whole number of blocks; nothing stays nothing. */
function fillBlocks(octets: Uint8Array, blockLength: number): Buffer {
  if (octets.length === 0) return Buffer.alloc(0);
  return Buffer.alloc(Math.ceil(octets.length / blockLength) * blockLength, octets);
}

/** Adds `addend` + 1 to each block, as big-endian numbers modulo their size (step 6C). */
function addToBlocks(blocks: Buffer, addend: Buffer): void {
  const blockLength = addend.length;
  for (let start = 0; start < blocks.length; start += blockLength) {
    let carry = 1;
    for (let i = blockLength - 1; i >= 0; i--) {
      const sum = (blocks[start + i] ?? 0) + (addend[i] ?? 0) + carry;
      blocks[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}

/** A password as a BMPString with its two closing zero octets (RFC 7292 appendix B.1): big-endian UTF-16. */
function toBmpString(password: string): Buffer {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}
