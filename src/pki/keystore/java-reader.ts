import type { EpochMs } from '#shared/model/time.ts';
import type { DerError } from '../der/error.ts';

/** Reads what a Java DataOutputStream wrote; after the first failure everything is empty. */
export class JavaReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position = 0;
  failure: DerError | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fail(path: string, message: string, offset = this.position): void {
    this.failure ??= { code: 'truncated', offset, path, message };
  }

  octets(count: number, path: string): Uint8Array {
    if (this.failure === null && this.position + count > this.#bytes.length) {
      this.fail(path, `${count} octets run past the end`);
    }
    if (this.failure !== null) return new Uint8Array();
    this.position += count;
    return this.#bytes.subarray(this.position - count, this.position);
  }

  number(path: string): number {
    const at = this.position;
    return this.octets(4, path).length === 4 ? this.#view.getUint32(at) : 0;
  }

  time(path: string): EpochMs {
    const at = this.position;
    if (this.octets(8, path).length !== 8) return 0;
    const value = Number(this.#view.getBigInt64(at));
    if (Math.abs(value) <= 8.64e15) return value;
    this.fail(path, 'no time', at);
    return 0;
  }

  utf(path: string): string {
    const at = this.position;
    const length = this.octets(2, path).length === 2 ? this.#view.getUint16(at) : 0;
    return new TextDecoder().decode(this.octets(length, path));
  }

  /** The next octet, which stays where it is. */
  peek(): number | null {
    return this.#bytes[this.position] ?? null;
  }

  octet(path: string): number {
    return this.octets(1, path)[0] ?? 0;
  }

  short(path: string): number {
    const at = this.position;
    return this.octets(2, path).length === 2 ? this.#view.getUint16(at) : 0;
  }
}
