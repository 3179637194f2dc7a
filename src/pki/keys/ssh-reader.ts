import type { DerError } from '../der/error.ts';

/** Reads the data types of SSH (RFC 4251 §5); after the first failure everything is empty. */
export class SshReader {
  readonly #bytes: Uint8Array;
  #at: number;
  failure: DerError | null = null;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  fail(message: string, path = ''): void {
    this.failure ??= { code: 'truncated', offset: this.#at, path, message };
  }

  number(name: string): number {
    if (this.failure !== null) return 0;
    if (this.#at + 4 > this.#bytes.length) {
      this.fail('cut short', name);
      return 0;
    }
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    const value = view.getUint32(this.#at);
    this.#at += 4;
    return value;
  }

  string(name: string): Uint8Array {
    const length = this.number(name);
    if (this.failure !== null) return new Uint8Array();
    if (this.#at + length > this.#bytes.length) {
      this.fail(`a string of ${length} octets runs past the end`, name);
      return new Uint8Array();
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(name: string): string {
    return Buffer.from(this.string(name)).toString('latin1');
  }
}
