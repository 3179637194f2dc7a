/**
 * RC4 (as RFC 6229 has test vectors for), which encrypts and decrypts alike. OpenSSL 3 no longer has it, and old
 * PKCS#12 files are read with it and nothing else.
 */
export function applyRc4(key: Uint8Array, octets: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    swap(state, i, j);
  }
  const result = new Uint8Array(octets.length);
  for (let at = 0, i = 0, j = 0; at < octets.length; at++) {
    i = (i + 1) & 0xff;
    j = (j + (state[i] ?? 0)) & 0xff;
    swap(state, i, j);
    const mask = state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0;
    result[at] = (octets[at] ?? 0) ^ mask;
  }
  return result;
}

function swap(state: Uint8Array, i: number, j: number): void {
  const kept = state[i] ?? 0;
  state[i] = state[j] ?? 0;
  state[j] = kept;
}
