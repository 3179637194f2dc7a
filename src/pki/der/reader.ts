import { err, ok, type Result } from '#shared/model/result.ts';
import { type DerDeviation, noDeviations } from './deviation.ts';
import type { DerError, DerErrorCode } from './error.ts';
import { describeTag, tag } from './tag.ts';

/** One TLV as it stands in the input: `start` is its identifier octet, `contentStart`..`end` its contents. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

/** What the readers of one decoding share: the input, the first failure, and what is not strict. */
class DerInput {
  readonly bytes: Uint8Array;
  failure: DerError | null = null;
  deviations: DerDeviation[] | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

const nothing: DerElement = { tag: 0, start: 0, contentStart: 0, end: 0 };

/**
 * Reads strict DER (X.690 §10) from front to back.
 *
 * A reader does not throw and needs no check after each step: the first failure is kept, every later
 * read returns an empty value, and every reader is then at its end. `decodeDer` turns that into a Result,
 * so a half-read value never leaves a decoder.
 */
export class DerReader {
  readonly #input: DerInput;
  readonly #parent: DerReader | null;
  readonly #name: string;
  readonly #end: number;
  #position: number;

  constructor(input: DerInput, parent: DerReader | null, name: string, start: number, end: number) {
    this.#input = input;
    this.#parent = parent;
    this.#name = name;
    this.#position = start;
    this.#end = end;
  }

  /** The whole input, to which every offset refers. */
  get bytes(): Uint8Array {
    return this.#input.bytes;
  }

  /** The offset of the next octet. */
  get position(): number {
    return this.#position;
  }

  /** True when nothing is left to read, and always after a failure. */
  get atEnd(): boolean {
    return this.#position >= this.#end || this.#input.failure !== null;
  }

  get failed(): boolean {
    return this.#input.failure !== null;
  }

