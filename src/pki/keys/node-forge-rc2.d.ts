/** What is used of the library; it brings no types of its own. */
declare module 'node-forge/lib/rc2.js' {
  interface ForgeBuffer {
    /** One character per octet. */
    getBytes(): string;
  }
  interface ForgeCipher {
    start(iv: string): void;
    update(input: ForgeBuffer): boolean;
    /** False where the padding is wrong. */
    finish(): boolean;
    readonly output: ForgeBuffer;
  }
  const rc2: {
    createEncryptionCipher(key: string, bits: number): ForgeCipher;
    createDecryptionCipher(key: string, bits: number): ForgeCipher;
  };
  export default rc2;
}

declare module 'node-forge/lib/util.js' {
  import type { ForgeBuffer } from 'node-forge/lib/rc2.js';

  const util: { createBuffer(octets: string): ForgeBuffer };
  export default util;
}
