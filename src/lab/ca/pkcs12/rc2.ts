/**
 * RC2 in CBC mode (RFC 2268), for the legacy kind of PKCS#12 alone: neither OpenSSL 3 nor BoringSSL offers
 * it to Node, and old key stores want the certificates in a PKCS#12 encrypted with 40 bits of it. It hides
 * certificates, which are public; the private key beside them is under 3DES.
 */

/** PITABLE of RFC 2268 §2: the digits of pi as a permutation of 0 to 255. */
const piTable = Buffer.from(
  `d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2
   179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82
   54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626
   6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7
   08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec
   c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731
   2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9
   0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad`.replace(/\s/g, ''),
  'hex',
);

const blockSize = 8;

/** Encrypts with PKCS#7 padding; `iv` has 8 octets, `effectiveBits` is the key length that counts. */
export function encryptRc2Cbc(
  key: { readonly octets: Uint8Array; readonly effectiveBits: number },
  iv: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  const words = expandKey(key.octets, key.effectiveBits);
  const padding = blockSize - (plain.length % blockSize);
  const output = Buffer.alloc(plain.length + padding, padding);
  output.set(plain);
  let previous = iv;
  for (let at = 0; at < output.length; at += blockSize) {
    const block = output.subarray(at, at + blockSize);
    for (let i = 0; i < blockSize; i++) block[i] = (block[i] ?? 0) ^ (previous[i] ?? 0);
    encryptBlock(words, block);
    previous = block;
  }
  return output;
}

/** Key expansion (RFC 2268 §2): 64 words of 16 bits. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const octets = new Uint8Array(128);
  octets.set(key);
  const pi = (value: number) => piTable[value & 0xff] ?? 0;
  const at = (index: number) => octets[index] ?? 0;
  for (let i = key.length; i < 128; i++) octets[i] = pi(at(i - 1) + at(i - key.length));
  const effectiveOctets = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * effectiveOctets - effectiveBits);
  octets[128 - effectiveOctets] = pi(at(128 - effectiveOctets) & mask);
  for (let i = 127 - effectiveOctets; i >= 0; i--)
    octets[i] = pi(at(i + 1) ^ at(i + effectiveOctets));
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8));
}

const rotations = [1, 2, 3, 5];

/** One block in place (RFC 2268 §3): 5 mixing rounds, a mashing round, 6, a mashing round, 5. */
function encryptBlock(words: Uint16Array, block: Buffer): void {
  const r = Uint16Array.from({ length: 4 }, (_, i) => block.readUInt16LE(2 * i));
  const at = (index: number) => r[index & 3] ?? 0;
  for (let round = 0; round < 16; round++) {
    for (let i = 0; i < 4; i++) {
      const mixed =
        at(i) + (words[4 * round + i] ?? 0) + (at(i - 1) & at(i - 2)) + (~at(i - 1) & at(i - 3));
      const turn = rotations[i] ?? 0;
      r[i] = (mixed << turn) | ((mixed & 0xffff) >>> (16 - turn));
    }
    if (round === 4 || round === 10) {
      for (let i = 0; i < 4; i++) r[i] = at(i) + (words[at(i - 1) & 63] ?? 0);
    }
  }
  for (let i = 0; i < 4; i++) block.writeUInt16LE(at(i), 2 * i);
}