  /** The identifier octet that comes next; -1 at the end. */
  peekTag(): number {
    return this.atEnd ? -1 : (this.#input.bytes[this.#position] ?? -1);
  }

  /** Records a failure at `offset`, unless one is recorded already. */
  fail(code: DerErrorCode, name: string, offset: number, message: string): void {
    this.#input.failure ??= { code, offset, path: this.#pathTo(name), message };
  }

  /** Records that what was read at `offset` is not as `clause` wants it; reading goes on. */
  deviate(found: Omit<DerDeviation, 'path'> & { readonly name: string }): void {
    if (this.#input.failure !== null) return;
    const { code, offset, message, clause } = found;
    this.#input.deviations ??= [];
    this.#input.deviations.push({ code, offset, path: this.#pathTo(found.name), message, clause });
  }

  /** What was recorded so far, by every reader of this decoding, in the order of reading. */
  get deviations(): readonly DerDeviation[] {
    return this.#input.deviations ?? noDeviations;
  }

  /** Reads one TLV, whatever its tag. */
  any(name: string): DerElement {
    if (this.#input.failure !== null) return nothing;
    const bytes = this.#input.bytes;
    const start = this.#position;
    if (start >= this.#end) {
      this.fail('missing-element', name, start, 'the element is missing: its container ends here');
      return nothing;
    }
    const identifier = bytes[start] ?? 0;
    if ((identifier & 0x1f) === 0x1f) {
      this.fail('high-tag-number', name, start, 'a multi-octet tag is not used here');
      return nothing;
    }
    if (identifier < 0x40 && !isUniversalInDer(identifier)) {
      const what = `${describeTag(identifier)} is not DER (X.690 §10.2)`;
      this.fail('unexpected-tag', name, start, what);
      return nothing;
    }
    const length = this.#length(name, start + 1);
    if (length === null) return nothing;
    const end = length.contentStart + length.octets;
    if (end > this.#end) {
      const missing = end - this.#end;
      const what = `${describeTag(identifier)} of ${length.octets} octets runs ${missing} past the end`;
      this.fail('truncated', name, start, what);
      return nothing;
    }
    this.#position = end;
    return { tag: identifier, start, contentStart: length.contentStart, end };
  }

  /** Reads one TLV whose identifier octet must be `expected`. */
  element(expected: number, name: string): DerElement {
    const found = this.peekTag();
    if (found !== expected && found !== -1) {
      const what = `expected ${describeTag(expected)}, found ${describeTag(found)}`;
      this.fail('unexpected-tag', name, this.#position, what);
      return nothing;
    }
    return this.any(name);
  }

  /** Opens a SEQUENCE, or another constructed type whose identifier octet is `identifier`. */
  constructed(name: string, identifier: number = tag.sequence): DerReader {
    return this.inside(this.element(identifier, name), name);
  }

  /** Opens a constructed element only if it comes next; null otherwise. */
  optionalConstructed(name: string, identifier: number): DerReader | null {
    return this.peekTag() === identifier ? this.constructed(name, identifier) : null;
  }

  /** Reads the contents of an element that was already read. */
  inside(element: DerElement, name: string): DerReader {
    return new DerReader(this.#input, this, name, element.contentStart, element.end);
  }

  /** The octets of the whole TLV; a view, not a copy. */
  raw(element: DerElement): Uint8Array {
    return this.#input.bytes.subarray(element.start, element.end);
  }

  /** The content octets; a view, not a copy. */
  contents(element: DerElement): Uint8Array {
    return this.#input.bytes.subarray(element.contentStart, element.end);
  }

  /** Takes whatever is left in this container, as it stands; a view, not a copy. */
  rest(): Uint8Array {
    const from = this.atEnd ? this.#end : this.#position;
    this.#position = this.#end;
    return this.#input.bytes.subarray(from, this.#end);
  }

  /** Goes on at `position`, up to which the caller has checked the octets; false where that is not in here. */
  skipTo(position: number): boolean {
    if (this.failed || position < this.#position || position > this.#end) return false;
    this.#position = position;
    return true;
  }

  /** Refuses whatever is left in this container. */
  finish(): void {
    if (this.#input.failure !== null || this.#position >= this.#end) return;
    const left = this.#end - this.#position;
    const what = `${left} ${left === 1 ? 'octet' : 'octets'} left over after the last element`;
    this.fail('trailing-data', '', this.#position, what);
  }

  #length(name: string, at: number): { contentStart: number; octets: number } | null {
    const bytes = this.#input.bytes;
    if (at >= this.#end) {
      this.fail('truncated', name, at, 'the length is missing');
      return null;
    }
    const first = bytes[at] ?? 0;
    if (first < 0x80) return { contentStart: at + 1, octets: first };
    if (first === 0x80) {
      this.fail('indefinite-length', name, at, 'indefinite length is not DER (X.690 §10.1)');
      return null;
    }
    const count = first & 0x7f;
    if (count > 4) {
      this.fail('length-too-large', name, at, `a length of ${count} octets is refused`);
      return null;
    }
    if (at + count >= this.#end) {
      this.fail('truncated', name, at, 'the length is cut short');
      return null;
    }
    let octets = 0;
    for (let i = 1; i <= count; i++) octets = octets * 256 + (bytes[at + i] ?? 0);
    if (octets < 0x80 || bytes[at + 1] === 0) {
      this.fail(
        'non-minimal-length',
        name,
        at,
        'the length is not in its shortest form (X.690 §10.1)',
      );
      return null;
    }
    return { contentStart: at + 1 + count, octets };
  }

  #pathTo(name: string): string {
    const own = this.#parent === null ? this.#name : this.#parent.#pathTo(this.#name);
    if (name === '') return own;
    return own === '' || name.startsWith('[') ? `${own}${name}` : `${own}.${name}`;
  }
}

/** EXTERNAL, EMBEDDED PDV, SEQUENCE, SET and CHARACTER STRING are constructed, and no other type is in DER. */
const constructedTypes = (1 << 8) | (1 << 11) | (1 << 16) | (1 << 17) | (1 << 29);

function isUniversalInDer(identifier: number): boolean {
  const isConstructed = (identifier & 0x20) !== 0;
  const mustBeConstructed = ((1 << (identifier & 0x1f)) & constructedTypes) !== 0;
  return isConstructed === mustBeConstructed && identifier !== 0;
}

/**
 * Decodes `bytes` as exactly one DER value. `decode` reads from a reader that is confined to the input;
 * what it leaves unread is an error, as is any failure that the reader met.
 */
export function decodeDer<T>(
  bytes: Uint8Array,
  decode: (reader: DerReader) => T,
): Result<T, DerError> {
  const input = new DerInput(bytes);
  const outer = new DerReader(input, null, '', 0, bytes.length);
  const value = decode(outer);
  outer.finish();
  return input.failure === null ? ok(value) : err(input.failure);
}
